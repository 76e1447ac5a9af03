"""The web server of the preview. It answers this computer only, and only addresses that contain the token.

Every answer is private: other sites can neither read it, because there is no CORS and the token is secret, nor frame it. ``Host`` is
checked because a site may let its own name lead to 127.0.0.1 (DNS rebinding), and ``Origin`` because browsers send it with every
request that a script of another site makes.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import BoundedSemaphore, Thread
from typing import Any
from urllib.parse import parse_qs, unquote

from linernotes.model.findings import LinerNotesError
from linernotes.model.papers import Paper
from linernotes.preview.board import Board
from linernotes.preview.live import View
from linernotes.preview.pages import PageRenderer
from linernotes.preview.places import spots
from linernotes.preview.views import place_values, state_values

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_BOOK_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; sandbox allow-same-origin;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""An e-book has no scripts; templates and style sheets from others must not reach other hosts."""

_FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "preview.css": ("preview.css", "text/css; charset=utf-8"),
    "preview.js": ("preview.js", "text/javascript; charset=utf-8"),
}
_FOREVER = "private, max-age=31536000, immutable"
_NEVER = "no-store"
PATIENCE = 30.0
"""Seconds that a browser may take to send a request, or to receive a part of the answer."""

MOST_CONNECTIONS = 60
"""Connections at a time; each has a thread, and a browser has six for each page."""

_DIGITS = 9
"""Digits of the width of an image."""

_HEARTBEAT = 15.0
"""Seconds after which a silent stream sends a comment, so that a browser that has gone is noticed."""


class PreviewServer(ThreadingHTTPServer):
    """The server.

    Args:
        port: the port; 0 for any that is free.
        board: the states to show.
        renderer: renders pages.
        wanted: called when a browser opens a view.
        settings: values for the page, such as the address pattern of the editor.

    Raises:
        OSError: if the port is in use.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = MOST_CONNECTIONS  # with five, as in the base class, a browser's next connection waits for seconds

    def __init__(
        self, port: int, board: Board, renderer: PageRenderer, wanted: Callable[[], None], settings: dict[str, str]
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.board, self.renderer, self.wanted, self.settings = board, renderer, wanted, settings
        self.token = secrets.token_urlsafe(18)
        self._free = BoundedSemaphore(MOST_CONNECTIONS)
        self.hosts = {f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost")}
        self.origins = {f"http://{host}" for host in self.hosts}
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Show the traceback of a bug; that a browser has closed its connection, or is too slow, is none."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # they are those of the base class

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # as in the base class
        """Answer a connection in a thread of its own, or close it if there are too many."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # as in the base class
        """Answer the requests of a connection."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def start(self) -> None:
        """Serve in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, and end the waiting of browsers."""
        self.board.close()
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "linernotes", ""
    timeout = PATIENCE

    def log_message(self, format: str, *values: object) -> None:
        """Log nothing, to keep the terminal clear for the author."""

    def do_GET(self) -> None:
        """Answer a request."""
        with suppress(ConnectionError, TimeoutError):  # the browser has closed the page, or sleeps
            try:
                self._answer()
            except LinerNotesError as fault:
                self._send(str(fault).encode(), "text/plain; charset=utf-8", status=HTTPStatus.CONFLICT)

    def _answer(self) -> None:
        address, _, query = self.path.partition("?")
        token, _, path = unquote(address).removeprefix("/").partition("/")
        origin = self.headers.get("Origin")
        if self.headers.get("Host") not in self.server.hosts or (origin and origin not in self.server.origins):
            self._refuse(HTTPStatus.FORBIDDEN)
        elif not hmac.compare_digest(token.encode(), self.server.token.encode()):
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._route(path, {name: values[0] for name, values in parse_qs(query).items()})

    def _route(self, path: str, asked: dict[str, str]) -> None:
        first, _, rest = path.partition("/")
        paper = Paper(asked["paper"]) if asked.get("paper") in [each.value for each in Paper] else Paper.A4
        view = View(asked.get("edition", ""), asked.get("theme", ""))
        if path in _FILES:
            name, media_type = _FILES[path]
            self._send((files("linernotes.preview") / "browser" / name).read_bytes(), media_type, _PAGE_POLICY)
        elif path == "events":
            self._stream(view, paper)
        elif first == "page":
            self._page(rest, view, paper, asked)
        elif first == "places":
            self._places(rest, view, paper)
        elif first == "ebook-places":
            self._ebook_places(rest, view)
        elif first == "ebook":
            edition, _, rest = rest.partition("/")
            theme, _, name = rest.partition("/")
            self._ebook(View(edition.strip("-"), theme.strip("-")), name)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _page(self, key: str, view: View, paper: Paper, asked: dict[str, str]) -> None:
        for pages in self.server.board.state(view).pages:
            if page := pages.find(key):
                width = asked.get("width", "")[:_DIGITS]
                image = self.server.renderer.render(
                    pages, page, paper, max(int(width) if width.isdecimal() else 0, 100), copied=asked.get("copied") == "1"
                )
                self._send(image, "image/jpeg", cache=_FOREVER)
                return
        self._refuse(HTTPStatus.NOT_FOUND)

    def _places(self, key: str, view: View, paper: Paper) -> None:
        for pages in self.server.board.state(view).pages:
            if page := pages.find(key):
                found = [
                    {"box": [spot.left, spot.top, spot.right, spot.bottom], **place_values(spot.place)}
                    for spot in spots(page, paper)
                ]
                self._send(json.dumps(found).encode(), "application/json")
                return
        self._refuse(HTTPStatus.NOT_FOUND)

    def _ebook(self, view: View, name: str) -> None:
        ebook = self.server.board.state(view).ebook
        found = ebook.file(name) if ebook else None
        if found:
            media_type, content = found
            self._send(content, media_type, _BOOK_POLICY, _FOREVER if name.startswith("fonts/") else _NEVER)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _ebook_places(self, name: str, view: View) -> None:
        ebook = self.server.board.state(view).ebook
        found = ebook.places(name) if ebook else []
        self._send(
            json.dumps([{"anchor": anchor, **place_values(place)} for anchor, place in found]).encode(), "application/json"
        )

    def _stream(self, view: View, paper: Paper) -> None:
        """Send the state of a view, and each newer one, as server-sent events until the browser has gone."""
        self.send_response(HTTPStatus.OK)
        self._headers("text/event-stream; charset=utf-8", _NEVER)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        board, version = self.server.board, -1
        with board.watching(view):
            self.server.wanted()
            while not board.closed:
                state = board.wait(view, version, _HEARTBEAT)
                if state:
                    version = state.version
                    values = {**state_values(state, view, paper), **self.server.settings}
                    self.wfile.write(b"data: " + json.dumps(values, ensure_ascii=False).encode() + b"\n\n")
                else:
                    self.wfile.write(b": nothing new\n\n")
                self.wfile.flush()

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(status.phrase.encode(), "text/plain; charset=utf-8", status=status)

    def _headers(self, media_type: str, cache: str, policy: str = "default-src 'none'") -> None:
        self.send_header("Content-Type", media_type)
        self.send_header("Cache-Control", cache)
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")

    def _send(
        self,
        content: bytes,
        media_type: str,
        policy: str = "default-src 'none'",
        cache: str = _NEVER,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        self.send_response(status)
        self._headers(media_type, cache, policy)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

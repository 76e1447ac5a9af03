"""The server of the preview answers its own page only, and shows no file outside the guide."""

from __future__ import annotations

import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from linernotes.cache.store import Store
from linernotes.preview.server import MOST_CONNECTIONS
from linernotes.workers.pool import WorkerPool
from tests.preview.conftest import Preview, served
from tests.processes import HUNG
from tests.sample import STORY, write_guide


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool, store: Store) -> Iterator[Preview]:
    """Return a preview for all tests of this file."""
    with served(write_guide(tmp_path_factory.mktemp("guide")), pool, store) as running:
        running.state()
        yield running


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1"])
def test_other_names_of_the_computer_are_refused(preview: Preview, host: str) -> None:
    assert preview.get("", Host=host)[0] == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
def test_requests_of_other_sites_are_refused(preview: Preview, origin: str) -> None:
    assert preview.get("events", Origin=origin)[0] == 403


@pytest.mark.parametrize("path", ["/", "/wrong/", "/wrong/events", "//", "/%00/", "/preview.js"])
def test_nothing_is_served_without_the_token(preview: Preview, path: str) -> None:
    assert preview.request(path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_only_reading_is_possible(preview: Preview, method: str) -> None:
    assert preview.request(urlsplit(preview.address).path, method)[0] == 501


@pytest.mark.parametrize(
    "path",
    [
        "../manuscript/book.toml",
        "..%2fmanuscript%2fbook.toml",
        "ebook/-/-/../../../manuscript/book.toml",
        "ebook/-/-/%2e%2e/%2e%2e/book.toml",
        "ebook/-/-//etc/passwd",
        "ebook/-/-/fonts/../../../etc/passwd",
        "ebook/-/-/pictures/../book.toml",
        "page/../../etc/passwd",
        "places/x",
        "preview.py",
        "run.py",
        "ebook",
    ],
)
def test_no_other_file_is_served(preview: Preview, path: str) -> None:
    assert preview.get(path)[0] == 404


def test_answers_are_private_and_run_no_foreign_code(preview: Preview) -> None:
    for path in ("", "preview.js", "preview.css", "ebook/-/-/storm.xhtml", "nothing"):
        _, headers, _ = preview.get(path)
        assert "Access-Control-Allow-Origin" not in headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"


def start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "linernotes", "preview", "-p", project, "--cache", project.parent / "cache", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_preview_of_a_background_job_ends_on_a_signal(tmp_path: Path, ending: signal.Signals) -> None:
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell without job control starts a background job
    try:
        preview = start(write_guide(tmp_path / "guide"))
    finally:
        signal.signal(signal.SIGINT, usual)
    assert preview.stdout
    assert preview.stdout.readline().startswith("http://127.0.0.1:")
    preview.send_signal(ending)
    preview.communicate(timeout=HUNG)
    assert preview.returncode == 0


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_preview_ends_and_leaves_no_process_or_file(tmp_path: Path, ending: signal.Signals) -> None:
    project = write_guide(tmp_path / "guide")
    before = sorted(project.rglob("*"))
    preview = start(project)
    assert preview.stdout
    assert preview.stdout.readline().startswith("http://127.0.0.1:")
    children = subprocess.run(["pgrep", "-P", str(preview.pid)], capture_output=True, text=True, check=False).stdout.split()
    assert children
    preview.send_signal(ending)
    out, err = preview.communicate(timeout=HUNG)
    assert (preview.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert not [child for child in children if Path("/proc", child).exists()]
    assert sorted(project.rglob("*")) == before


def test_preview_that_slept_shows_the_last_save(tmp_path: Path, pool: WorkerPool, store: Store) -> None:
    texts = [STORY.replace("The keeper's lamp", f"The {word} lamp") for word in ("first", "other", "last")]
    with served(write_guide(tmp_path / "saved", {"story.md": texts[-1]}), pool, store) as awake:
        expected = [page["key"] for page in awake.state()["pages"]]
    project = write_guide(tmp_path / "guide")
    process = start(project)
    assert process.stdout
    try:
        with Preview(project, process.stdout.readline().strip()).states() as states:
            assert [page["key"] for page in next(states)["pages"]] != expected
            process.send_signal(signal.SIGSTOP)
            for text in texts:
                (project / "manuscript" / "story.md").write_text(text, encoding="utf-8")
            process.send_signal(signal.SIGCONT)
            assert any([page["key"] for page in state["pages"]] == expected for state in states)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=HUNG)


def test_port_in_use_is_reported(tmp_path: Path, preview: Preview) -> None:
    second = start(preview.project, "--port", str(preview.port))
    _, err = second.communicate(timeout=HUNG)
    assert second.returncode == 2
    assert f"port {preview.port} cannot be opened" in err
    assert "Traceback" not in err


def test_browser_that_resets_its_connection_leaves_no_traceback(preview: Preview, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection(("127.0.0.1", preview.port)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close by a reset
        connection.sendall(b"GET ")
    assert preview.get("preview.css")[0] == 200
    while answering := [each for each in threading.enumerate() if "process_request_thread" in each.name]:
        for thread in answering:
            if thread.ident is not None:  # it has started
                thread.join()
    assert "Traceback" not in capfd.readouterr().err


def raw(preview: Preview, request: bytes) -> bytes:
    """Return everything that the server answers to the bytes of a request."""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=HUNG) as connection:
        try:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except ConnectionError:  # it has closed the connection before it has read everything
            return b""


def host(preview: Preview) -> bytes:
    return f"Host: 127.0.0.1:{preview.port}\r\n".encode()


ROUTES = ("", "page/", "places/", "ebook-places/", "ebook/-/-/", "ebook/student/", "ebook/", "events/", "preview.css/")
CLIMBS = (
    "../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/book.toml",
    "..\\..\\book.toml",
    "/etc/passwd",
    "%00",
    "%ff",
)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("climb", CLIMBS)
def test_no_route_leads_to_another_file(preview: Preview, route: str, climb: str) -> None:
    status, _, content = preview.get(f"{route}{climb}")
    assert (status, b"root:" in content, b"[book]" in content) in ((404, False, False), (200, False, False))
    assert status == 404 or content == b"[]"  # places of an unknown page of the e-book


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET //[ HTTP/1.1",
        b"GET http://[::1/ HTTP/1.1",
        b"GET / HTTP/1.1\r\nOrigin: http://[",
        b"GET /\xff\xfe HTTP/1.1",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1",
        b"GET /" + b"%25" * 20_000 + b" HTTP/1.1",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000,
        b"GET / HTTP/1.1" + b"\r\nX: a" * 1000,
        b"GET / HTTP/9",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"\0" * 1000,
        b"GET /?" + b"a=1&" * 15_000 + b" HTTP/1.1",
    ],
)
def test_odd_request_is_refused_and_leaves_no_traceback(
    preview: Preview, request_line: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = raw(preview, request_line + b"\r\n" + host(preview) + b"Connection: close\r\n\r\n")
    assert b" 200 " not in answer.partition(b"\r\n")[0]
    assert preview.get("preview.css")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_page_of_any_width_has_a_limit(preview: Preview) -> None:
    key = preview.state()["pages"][0]["key"]
    for width in ("9" * 5000, "99999999", "0", "-1", "1e9", "%D9%A3"):
        assert preview.get(f"page/{key}?width={width}")[0] == 200


def test_slow_and_many_connections_do_not_stop_the_preview(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linernotes.preview.server._Handler.timeout", 0.1)
    port = preview.port
    waiting = [socket.create_connection(("127.0.0.1", port), timeout=HUNG) for _ in range(3 * MOST_CONNECTIONS)]
    try:
        for connection in waiting:
            try:
                connection.sendall(b"GET / HT")
            except ConnectionError:  # one too many
                continue
        assert len([each for each in threading.enumerate() if "process_request_thread" in each.name]) <= MOST_CONNECTIONS + 1
        for connection in waiting:  # the server ends each of them
            with suppress(ConnectionError):
                while connection.recv(4096):
                    pass
    finally:
        for connection in waiting:
            connection.close()
    assert preview.get("preview.css")[0] == 200

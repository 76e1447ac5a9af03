"""A preview of the sample guide, served in this process; all tests share the workers and the cache."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from linernotes.cache.store import Store
from linernotes.preview.command import EDITOR
from linernotes.preview.run import Options, Session
from linernotes.preview.server import PreviewServer
from linernotes.preview.watch import Watcher
from linernotes.workers.pool import WorkerPool
from tests.processes import HUNG
from tests.sample import write_guide

SILENT = 120
"""The number of signs of life, one every 15 seconds, after which a preview counts as hung; no busy machine needs half an hour."""

Values = dict[str, Any]


class Preview:
    """A preview that runs.

    Args:
        project: the folder of its guide.
        address: the address that it prints.
    """

    def __init__(self, project: Path, address: str) -> None:
        self.project, self.address = project, address
        self.port = urlsplit(address).port or 0

    def get(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return status, headers and content of an address below the token."""
        return self.request(urlsplit(self.address).path + path, **headers)

    def request(self, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return status, headers and content of a path of the server."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HUNG)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content

    @contextmanager
    def states(self, query: str = "") -> Iterator[Iterator[Values]]:
        """Open the stream of a view and yield its states that are finished."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HUNG)
        connection.request("GET", f"{urlsplit(self.address).path}events?{query}")
        answer = connection.getresponse()
        try:
            yield self._finished(answer)
        finally:
            answer.close()
            connection.close()

    @staticmethod
    def _finished(answer: http.client.HTTPResponse) -> Iterator[Values]:
        silent = 0
        while line := answer.readline():
            silent += line.startswith(b": ")
            assert silent < SILENT, "the preview shows nothing of the kind"
            if line.startswith(b"data: "):
                state: Values = json.loads(line[6:])
                if not state["working"]:
                    yield state
        pytest.fail("the stream has ended")

    def state(self, wanted: Callable[[Values], bool] = lambda _: True, query: str = "") -> Values:
        """Return the first state of the stream that is finished and wanted."""
        with self.states(query) as states:
            return next(filter(wanted, states))

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file of the manuscript in one step, so that no state shows half of it."""
        file = self.project / "manuscript" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        draft = file.with_name(f".{file.name}")
        draft.write_text(text.replace(old, new), encoding="utf-8")
        draft.replace(file)


@pytest.fixture(scope="session")
def pool() -> Iterator[WorkerPool]:
    """Return the workers of all previews."""
    with WorkerPool() as workers:
        yield workers


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the cache of all previews."""
    return Store(tmp_path_factory.mktemp("store"))


@contextmanager
def served(project: Path, pool: WorkerPool, store: Store) -> Iterator[Preview]:
    """Serve the preview of a guide."""
    session = Session(project, pool, store, Options("", 0, None, trust=False, editor=EDITOR))
    server = PreviewServer(0, session.board, session.renderer, session.wake, session.settings)
    watcher = Watcher(project, session.wake)
    thread = Thread(target=session.run)
    watcher.start()
    server.start()
    thread.start()
    try:
        yield Preview(project, server.address)
    finally:
        session.end()
        server.stop()
        watcher.stop()
        thread.join()
        session.renderer.close()


@pytest.fixture
def preview(tmp_path: Path, pool: WorkerPool, store: Store) -> Iterator[Preview]:
    """Return the preview of the sample guide."""
    with served(write_guide(tmp_path), pool, store) as running:
        running.state()
        yield running

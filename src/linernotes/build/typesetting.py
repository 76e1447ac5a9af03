"""Sections → gatherings: from the cache, or by the worker pool."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager

from linernotes.cache.memo import restore
from linernotes.cache.store import Store, key_of
from linernotes.cache.versions import typesetter_version
from linernotes.model.findings import NOWHERE, KilledError, Place, TypesettingError
from linernotes.typeset.gathering import Gathering
from linernotes.typeset.jobs import Assets, Job, Typeset
from linernotes.typeset.worker import typeset
from linernotes.workers.child import Failure
from linernotes.workers.pool import WorkerPool

MAX_NAMED = 6
"""Own files of a project that an error names."""


@contextmanager
def naming_own_files(own: Iterable[str]) -> Iterator[None]:
    """Let an error of the typesetter name the style sheets and templates of the project, which may be the reason.

    Args:
        own: the paths of the project's own styles and templates.

    Raises:
        TypesettingError: if one is raised in this context.
    """
    try:
        yield
    except TypesettingError as error:
        files = sorted(path for path in own if path.endswith((".css", ".j2")))
        if not files:
            raise
        more = [f"{len(files) - MAX_NAMED} more"] if len(files) > MAX_NAMED else []
        raise type(error)(
            error.message, error.place, f"{error.hint}; yours are {', '.join([*files[:MAX_NAMED], *more])}"
        ) from error


class SectionTypesetter:
    """Typesets the sections of one book, each once.

    A gathering is cached under the hash of its document and of every file that WeasyPrint requested for it. Which files these are is
    cached under the hash of the document alone: while none of them has changed, WeasyPrint requests the same files again.

    Args:
        pool: the workers.
        store: the cache.
        assets: the files, style sheets and font families of the book.
        report: shows progress.
    """

    def __init__(self, pool: WorkerPool, store: Store, assets: Assets, report: Callable[[str], None]) -> None:
        self._pool, self._store, self.assets, self._report = pool, store, assets, report
        self._form = "\n".join([*assets.sheets, *sorted(assets.families)]).encode()
        self._digests = {path: hashlib.sha256(content).hexdigest() for path, content in assets.files.items()}
        self._gatherings: dict[str, Gathering] = {}
        self._used: set[str] = set()
        self._pending: dict[str, tuple[str, Future[Typeset | Failure]]] = {}

    def start(self, jobs: Mapping[str, Job]) -> dict[str, str]:
        """Submit the sections that are neither cached nor submitted already, without waiting, and return the keys of all by name."""
        keys = {name: self.key(job) for name, job in jobs.items()}
        self._used.update(keys.values())
        for key in set(keys.values()) - self._gatherings.keys() - self._pending.keys():
            if gathering := self._cached(key):
                self._gatherings[key] = gathering
        known = self._gatherings.keys() | self._pending.keys()
        missing = {keys[name]: (name, job) for name, job in jobs.items() if keys[name] not in known}
        if missing:
            self._report(f"typesetting {len(missing)} of {len(jobs)} sections")
        longest_first = sorted(missing.items(), key=lambda each: -len(each[1][1].document))  # no worker is idle at the end
        for key, (name, job) in longest_first:
            self._pending[key] = name, self._pool.submit_shared(typeset, self.assets, job)
        return keys

    def typeset(self, jobs: Mapping[str, Job], places: Mapping[str, Place]) -> dict[str, Gathering]:
        """Return the gatherings of sections by name, and cache those that are new.

        Args:
            jobs: the sections, by name.
            places: where they are in the manuscript, by name; made pages are nowhere.

        Raises:
            TypesettingError: if sections cannot be typeset; the message names all of them. The others are cached. It is a
                `KilledError` if another program ended the workers of all of them.
        """
        keys = self.start(jobs)
        failures: dict[str, Failure] = {}
        for key in [key for key in self._pending if key in set(keys.values())]:
            name, future = self._pending.pop(key)
            result = future.result()
            if isinstance(result, Failure):
                failures[name] = result
                continue
            self._gatherings[key] = result.gathering
            self._store.put(key, json.dumps(dict(result.served)).encode())
            self._store.put(self._full_key(key, result.served), pickle.dumps(result.gathering, pickle.HIGHEST_PROTOCOL))
        if failures:
            hint = "the other sections are cached; correct these, or what your own style sheets and templates do with them"
            place = min((places[name] for name in failures if places.get(name, NOWHERE).file), default=None)
            reasons = "; ".join(f"{name}: {failures[name].message}" for name in sorted(failures))
            kind = KilledError if all(each.killed for each in failures.values()) else TypesettingError
            raise kind(f"these sections cannot be typeset: {reasons}", place, hint)
        return {name: self._gatherings[keys[name]] for name in jobs}

    def forget_unused(self) -> None:
        """Remove the gatherings from memory that were not asked for since the last call; they stay in the cache."""
        self._gatherings = {key: gathering for key, gathering in self._gatherings.items() if key in self._used}
        self._pending = {key: job for key, job in self._pending.items() if key in self._used}
        self._used.clear()

    def key(self, job: Job) -> str:
        """Return a hash of everything that decides about a gathering but the files that it requests."""
        form = "\n".join([str(job.tagged), str(job.arranged), *job.sheets]).encode()
        return key_of([b"gathering", typesetter_version(), self._form, form, job.document.encode()])

    def _full_key(self, key: str, served: Mapping[str, str]) -> str:
        """Return the key of a gathering with the current contents of the files that were requested for it."""
        files = (f"{path}\0{self._digests.get(path, '')}".encode() for path in sorted(served))
        return key_of([b"files", key.encode(), *files])

    def _cached(self, key: str) -> Gathering | None:
        served = self._store.get(key)
        found = restore(self._store.get(self._full_key(key, json.loads(served)))) if served else None
        return found if isinstance(found, Gathering) else None

"""The font files of a guide: those below ``manuscript/``, and those in the folder of its theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final, TypeVar

from linernotes.assets import Design
from linernotes.fonts.spec import SUFFIXES
from linernotes.model.findings import Code, did_you_mean
from linernotes.model.fontfiles import FontFacts, FontFile
from linernotes.model.memoize import Memoize, uncached
from linernotes.snapshot import FOLDER, Snapshot, UnreadableError
from linernotes.workers.child import Failure
from linernotes.workers.pool import Limits, WorkerPool

T = TypeVar("T")

_LIMITS: Final = Limits(seconds=30, memory=1 << 30, patience=120)
"""The largest fonts, with tens of thousands of characters, take a tenth of both."""

_LICENCE: Final = re.compile(r"(?i)(OFL|UFL|EULA|COPYING|.*licen[cs]e.*)(\.txt|\.md)?")
_TEXTS: Final = ("", ".txt", ".md")
_PUT: Final = (
    f"put the font files and their licence into {FOLDER}/fonts/ and write the path from {FOLDER}/, such as fonts/Name.ttf"
)


class FontFileError(Exception):
    """A font file that a guide cannot use.

    Attributes:
        code: the code of the finding.
        message: the problem.
        hint: what to do about it.
    """

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class FontFiles:
    """Finds and reads font files. They are parsed in worker processes, because the fonts of strangers may be made to do harm.

    Args:
        snapshot: the files of the manuscript; None for a guide without any.
        design: the style sheets of the guide, with the files of its themes.
        theme: the name of the theme.
        memoize: returns results of earlier runs.
    """

    def __init__(self, snapshot: Snapshot | None, design: Design, theme: str, memoize: Memoize = uncached) -> None:
        self._snapshot, self._memoize = snapshot, memoize
        folder = f"themes/{theme}/"
        self._of_theme: Mapping[str, bytes] = {
            path.removeprefix(folder): content for path, content in design.styles.items() if path.startswith(folder)
        }
        self._read: dict[str, FontFile] = {}

    def find(self, path: str) -> tuple[FontFile, ...]:
        """Return the font file with a path, or those in a folder, sorted by path.

        Raises:
            FontFileError: if there is none, or one of them cannot be read or is not a font.
        """
        wanted = path.strip("/")
        paths = self._paths(SUFFIXES)
        found = [wanted] if wanted in paths else [each for each in paths if str(PurePosixPath(each).parent) == wanted]
        if not found:
            suffix = PurePosixPath(wanted).suffix.lower()
            if suffix in (".ttc", ".otc"):
                raise FontFileError(
                    Code.FONT_BROKEN,
                    f"'{path}' is a collection of fonts",
                    "save each of its fonts as a file of its own (.ttf or .otf)",
                )
            known = {*paths, *(str(PurePosixPath(each).parent) for each in paths)} - {"."}
            hint = did_you_mean(wanted, known) if wanted not in known else ""
            raise FontFileError(
                Code.FONT_MISSING, f"there is no font file and no folder with font files '{path}' in {FOLDER}/", hint or _PUT
            )
        return tuple(self._file(each) for each in found)

    def try_out(self, file: FontFile) -> None:
        """Build a font from a file, as the guide will.

        Raises:
            FontFileError: if that is impossible.
        """
        from linernotes.fonts.inspection import try_out  # fontTools takes 0.12 s to load, and few guides have font files

        self._memoize([b"font tried", file.content], lambda: _in_worker(file.path, try_out, file.content))

    def _paths(self, suffixes: tuple[str, ...]) -> list[str]:
        own = self._snapshot.find(*suffixes) if self._snapshot else ()
        of_theme = (path for path in self._of_theme if PurePosixPath(path).suffix.lower() in suffixes)
        return sorted({*own, *of_theme})

    def _file(self, path: str) -> FontFile:
        if path not in self._read:
            from linernotes.fonts.inspection import inspect  # fontTools takes 0.12 s to load, and few guides have font files

            content = self._content(path)
            facts: FontFacts = self._memoize([b"font", content], lambda: _in_worker(path, inspect, content))
            self._read[path] = FontFile(path, content, self._licence(path), facts)
        return self._read[path]

    def _content(self, path: str) -> bytes:
        """Return the content of a file of the manuscript, or else of the theme."""
        if self._snapshot and path in self._snapshot.find(PurePosixPath(path).suffix.lower()):
            try:
                return self._snapshot.read(path)
            except UnreadableError as fault:
                raise FontFileError(Code.FONT_BROKEN, f"the font file '{path}' {fault.reason}", fault.hint) from None
        return self._of_theme[path]

    def _licence(self, path: str) -> str:
        """Return the text of the nearest licence: in the folder of a font file, or in one above it."""
        texts = [each for each in self._paths(_TEXTS) if _LICENCE.fullmatch(PurePosixPath(each).name)]
        for folder in PurePosixPath(path).parents:
            for each in texts:
                if PurePosixPath(each).parent == folder and str(folder) != ".":
                    return self._content(each).decode("utf-8", "replace").replace("\0", "").strip()
        return ""


def _in_worker(path: str, function: Callable[[bytes], T], content: bytes) -> T:
    """Return the result of a function for the content of a font file.

    Raises:
        FontFileError: if it fails.
    """
    with WorkerPool(1, _LIMITS) as pool:
        result = pool.submit(function, content).result()
    if isinstance(result, Failure):
        reason = "it is damaged" if "worker process" in result.message else result.message
        hint = "download it again, or save it again as TrueType (.ttf) with a font editor"
        raise FontFileError(Code.FONT_BROKEN, f"the font file '{path}' cannot be used: {reason}", hint)
    return result

"""A student file, before it gets its name, is opened again and searched for teacher text."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from linernotes.cache.store import Shelf, key_of
from linernotes.leaks.normalise import letters_of
from linernotes.model.book import Book, Matter, Section
from linernotes.model.document import Inline, NoteCall
from linernotes.model.findings import LeakError
from linernotes.model.guide import Answer, TeacherNote
from linernotes.model.memoize import Memoize, serialized, uncached
from linernotes.model.walking import contents, descend, plain_text

WINDOW = 6
"""Words in a row that only teachers may read; fewer are met by chance."""

SHORTEST = 16
"""Letters of such a run; figures and single letters in a row are met by chance."""

_CODE = Path(__file__).read_bytes() + Path(__file__).with_name("normalise.py").read_bytes()

_BORDER = 300
"""Letters of either side of a border between sections; six words are shorter."""

_HEAD = 12
_STEP = SHORTEST - _HEAD + 1
_PAYS = 200
"""Letters looked at for each secret after which the heads of all secrets are learned: that takes as long as looking did without."""

_MARKUP = (".xhtml", ".opf", ".ncx", ".xml", ".svg", ".css")
_BINARY = (".jpg", ".jpeg", ".png", ".ttf")
_RUN = re.compile(rb"(?:[\t\n\r -~]|[\xc2-\xef][\x80-\xbf]{1,2}){16,}")
"""Of characters, as UTF-8 spells them, where most bytes are none."""

_NEAR_RUN = re.compile(rb"[\t\n\r -~\x80-\xef]{16,}")
"""Of bytes that may be of such a run, which is nowhere else; they are found in a fraction of the time."""

_TAG = re.compile(r"<[^>]*>")
_NAMES = ("anchor", "slug", "source", "section", "question", "id", "fact", "theme", "picture", "language", "layer", "certainty")


class Secret(NamedTuple):
    """Words of teacher text in a row, and the letters that are searched for."""

    words: str
    letters: str


def passages(value: object, *, runs: bool = True) -> Iterator[str]:
    """Yield the texts of nodes: runs of inlines, unless they are not wanted, and strings that are printed, such as titles."""
    for node in descend(value):
        for name, content in contents(node):
            if isinstance(content, str) and name not in _NAMES:
                yield content
            elif runs and isinstance(content, tuple) and content and isinstance(content[0], Inline):
                yield plain_text(content)


def teacher_text(book: Book) -> Iterator[str]:
    """Yield the texts of an unedited book that only teacher editions print."""
    yield from passages(tuple(book.in_matter(Matter.TEACHER)))
    for section in book.sections:
        yield from (text for node in descend(section, Answer, TeacherNote) for text in passages(node))


def secrets_of(
    book: Book, student: Book, memoize: Memoize = uncached, marks: Mapping[str, bytes] | None = None
) -> tuple[Secret, ...]:
    """Return every run of six words of the book's teacher text that the student's book does not hold.

    Args:
        book: as its author wrote it.
        student: as the edition prints it.
        memoize: returns cached results for sections that have not changed.
        marks: the serialized sections of the student's book by slug; sections that are missing are serialized here.
    """
    teachers = "\0".join(teacher_text(book))
    runs = memoize([b"runs", _CODE, teachers.encode()], lambda: list(_runs(teachers.split("\0"))))
    secrets = list(map(Secret._make, runs))
    finder = _Finder(secrets)
    told = blake2b(teachers.encode()).digest()
    held: set[int] = set()
    ends = ""
    for section in student.sections:
        spelling = (marks or {}).get(section.slug) or serialized(section)

        def look(section: Section = section) -> tuple[list[int], str, str]:
            letters = letters_of(_text_of(section))
            return finder.met(letters), letters[:_BORDER], letters[-_BORDER:]

        met, first, last = memoize([b"held", _CODE, told, spelling], look)
        held.update(met)
        # A run of words may go from one section into the next.
        ends = f"{ends}{first}\0{last}"
    held.update(finder.met(f"{ends}\0{letters_of(' '.join(_known(student)))}"))
    return tuple(secret for number, secret in enumerate(secrets) if number not in held)


def _runs(passages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield runs of six words with their letters, each once."""
    seen: set[str] = set()
    spell = cache(letters_of)
    for passage in passages:
        words = passage.split()
        letters = [spell(word) for word in words]
        for start in range(len(words) - WINDOW + 1):
            run = "".join(letters[start : start + WINDOW])
            if len(run) >= SHORTEST and run not in seen:
                seen.add(run)
                yield " ".join(words[start : start + WINDOW]), run


def _text_of(section: Section) -> str:
    """Return all words of a section, in one piece: a run may go from one table cell, line or list item into the next."""
    notes = descend(section, NoteCall)  # plain text leaves them out
    return " ".join([plain_text(section), *passages(section, runs=False), *passages(tuple(notes))])


def _known(student: Book) -> Iterator[str]:
    """Yield what students read beside the sections."""
    metadata, data = student.metadata, student.data
    yield from map(str, asdict(student.wording).values())
    yield from (metadata.title, metadata.subtitle, metadata.description, metadata.rights)
    yield from (plain_text(line) for line in metadata.imprint)
    yield from passages((*data.characters, *data.themes, *data.terms, *data.facts))


def search(texts: Iterable[tuple[str, str]], secrets: Iterable[Secret]) -> tuple[str, Secret] | None:
    """Return the first place whose text holds a secret, and the secret."""
    places = [(place, letters_of(text)) for place, text in texts]
    everything = "".join(letters for _, letters in places)
    if not everything:
        return None
    known = list(secrets)
    suspects = [known[number] for number in _Finder(known).met(everything)]
    return next(((place, secret) for place, letters in places for secret in suspects if secret.letters in letters), None)


class _Finder:
    """Finds secrets in long texts.

    A secret of sixteen letters or more covers a head of twelve that begins at a fifth spot of the text, so that only those spots
    need be looked at, and the first five heads of each secret be known. It pays to learn these only where many texts are looked at.
    """

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._letters = [secret.letters for secret in secrets]
        self._looked = 0

    @cached_property
    def _heads(self) -> Mapping[str, list[tuple[int, int]]]:
        heads: dict[str, list[tuple[int, int]]] = {}
        for number, letters in enumerate(self._letters):
            if len(letters) >= SHORTEST:
                for before in range(_STEP):
                    heads.setdefault(letters[before : before + _HEAD], []).append((number, before))
        return heads

    @cached_property
    def _short(self) -> list[tuple[int, str]]:
        return [(number, letters) for number, letters in enumerate(self._letters) if len(letters) < SHORTEST]

    def met(self, text: str) -> list[int]:
        """Return the numbers of the secrets that stand in a text of nothing but letters."""
        self._looked += len(text) + _STEP * _STEP * len(self._letters)
        candidates = self._by_their_heads(text) if self._looked > _PAYS * len(self._letters) else self._by_its_heads(text)
        met = dict.fromkeys(number for number, letters in self._short if letters in text)
        for number, start in candidates:
            if start >= 0 and text.startswith(self._letters[number], start):
                met[number] = None
        return list(met)

    def _by_their_heads(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the secrets whose heads stand at a fifth spot of a text, each with where it would begin."""
        heads = self._heads
        for spot in [spot for spot in range(0, len(text), _STEP) if text[spot : spot + _HEAD] in heads]:
            for number, before in heads[text[spot : spot + _HEAD]]:
                yield number, spot - before

    def _by_its_heads(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the same, without the heads of all secrets; of a short text all heads are learned, and the first of each secret asked."""
        step = 1 if len(text) < len(self._letters) else _STEP
        spots: dict[str, list[int]] = {}
        for spot in range(0, len(text), step):
            spots.setdefault(text[spot : spot + _HEAD], []).append(spot)
        for before in range(step):
            end = before + _HEAD
            for number in [number for number, letters in enumerate(self._letters) if letters[before:end] in spots]:
                if len(self._letters[number]) >= SHORTEST:
                    yield from ((number, spot - before) for spot in spots[self._letters[number][before:end]])


def pass_gate(
    file: Path, shown: str, secrets: Sequence[Secret], shelf: Shelf | None = None, *, readers: int = 1, text: str = ""
) -> None:
    """Let a student file pass.

    Args:
        file: the file under its temporary name, PDF or EPUB.
        shown: the name that it is to get.
        secrets: what it must not hold.
        shelf: where the letters of its pages are kept, and which of its texts hold none of these secrets, so that what does not
            change need not be read and searched again.
        readers: how many processes may read pages at a time.
        text: a name for all files that show the same pages, such as those for other papers; nothing if there is no other.

    Raises:
        LeakError: if it holds some of it; the message names the place.
    """
    reach = max((len(secret.letters) for secret in secrets), default=0)
    texts = list(_epub_texts(file) if shown.endswith(".epub") else _pdf_texts(file, reach, shelf, text or shown, readers))
    key = key_of([b"clean", _CODE, shown.encode(), "\0".join(secret.letters for secret in secrets).encode()])
    clean = shelf.take(key) if shelf else None
    known = set(json.loads(clean)) if clean else set()
    digests = [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() for _, text in texts]
    hit = search((each for each, digest in zip(texts, digests, strict=True) if digest not in known), secrets)
    if shelf and not hit and not known.issuperset(digests):
        shelf.keep(key, json.dumps(digests).encode())
    if hit:
        place, secret = hit
        hint = (
            "a template or style puts teacher text into it, or the same words stand in teacher matter and, by hand, in a template"
        )
        raise LeakError(f"{shown} holds teacher text at {place}: '{secret.words}'; the file was not made", hint=hint)


def _pdf_texts(file: Path, reach: int, shelf: Shelf | None, name: str, readers: int) -> Iterator[tuple[str, str]]:
    """Yield the words of each page, those around each turn of a page, and everything that is no page."""
    from linernotes.leaks.page_text import read_pages
    from linernotes.leaks.pdf_strings import read_strings

    yield from read_strings(file)
    last = ""
    for number, letters in enumerate(read_pages(file, shelf, name, readers=readers), 1):
        # The folio, which moves without the words, comes last; what goes on from them into it is found around their end.
        block, foot = (letters.block, letters.page[len(letters.block) :]) if letters.page.startswith(letters.block) else ("", "")
        yield f"page {number}", block or letters.page
        yield f"page {number}", f"{block[-reach:]}{foot}"
        yield f"pages {number - 1} and {number}", f"{last[-reach:]}{letters.block[:reach]}"
        last = letters.block


def _epub_texts(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every entry of the package, whether the spine names it or not: its text, its attributes, its bytes."""
    with zipfile.ZipFile(file) as package:
        yield "the archive's comment", package.comment.decode("utf-8", "ignore")
        for entry in package.infolist():
            content = package.read(entry)
            yield f"{entry.filename} (its name)", entry.filename
            if entry.filename.endswith(_BINARY):
                runs = (run for near in _NEAR_RUN.findall(content) for run in _RUN.findall(near))
                yield entry.filename, " ".join(run.decode("utf-8", "ignore") for run in runs)
                continue
            written = content.decode("utf-8", "ignore")
            yield entry.filename, html.unescape(written)
            if entry.filename.endswith(_MARKUP):
                yield entry.filename, html.unescape(_TAG.sub("", written))

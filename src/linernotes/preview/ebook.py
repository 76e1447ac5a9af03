"""The e-book of an edition as files for a browser: each document is rendered when it is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Lock
from typing import ClassVar

from linernotes.build.context import BuildContext
from linernotes.build.ebook import NARROW, SHEET, reflowable_book, render_document, render_nav
from linernotes.build.pictures import EbookPictures, PictureRenderer, finish_pictures, start_pictures
from linernotes.epub.package import MEDIA_TYPES, NAV
from linernotes.fonts.instances import font_face_css
from linernotes.html.medium import Reflowable, file_name, picture_name
from linernotes.html.pages import Pages
from linernotes.model.book import Book, Edition, MadePage, Section
from linernotes.model.findings import Place
from linernotes.model.guide import SourceList
from linernotes.model.walking import descend
from linernotes.preview.places import places_in
from linernotes.snapshot import FOLDER


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an e-book: its name, its title, and the author's file that it is made from, if it is."""

    name: str
    title: str
    source: str


class _WithSentences(Reflowable):
    """The medium of e-books, with the ids of sentences, which lead to the author's text."""

    sentence_ids: ClassVar[bool] = True


def document_name(section: Section) -> str:
    """Return the name of the document that contains a section."""
    return NAV if section.made is MadePage.CONTENTS else file_name(section)


def _file(section: Section) -> str:
    return f"{FOLDER}/{section.source}" if section.source else ""


class Ebook:
    """The files of an e-book by name, without the marks of printed pages.

    Args:
        context: the shared parts of the build.
        book: the book as its edition prints it.
        edition: the edition.
        renderer: renders drawings.
    """

    def __init__(self, context: BuildContext, book: Book, edition: Edition, renderer: PictureRenderer) -> None:
        self._context, self._edition, self._renderer = context, edition, renderer
        self._book = book
        self._lock = Lock()
        self._pages: Pages | None = None
        self._pictures: EbookPictures | None = None

    def documents(self) -> tuple[Document, ...]:
        """Return the documents, in reading order; there is one page of contents."""
        with self._lock:
            pages = self._open()
            listed = {
                document_name(each): Document(document_name(each), pages.title_of(each), _file(each))
                for each in pages.book.sections
            }
            return tuple(listed.values())

    def look(self) -> str:
        """Return a hash of the style sheets."""
        return hashlib.sha256(self._context.styles[SHEET] + self._context.styles[NARROW]).hexdigest()[:16]

    def places(self, name: str) -> list[tuple[str, Place]]:
        """Return the place of every anchor in a document that comes from the author's text, in order."""
        section = next((each for each in self._book.sections if document_name(each) == name), None)
        return list(places_in(section).items()) if section else []

    def _open(self) -> Pages:
        if self._pages is None:
            book = reflowable_book(self._book, self._edition)
            self._pages = Pages(book, self._edition, _WithSentences(), self._context.templates.for_variant(self._edition.variant))
        return self._pages

    def file(self, name: str) -> tuple[str, bytes] | None:
        """Return media type and content of a file; None if the e-book has no such file.

        Raises:
            LinerNotesError: if a template is wrong, or a drawing cannot be rendered.
        """
        media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
        with self._lock:
            content = self._file(name)
        return None if content is None or media_type is None else (media_type, content)

    def _file(self, name: str) -> bytes | None:
        folder, _, rest = name.rpartition("/")
        if folder == "pictures":
            return self._picture(rest)
        if folder:
            return self._shared(folder, rest)
        pages = self._open()
        if name == NAV:
            return render_nav(pages.book, pages, []).encode()
        section = next((each for each in pages.book.sections if document_name(each) == name), None)
        if section is None:
            return None
        if any(descend(section, SourceList)):  # the sources lead back to the places that cite them, so these come first
            for each in pages.book.sections:
                if each is not section and each.made is not MadePage.CONTENTS:
                    pages.render(each)
        return render_document(pages, section).encode()

    def _shared(self, folder: str, name: str) -> bytes | None:
        """Return a style sheet or a font."""
        fonts = self._context.fonts
        files: Mapping[str, bytes] = {
            "book.css": self._context.styles[SHEET],
            "narrow.css": self._context.styles[NARROW],
            "fonts.css": font_face_css(fonts, lambda font: f"../fonts/{font.file.name}").encode(),
        }
        if folder == "styles":
            return files.get(name)
        font = next((each for each in fonts if folder == "fonts" and each.file.name == name), None)
        return font.file.read_bytes() if font else None

    def _picture(self, name: str) -> bytes | None:
        if self._pictures is None:
            self._pictures = start_pictures(self._renderer, self._context, self._book, self._edition)
        _, found = finish_pictures(self._renderer, self._pictures)
        return next((content for path, content in found.items() if picture_name(path) == name), None)

"""Render the sections of an edition, and its generated pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from linernotes.editing.editions import printed_sections
from linernotes.editing.flow import opening_picture
from linernotes.editing.media import book_for_medium, for_medium
from linernotes.editing.references import paragraph_anchor
from linernotes.editing.targets import made_title, without_links
from linernotes.html.blocks import Renderer
from linernotes.html.columns import by_heading, by_two, has_only_cards
from linernotes.html.elements import element, join
from linernotes.html.labels import section_label
from linernotes.html.medium import Medium
from linernotes.html.openers import opener_padding, opening_style
from linernotes.html.spaces import with_ordinary_spaces
from linernotes.html.templates import Templates, values_of
from linernotes.html.titles import shortened, title_page_style
from linernotes.model.book import Book, Edition, MadePage, Matter, Role, Section
from linernotes.model.document import Block, Figure, Heading, NoteCall, Target
from linernotes.model.guide import Activity, CharacterCard, LookFor, MarginNote, Question
from linernotes.model.lists import FigureList, ThemeMatrix
from linernotes.model.walking import descend, plain_text

# The epub:type of a section element by role, and the DPUB-ARIA 1.1 role that goes with it.
_SEMANTICS: Mapping[Role, tuple[str, str]] = {
    Role.CHAPTER: ("chapter", "doc-chapter"),
    Role.INTRODUCTION: ("introduction", "doc-introduction"),
    Role.NOTICE: ("notice", "doc-notice"),
    Role.WORKSHEET: ("assessment", ""),
    Role.CARDS: ("assessment", ""),
    Role.GLOSSARY: ("glossary", "doc-glossary"),
    Role.SOURCES: ("appendix", "doc-appendix"),
    Role.KEY: ("appendix", "doc-appendix"),
    Role.APPENDIX: ("appendix", "doc-appendix"),
    Role.OPENING: ("chapter", "doc-chapter"),
    Role.SPREAD: ("chapter", "doc-chapter"),
    Role.BACK_COVER: ("appendix", "doc-appendix"),
}
_CONTINUED = 40
"""Characters of a worksheet's label or title at the head of its later pages."""

_FULL_MEASURE = (
    *(Role.WORKSHEET, Role.CARDS, Role.GLOSSARY, Role.SOURCES, Role.KEY),
    *(Role.OPENING, Role.SPREAD, Role.BACK_COVER),
)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents: a section, with its headings of level two below it."""

    title: Markup
    words: str
    """The title in plain words."""
    address: str
    slug: str
    matter: Matter
    label: str = ""
    folio: str = ""
    below: tuple[ContentsEntry, ...] = ()
    opens: bool = False
    """Whether the section heads its group in the contents of book.toml."""
    under: str = ""
    """The slug of the section that it is a part of, where contents are nested."""


@dataclass(frozen=True, slots=True)
class Page:
    """A section in XHTML, with the values that the template of its document needs.

    Attributes:
        title: its title in plain words.
        mark: the mark of the page of the standard edition that begins with it; empty if none does.
    """

    section: Section
    title: str
    body: Markup
    mark: str = ""


class Pages:
    """Renders the sections of one edition for one medium.

    Args:
        book: the book, edited for the edition.
    """

    def __init__(self, book: Book, edition: Edition, medium: Medium, templates: Templates) -> None:
        self.book = book_for_medium(book, medium.name)
        self.edition, self.medium, self.templates = edition, medium, templates
        self.renderer = Renderer(self.book, medium, templates)

    def _values(self) -> dict[str, object]:
        return values_of(self.book, self.edition, self.medium.name)

    def title_of(self, section: Section) -> str:
        """Return a section's title in plain words."""
        return made_title(section, self.book) or plain_text(section.title)

    def contents(self) -> Iterator[ContentsEntry]:
        """Yield the table of contents: every section, with its headings."""
        for section in printed_sections(self.book, self.edition):
            own = section.matter is Matter.TEACHER and not self.medium.has_nav
            if section.made in (MadePage.TITLE_PAGE, MadePage.CONTENTS) and not own:
                continue
            if section.role in (Role.SPREAD, Role.BACK_COVER) and not self.medium.has_nav:
                continue
            below = tuple(
                ContentsEntry(
                    self.renderer.inlines(without_links(heading.children)),
                    with_ordinary_spaces(plain_text(heading.children)),
                    self.medium.address(Target(section.slug, heading.anchor), ""),
                    section.slug,
                    section.matter,
                )
                for heading in descend(section.blocks, Heading)
                if heading.level == 2
            )
            title = self.title_of(section)
            shown = self.renderer.inlines(without_links(section.title)) if section.title else Markup.escape(title)
            target = Target(section.slug)
            folio = self.medium.folio(target)
            address = self.medium.address(target, "")
            yield ContentsEntry(
                shown,
                with_ordinary_spaces(title),
                address,
                section.slug,
                section.matter,
                section_label(section, self.book),
                folio,
                below,
                section.heads,
                section.under,
            )

    def _listed(self, section: Section) -> tuple[ContentsEntry, ...]:
        """Return the entries of a contents page: on paper, student pages and teacher pages each have their own."""
        if self.medium.has_nav:
            return tuple(self.contents())
        of_teachers = section.matter is Matter.TEACHER
        shown = (entry for entry in self.contents() if (entry.matter is Matter.TEACHER) is of_teachers)
        return tuple(entry for entry in shown if entry.slug != section.slug)

    def render(self, section: Section) -> Page:
        """Return a section or generated page as XHTML."""
        section = for_medium(section, self.medium.name)
        title = self.title_of(section)
        values = self._values() | {"section": section, "title_words": title}
        if section.made:
            below = self.below(section)
            values["listed"] = self._listed(section) if section.made is MadePage.CONTENTS else ()
            metadata = self.book.metadata
            for name, drawn in (("title_style", bool(metadata.backdrop)), ("undrawn_title_style", False)):
                values[name] = title_page_style(metadata.title, metadata.subtitle, self.templates.theme, drawn=drawn)
            issued = metadata.issued
            values["issued"] = self.book.wording.date_in_words(issued.year, issued.month, issued.day)
            imprint = [self.renderer.inlines(line) for line in self.book.metadata.imprint]
            return Page(
                section, title, self.templates.fill(f"pages/{section.made}.html.j2", imprint=imprint, below=below, **values)
            )
        self.renderer.slug, self.renderer.title, self.renderer.notes = section.slug, title, []
        self.renderer.numbered_as = section.part_of
        self.renderer.level = 1
        kind, role = _SEMANTICS[section.role]
        return Page(
            section,
            title,
            self.templates.fill(
                "pages/section.html.j2",
                title=self.renderer.inlines(section.title),
                behind=self.renderer.blocks(self._behind(section)),
                body=self._body(section),
                icon=self._icon(section),
                noted=any(descend(section.blocks, NoteCall)),
                notes=self._notes(section),
                semantics=kind,
                role=role,
                measure="full" if _full_measure(section) else "reading",
                opener_padding=opener_padding(self.book, section),
                opening_style=opening_style(self.book, section, title, self.templates.theme),
                foot=self._foot(section, title),
                section_label=section_label(section, self.book),
                continued=shortened(section_label(section, self.book) or title, _CONTINUED),
                **values,
            ),
        )

    def _body(self, section: Section) -> Markup:
        """Return the blocks of a section.

        On a page that opens a chapter, each heading and what is below it are a column. Cards that may be cut out are in rows of two.
        """
        if section.role is Role.SPREAD:
            return self.renderer.blocks(section.blocks) + self._right_page(section)
        if section.role is Role.CARDS and not section.runs_on and has_only_cards(section.blocks):
            rows = [(self.renderer.blocks(row), isinstance(row[0], Activity)) for row in by_two(section.blocks)]
            return join((element("div", row, class_="card-row") if cards else row for row, cards in rows), "\n")
        if section.role is not Role.OPENING:
            return self.renderer.blocks(section.blocks[len(self._behind(section)) :])
        above, *columns = by_heading(section.blocks)
        head = self.renderer.blocks(above)
        rendered = [element("div", self.renderer.blocks(column), class_="opening-column") for column in columns]
        return head + element("div", join(rendered), class_="opening-columns") if rendered else head

    def _behind(self, section: Section) -> tuple[Block, ...]:
        """Return the picture behind the words of a back cover, if it fills the page; elsewhere it is a block like others."""
        fills = section.role is Role.BACK_COVER and self.medium.full_pages
        return section.blocks[:1] if fills and isinstance(next(iter(section.blocks), None), Figure) else ()

    def _right_page(self, section: Section) -> Markup:
        """Return the right half of a picture over two pages; in e-books and large print, the mark of this page."""
        anchor = paragraph_anchor(section.slug, 0)
        picture = next(descend(section.blocks, Figure), None)
        if not picture or not self.medium.full_pages:
            return self.renderer.page_start(anchor)
        address = self.medium.picture(picture.picture)
        return self.templates.fill("parts/right-page.html.j2", anchor=anchor, address=address)

    def _foot(self, section: Section, title: str) -> str:
        """Return the words in the foot of a section's pages."""
        words = " · ".join(part for part in (section_label(section, self.book), section.short or title) if part)
        return shortened(words, self.medium.foot_characters)

    def _icon(self, section: Section) -> str:
        """Return the picture beside a section's title: of the theme or the character that it is about."""
        first = section.blocks[0] if section.blocks else None
        if isinstance(first, CharacterCard) and first.character:
            return first.character.icon
        return next((theme.icon for theme in self.book.data.themes if theme.id == section.label), "")

    def below(self, section: Section) -> list[tuple[str, Markup]]:
        """Return the lists below the contents, each with its heading; navigation has a list of figures of its own."""
        self.renderer.slug, words = section.slug, self.book.wording
        return [
            (words.figures if isinstance(block, FigureList) else words.theme_key, self.renderer.blocks((block,)))
            for block in section.blocks
            if not (self.medium.has_nav and isinstance(block, FigureList))
        ]

    def _notes(self, section: Section) -> list[tuple[int, str, Markup]]:
        """Return the notes at the end of a section. Rendering them adds no more, since a note cannot contain a note."""
        return [
            (note.number, f"{section.slug}--note-{note.number}", self.renderer.blocks(note.blocks))
            for note in tuple(self.renderer.notes)
        ]

    def gathering(self, sections: Sequence[Section], before: Section | None = None) -> Markup:
        """Return the document of a section and those that run on below it, for printed pages.

        Args:
            sections: the sections.
            before: the section before them, if it is a picture over two pages: its caption is at the head of their first page.
        """
        rendered = [replace(self.render(section), mark=self.renderer.page_start(section.slug)) for section in sections]
        return self.fill("gathering.xhtml.j2", pages=rendered, spread=self._spread(before, sections[0]) if before else None)

    def _spread(self, before: Section, section: Section) -> Mapping[str, object] | None:
        """Return number, page and caption of a picture over two pages; None if the next page has no head free for them."""
        figure, filled = next(descend(before.blocks, Figure), None), section.role in (Role.OPENING, Role.SPREAD, Role.BACK_COVER)
        if not figure or not self.medium.full_pages or section.made or filled or opening_picture(self.book, section):
            return None
        folio, caption = self.medium.folio(Target(before.slug)), self.renderer.inlines(without_links(figure.caption))
        return {"number": figure.number, "folio": folio, "caption": caption}

    def fill(self, template: str, **values: object) -> Markup:
        """Return a template of the medium, such as that of a whole document, filled in."""
        return self.templates.fill(f"{self.medium.name}/{template}", **self._values(), **values)


def _full_measure(section: Section) -> bool:
    """Return whether a section is set in the full measure: questions, worksheets, matrices and teacher pages; prose has a margin column."""
    wide = any(descend(section.blocks, ThemeMatrix))
    margin = any(descend(section.blocks, MarginNote, LookFor))
    questions = sum(1 for _ in descend(section.blocks, Question))
    full = wide or section.role in _FULL_MEASURE or section.matter is Matter.TEACHER
    return full or (not margin and questions >= len(section.blocks) / 2)

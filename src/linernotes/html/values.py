"""The values that the templates get, each with its meaning in Markdown; the manual prints these tables."""

from __future__ import annotations

from collections.abc import Mapping

EVERYWHERE: Mapping[str, str] = {
    "words": "the added words of the language, such as `words.figure`",
    "symbols": "the characters of the symbol font, such as `symbols.clock`",
    "medium": "`print` or `epub`",
    "colours": "the colours of the theme, such as `colours.accent`",
}
"""The values of all templates."""

OF_PAGES: Mapping[str, str] = {
    "book": "the table `[book]` of `book.toml`: `book.title`",
    "edition": "the edition: `edition.title`",
    "running_title": "the title of the book for the running foot",
}
"""The further values of the templates of pages and documents."""

_MADE: Mapping[str, str] = {
    "section": "the section",
    "title_words": "its title in plain words",
    "listed": "the entries of the contents, on the contents page only: `title`, `words` (the title in plain words), `address`, "
    "`slug`, `matter`, `label`, `folio`, `below` (headings), `opens`, `under`",
    "below": "the lists below the contents: heading and list of each",
    "imprint": "the lines of the imprint",
    "issued": "the date in words",
    "title_style": "the sizes of title and subtitle, as a style",
    "undrawn_title_style": "the same for a title page without a backdrop",
}

VALUES: Mapping[str, Mapping[str, str]] = {
    "parts/activity.html.j2": {
        "activity": "the activity: `anchor`, `title`, `minutes`",
        "grouping": "who works together, in words",
        "people": "the same as symbols",
        "body": "its blocks",
    },
    "parts/answer-key.html.j2": {
        "entries": "each answer, with `anchor`, `name` (the number of the question), `question` (its address), `key`, `bloom`, `model`, "
        "`look_fors`, `misreading`, `suggestion`"
    },
    "parts/character.html.j2": {
        "name": "the name, unless the title of the section is the same",
        "role": "the role",
        "traits": "label and text of each trait",
    },
    "parts/content-note.html.j2": {"title": "the title", "body": "the blocks"},
    "parts/diagram.html.j2": {
        "diagram": "the diagram: `anchor`, `number`",
        "caption": "its caption",
        "twin": "the table of its data",
        "twin_shown": "whether the table is printed",
        "alternative": "its alternative text",
        "narrow": "whether it is inside another block",
        "drawn": "whether there is a drawing; in large print, one that is too high for its caption is left out, as the table has it all",
        "fills_page": "whether drawing and caption fill a page of large print; the table then comes first",
        "width": "the width of the drawing, in tenths of a millimetre",
        "height": "its height",
        "shapes": "its shapes",
        "text_lines": "its lines of text",
    },
    "parts/figure-list.html.j2": {"entries": "the figures: `number`, `title`, `address`, `folio` (the page), `credit`"},
    "parts/figure.html.j2": {
        "figure": "the figure: `anchor`, `number`",
        "address": "the address of the picture",
        "alternative": "its alternative text",
        "caption": "its caption",
        "credit": "its credit line",
        "width": "its width, as a style",
        "description": "its description, in editions that show descriptions",
    },
    "parts/extract.html.j2": {
        "verses": "as in `parts/retelling.html.j2`",
        "anchor": "the id of the extract",
        "credit": "its source",
        "verse": "whether each line is set on a line of its own",
    },
    "parts/glossary.html.j2": {"entries": "anchor, page mark, name and definition of each term"},
    "parts/look-for.html.j2": {"body": "the blocks"},
    "parts/margin-note.html.j2": {"title": "the title", "body": "the blocks"},
    "parts/question.html.j2": {
        "question": "the question: `anchor`, `name` (its number), `kind`, `number`",
        "level": "the level of its heading in the e-book",
        "labels": "the labels above it: `meter`, `depth`, `theme`, `theme_name`, `minutes`, `people`, `grouping`, `film`, `needs`",
        "lines": "the lines that it is about, each range with an address",
        "prompt": "the prompt",
        "stem": "the beginning of an answer",
        "options": "letter and text of each option",
        "items": "the texts to match with the options",
        "room": "the space for the answer: `kind`, `lines`",
        "answer": "the address of its answer, where the edition has answers",
    },
    "parts/right-page.html.j2": {"anchor": "the id of the page", "address": "the address of the picture"},
    "parts/retelling.html.j2": {
        "verses": "the paragraphs; of each line: `line` (`name`: its number as printed), anchor, page mark and text"
    },
    "parts/sources.html.j2": {"facts": "number, anchor, page mark, certainty, statement, source and citations of each fact"},
    "parts/standards-matrix.html.j2": {
        "rows": "the standards: `code`, `says`, `met` (page and questions), `evidence`",
        "with_evidence": "whether a standard has evidence",
    },
    "parts/teacher-notes.html.j2": {"notes": "the notes: `title` and `address` of the section, `body`"},
    "parts/theme-key.html.j2": {
        "entries": "the themes: `tag`, `name`, `statement`, `address`, `folio` (the page)",
        "brief": "whether statements are left out",
    },
    "parts/theme-matrix.html.j2": {
        "depths": "the depths; 0: questions without a depth",
        "rows": "the rows: `theme`, and `cells` with the questions of each depth",
    },
    "pages/title-page.html.j2": _MADE,
    "pages/imprint.html.j2": _MADE,
    "pages/contents.html.j2": _MADE,
    "pages/section.html.j2": {
        "section": "the section: `slug`, `matter`, `role`, `label`, `short`, `minutes`",
        "section_label": "the words above its title",
        "title_words": "its title in plain words",
        "title": "its title",
        "behind": "for the role `back-cover`: the picture behind its words, on pages that it fills",
        "body": "its blocks",
        "notes": "number, anchor and text of each note",
        "noted": "whether it has notes",
        "icon": "the picture beside the title",
        "measure": "`full` or `reading`: whether it has no margin column",
        "opener_padding": "the space above the title for a picture that opens the section, in millimetres; 0 without one",
        "opening_style": "for a page that begins a chapter: the CSS variables of its picture, caption and title",
        "foot": "the words in the running foot",
        "continued": "the words at the head of the later pages of a worksheet",
        "semantics": "its `epub:type`",
        "role": "its ARIA role",
    },
    "print/gathering.xhtml.j2": {
        "pages": "the section, and those that run on below it, as XHTML: `section`, `title`, `body`; `mark`: the mark of a page of another edition that begins with it",
        "spread": "the picture over the two pages before it, if its caption is printed here: `number`, `folio` (its page), `caption`",
    },
    "print/folios.xhtml.j2": {
        "folios": "the page numbers to print",
        "kind": "their style: `arabic`, `roman`, `teacher`, `reflowed`",
    },
    "epub/section.xhtml.j2": {
        "page": "the section as XHTML: `page.section`, `page.title`, `page.body`",
        "page_break": "the mark of the printed page that begins here",
        "sheets": "the names of the style sheets",
    },
    "epub/cover.svg.j2": {
        "title": "the lines of the title",
        "subtitle": "the lines of the subtitle",
        "size": "the size of the title, in pixels",
        "ground": "the backdrop, as an address",
    },
    "epub/cover.xhtml.j2": {"picture": "the name of the cover picture", "sheets": "the names of the style sheets"},
    "epub/nav.xhtml.j2": {
        "contents": "the entries of the contents, as on the contents page, with `below` for what is nested",
        "lists": "lists of figures and tables: `kind`, `heading`, `entries`",
        "below": "the lists below the contents: heading and list of each",
        "landmarks": "the landmarks: `kind`, `name`, `address`",
        "page_list": "folio and address of each printed page",
        "page_break": "the mark of the printed page that begins here",
        "sheets": "the names of the style sheets",
    },
    "epub/toc.ncx.j2": {
        "contents": "as in `nav.xhtml.j2`",
        "depth": "the levels of the contents",
        "identifier": "the identifier of the e-book",
        "page_list": "folio and address of each printed page",
        "highest": "the highest page number",
    },
}
"""The values of each template beyond those above, by its path below ``templates/``."""


def undescribed(template: str, given: Mapping[str, object]) -> list[str]:
    """Return the names of values that a described template is given, but that no table describes."""
    own = VALUES.get(template)
    return [] if own is None else sorted(given.keys() - own.keys() - EVERYWHERE.keys() - OF_PAGES.keys())

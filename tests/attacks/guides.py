"""Attacks by the files of a manuscript."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.attacks.attack import Attack
from tests.attacks.designs import STYLES
from tests.attacks.fonts import FONTS, titled
from tests.sample import BOOK, STORY

SECRET = "the words of another folder"
HUGE = 8 << 30


def story(text: str) -> dict[str, bytes | str]:
    return {"story.md": f"{STORY}\n{text}\n"}


def book(old: str, new: str) -> dict[str, bytes | str]:
    assert old in BOOK
    return {"book.toml": BOOK.replace(old, new, 1)}


def svg(inside: str, root: str = 'viewBox="0 0 9 9"', before: str = "") -> dict[str, bytes | str]:
    return {**figure("art/x.svg"), "art/x.svg": f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'}


def figure(path: str) -> dict[str, bytes | str]:
    return story(f"::: figure {{#fig-x}}\n![A thing]({path})\n\nA thing.\n:::")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*chunks: bytes, width: int = 200, height: int = 200) -> dict[str, bytes | str]:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + bytes(width)) * height)) if width * height < 1 << 20 else b""
    return {**figure("art/x.png"), "art/x.png": b"".join([b"\x89PNG\r\n\x1a\n", head, *chunks, pixels, chunk(b"IEND", b"")])}


def link(path: str) -> Callable[[Path], None]:
    """Return a function that puts a symbolic link to a file outside of the project at a path of the manuscript."""

    def make(project: Path) -> None:
        outside = project.parent / f"{project.name} outside"
        outside.write_text(f"# Outside\n\n{SECRET}\n")
        at = project / "manuscript" / path
        at.parent.mkdir(exist_ok=True)
        at.unlink(missing_ok=True)
        at.symlink_to(outside)

    return make


def fifo(path: str) -> Callable[[Path], None]:
    def make(project: Path) -> None:
        at = project / "manuscript" / path
        at.unlink(missing_ok=True)
        os.mkfifo(at)

    return make


def sparse(path: str) -> Callable[[Path], None]:
    def make(project: Path) -> None:
        at = project / "manuscript" / path
        at.parent.mkdir(exist_ok=True)
        at.touch()
        os.truncate(at, HUGE)

    return make


def circle(project: Path) -> None:
    (project / "manuscript" / "story.md").unlink()
    (project / "manuscript" / "story.md").symlink_to("story.md")


def odd_name(name: bytes) -> Callable[[Path], None]:
    return lambda project: Path(os.fsdecode(os.fsencode(project / "manuscript") + b"/" + name)).touch()


LONG = f"{'word ' * 20_000}end"
BOMB = zlib.compress(bytes(100_000_000))
DOUBLING = "".join(f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, 40))
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{LAUGHS}<!ENTITY file SYSTEM "file:///etc/passwd">]>'

FILES = (
    Attack(
        "text-by-link",
        "a section is a symbolic link to a file outside of the guide",
        "outside the manuscript folder",
        prepare=link("story.md"),
    ),
    Attack(
        "data-by-link",
        "a data file is a symbolic link to a file outside of the guide",
        "outside the manuscript folder",
        prepare=link("data/terms.toml"),
    ),
    Attack(
        "book-by-link",
        "book.toml is a symbolic link to a file outside of the guide",
        "there is no manuscript/book.toml",
        prepare=link("book.toml"),
    ),
    Attack(
        "picture-by-link",
        "a picture is a symbolic link to a file outside of the guide",
        "no picture",
        figure("art/x.png"),
        link("art/x.png"),
    ),
    Attack("link-in-a-circle", "a section is a symbolic link to itself", "there is no manuscript/story.md", prepare=circle),
    Attack("picture-from-above", "a picture is named by a path with ../", "no picture", figure("../../../../../etc/passwd.png")),
    Attack("picture-from-the-root", "a picture is named by an absolute path", "no picture", figure("/etc/passwd.png")),
    Attack("picture-from-the-web", "a picture is named by a web address", "no picture", figure("http://127.0.0.1:9/x.png")),
    Attack(
        "cover-from-above", "the cover is named by a path with ../", "no picture", book("[book]", '[book]\ncover = "../../x.png"')
    ),
    Attack(
        "icon-from-above",
        "the icon of a theme is named by a path with ../",
        "no picture",
        {"data/themes.toml": '[NT]\nname = "N"\nstatement = "x"\nicon = "../../x.png"\n'},
    ),
    Attack(
        "section-from-above",
        "the contents list a path with ../",
        "book.toml",
        book('"story.md"', '"../../../etc/passwd.md", "story.md"'),
    ),
    Attack(
        "section-from-the-root",
        "the contents list an absolute path",
        "book.toml",
        book('"story.md"', '"/etc/passwd.md", "story.md"'),
    ),
    Attack(
        "chart-from-above",
        "a chart takes its data from a path with ../",
        "error",
        story("::: timeline {#fig-t data=../../x caption=X}\nX.\n:::"),
    ),
    Attack(
        "pipe-as-section",
        "a section is a named pipe, which never ends",
        "there is no manuscript/story.md",
        prepare=fifo("story.md"),
    ),
    Attack("pipe-as-data", "a data file is a named pipe", "", prepare=fifo("data/pipe.toml")),
    Attack("huge-section", "a section is a file of 8 GB without content", "larger than 20 MB", prepare=sparse("story.md")),
    Attack("huge-data", "a data file of 8 GB", "larger than 20 MB", prepare=sparse("data/terms.toml")),
    Attack("huge-book", "book.toml has 8 GB", "larger than 20 MB", prepare=sparse("book.toml")),
    Attack("huge-picture", "a picture of 8 GB", "larger than 20 MB", figure("art/x.png"), sparse("art/x.png")),
    Attack("huge-font", "a font of 8 GB", "larger than 20 MB", titled(), sparse("fonts/x.ttf")),
    Attack(
        "font-by-link", "a font is a symbolic link to a file outside of the guide", "outside the", titled(), link("fonts/x.ttf")
    ),
    Attack("huge-file-that-nobody-names", "a file of 8 GB that no text names", "", prepare=sparse("art/other.png")),
    Attack("bytes-as-section", "a section that is not UTF-8", "UTF-8", {"story.md": b"# A\xff\xfe\x00"}),
    Attack("zeros-as-section", "a section of a million zero bytes", "story.md", {"story.md": bytes(1_000_000)}),
)

MARKS = tuple(
    Attack(f"row-of-{name}", f"100 kB of {mark!r} in a paragraph", answer, story(f"a {mark * (100_000 // len(mark))}"))
    for name, mark, answer in (
        ("brackets", "[", "50 square brackets"),
        ("pictures", "![", "50 square brackets"),
        ("notes", "[^", "50 square brackets"),
        ("stars", "*", "more than 1,000 letters"),
        ("underscores", "_", "more than 1,000 letters"),
        ("emphasis", "*a **b _c ", ""),
        ("parentheses", "(", "more than 1,000 letters"),
        ("backticks", "`", "more than 1,000 letters"),
        ("backslashes", "\\", "more than 1,000 letters"),
        ("less-than-signs", "<", "more than 1,000 letters"),
        ("ampersands", "&", "more than 1,000 letters"),
        ("braces", "{", "more than 1,000 letters"),
        ("bars", "|", "more than 1,000 letters"),
        ("quotes", '"a" ', ""),
        ("links", "[a](", "would be printed"),
        ("colons", ":::", "more than 1,000 letters"),
        ("full-stops", ".", "more than 1,000 letters"),
        ("full-stops-and-spaces", ". ", ""),
        ("stops-and-quotes", ".' ", ""),
        ("sayings", "“A. B.” said x. ", ""),
        ("capitals", "A. ", ""),
        ("apostrophes", "'a ", ""),
        ("commas", ",", "more than 1,000 letters"),
        ("hyphens", "a-", "more than 1,000 letters"),
        ("digits", "1", "more than 1,000 letters"),
        ("dates", "1-1-1 ", ""),
        ("colons-and-spaces", "a: ", ""),
        ("dollars", "$a ", ""),
        ("at-signs", "@a ", ""),
    )
)

TEXT = (
    Attack("spaces-in-a-heading", "100,000 spaces in a heading", "", story(f"## The{' ' * 100_000}end")),
    Attack("braces-in-a-heading", "100,000 braces in a heading", "more than 1,000 letters", story(f"## The {'{' * 100_000}")),
    Attack("fences-as-lines", "25,000 lines of ::: answer", "answer", story("::: answer\n" * 25_000)),
    Attack("quotations-in-quotations", "100,000 quotations inside each other", "nested", story(f"{'>' * 100_000} a")),
    Attack("lists-in-lists", "50,000 lists inside each other", "nested", story(f"{'- ' * 50_000}a")),
    Attack(
        "wide-table",
        "a table of 10,000 columns",
        "10,000 columns",
        story(f"{'|a' * 10_000}|\n{'|-' * 10_000}|\n{'|b' * 10_000}|"),
    ),
    Attack("long-word", "a word of 100 kB", "more than 1,000 letters", story("m" * 100_000)),
    Attack(
        "long-word-in-parts",
        "a word of 100 kB, of which each second letter is emphasized",
        "more than 1,000 letters",
        story("m*m*" * 25_000),
    ),
    Attack(
        "long-address", "a web address of 100 kB", "more than 1,000 letters", story(f"[a](https://x.example/{'m' * 100_000})")
    ),
    Attack("many-line-breaks", "30,000 line breaks in a paragraph", "30,000 line breaks", story("a\\\n" * 30_000 + "b")),
    Attack("long-heading", "a heading of 100 kB", "100,003 characters", story(f"## {'word ' * 20_000}end")),
    Attack("long-caption", "a caption of 100 kB", "100,003 characters", {"story.md": STORY.replace('"Lamps"', f'"{LONG}"')}),
    Attack("long-label", "a label of 100 kB", "100,003 characters", {"story.md": STORY.replace('"Chapter 1"', f'"{LONG}"')}),
    Attack("long-id", "an id of 100 kB", "more than 1,000 letters", story(f"## A {{#{'a' * 100_000}}}")),
    Attack("long-line", "a line of 1 MB", "150,000 characters", story("word " * 200_000)),
    Attack("note-in-itself", "a note that refers to itself", "note", story("A[^a].\n\n[^a]: b[^a]")),
    Attack("script-in-text", "a script in Markdown", "<script>", story("<script>alert(1)</script>")),
    Attack(
        "handler-in-text", "an element with an event handler in Markdown", "<img", story('a <img src="x" onerror="alert(1)"> b')
    ),
    Attack("javascript-link", "a link that begins with javascript:", "link", story("[a](javascript:alert(1))")),
    Attack(
        "hidden-javascript-link",
        "the same in capitals, as character references and with a tab",
        "link",
        story("[a](JaVa&#115;cript&colon;alert(1)) [b](<java\tscript:alert(1)>)"),
    ),
    Attack("data-link", "a link that begins with data:", "link", story("[a](data:text/html;base64,PHNjcmlwdD4=)")),
    Attack("file-link", "a link that begins with file:", "link", story("<file:///etc/passwd>")),
    Attack(
        "attribute-with-quotes",
        "an id that contains an event handler",
        "id",
        story('::: table {#a"onclick="x caption=C}\n| a |\n|---|\n| b |\n:::'),
    ),
    Attack(
        "width-with-rules",
        "a width that contains style rules",
        "width",
        story('::: figure {#fig-a width="1px;background:url(//x)"}\n![a](a.png)\n\nA.\n:::'),
    ),
    Attack(
        "template-in-text",
        "template code in Markdown",
        "",
        story("Seven is \\{\\{ 7 * 7 }}, and {% include 'x' %}."),
        printed="{{ 7 * 7 }}",
    ),
    Attack(
        "escape-in-text", "escape sequences of terminals in the text", "control character", story("\x1b]0;owned\x07 \x1b[31mred")
    ),
    Attack(
        "direction-in-text", "characters that turn the direction of writing", "right-to-left override", story("a \u202etxt.exe b")
    ),
)

TOML = (
    Attack("dotted-key", "a key with 100,000 dots", "30 parts", {"data/terms.toml": f"a{'.a' * 100_000} = 1"}),
    Attack("dotted-heading", "a heading with 100,000 dots", "30 parts", {"book.toml": f"[a{'.a' * 100_000}]"}),
    Attack("lists-in-toml", "100,000 lists inside each other", "brackets", {"data/terms.toml": f"a = {'[' * 100_000}"}),
    Attack("tables-in-toml", "50,000 tables inside each other", "brackets", {"data/terms.toml": f"a = {'{a = ' * 50_000}"}),
    Attack("long-number", "a number with 100,000 digits", "digits", {"data/terms.toml": f"a = {'1' * 100_000}"}),
    Attack(
        "many-entries",
        "10,000 keys that do not belong anywhere",
        "entry",
        {"data/terms.toml": "".join(f"k{n} = 1\n" for n in range(10_000))},
    ),
    Attack("long-title", "a title of 100 kB", "100,003 characters", book('"The Lighthouse"', f'"{LONG}"')),
    Attack("long-author", "the name of an author of 100 kB", "100,003 characters", book('"Ada Example"', f'"{LONG}"')),
    Attack("long-edition", "the title of an edition of 100 kB", "100,003 characters", book('"Student edition"', f'"{LONG}"')),
    Attack(
        "long-term",
        "a term of the glossary of 100 kB",
        "100,003 characters",
        {"data/terms.toml": f'[a]\nterm = "{LONG}"\ndefinition = "A."\n'},
    ),
    Attack("long-slug", "a slug of 100 kB", "100,000 letters", book('"the-lighthouse"', f'"{"a" * 100_000}"')),
    Attack(
        "long-name-of-an-edition",
        "an edition whose name has 300 letters",
        "300 letters",
        book("[editions.student]", f"[editions.{'a' * 300}]"),
    ),
    Attack("slug-with-folders", "a slug that leads to another folder", "slug", book('"the-lighthouse"', '"../../x"')),
    Attack(
        "edition-with-folders",
        "the name of an edition leads to another folder",
        "edition",
        book("[editions.student]", '[editions."../../x"]'),
    ),
    Attack(
        "variant-with-folders",
        "the variant of an edition leads to another folder",
        "variant",
        book("[editions.student]", '[editions.student]\nvariant = "../../x"'),
    ),
    Attack("escape-in-a-key", "escape sequences in a key", "x1b", {"data/terms.toml": '["a\\u001b[31mb"]\nterm = "x"\n'}),
    Attack("escape-in-a-name", "escape sequences in the name of a file", "x1b", prepare=odd_name(b"a\x1b[31m\x07.md")),
    Attack(
        "direction-in-a-name",
        "a file name that turns the direction of writing",
        "u202e",
        prepare=odd_name("a\u202etxt.md".encode()),
    ),
    Attack("name-of-bytes", "a file name that is not UTF-8", "udcff", prepare=odd_name(b"a\xff.md")),
    Attack("lines-in-a-name", "a file name with line ends", "a\\nerror: b.md", prepare=odd_name(b"a\nerror: b.md")),
)

PICTURES = (
    Attack(
        "deep-drawing", "20,000 elements of an SVG inside each other", "inside each other", svg("<a>" * 20_000 + "</a>" * 20_000)
    ),
    Attack(
        "opaque-groups",
        "300 half-transparent groups inside each other",
        "inside each other",
        svg('<g opacity=".5">' * 300 + "</g>" * 300),
    ),
    Attack("group-in-itself", "an SVG group that uses itself", "contains itself", svg('<g id="a"><use href="#a"/></g>')),
    Attack(
        "groups-in-each-other",
        "two SVG groups that use each other",
        "contains itself",
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    ),
    Attack(
        "doubling-groups",
        "forty SVG groups that each use the one before twice",
        "100000 elements",
        svg(f'<g id="g0"><path/></g>{DOUBLING}'),
    ),
    Attack(
        "endless-filter",
        "an SVG filter with a million octaves",
        "filter",
        svg('<filter id="f"><feTurbulence numOctaves="1000000"/></filter>'),
    ),
    Attack("million-elements", "an SVG of a million elements", "100000 elements", svg("<path/>" * 1_000_000)),
    Attack(
        "entities",
        "entities in an SVG that expand to gigabytes, or to a file",
        "document type",
        svg("&a9;&file;", before=DOCTYPE),
    ),
    Attack("script-in-a-drawing", "a script in an SVG", "<script>", svg("<script>alert(1)</script>")),
    Attack("file-in-a-drawing", "an SVG that shows another file", "another file", svg('<image href="file:///etc/passwd"/>')),
    Attack(
        "request-in-a-drawing",
        "an SVG whose style sheet loads a file from the web",
        "another file",
        svg("<style>a{fill:url(http://127.0.0.1:9/x)}</style>"),
    ),
    Attack(
        "import-in-a-drawing",
        "an SVG that imports a style sheet",
        "style sheet",
        svg("<style>@import '//127.0.0.1:9/x';</style>"),
    ),
    Attack(
        "drawing-in-a-drawing",
        "an SVG with an SVG in a data address",
        "neither a PNG nor a JPEG",
        svg('<image href="data:image/svg+xml,x"/>'),
    ),
    Attack("handler-in-a-drawing", "an element with an event handler in an SVG", "'onload'", svg('<rect onload="alert(1)"/>')),
    Attack(
        "hidden-picture-in-a-drawing",
        "a picture in an SVG whose address has character references, so that its metadata would stay",
        "unusual form",
        svg('<image href="data&#58;image/png;base64,AAAA"/>'),
    ),
    Attack("words-as-profile", "a PNG whose colour profile is text", "", png(chunk(b"iCCP", b"a\0\0" + zlib.compress(b"Ada")))),
    Attack("long-text-in-a-drawing", "200,000 characters in an SVG", "20000 characters", svg(f"<text>{'a' * 200_000}</text>")),
    *(
        Attack(
            f"drawing-in-{name}",
            f"an SVG that declares the encoding {name}",
            "UTF-8",
            svg("", before=f'<?xml version="1.0" encoding="{name}"?>'),
        )
        for name in ("utf-7", "hex", "nowhere")
    ),
    Attack(
        "long-drawing",
        "an SVG that is a million times as long as it is high",
        "times as long",
        svg("", 'viewBox="0 0 1000000 1"'),
    ),
    Attack("compressed-text", "a PNG with text that unpacks to gigabytes", "", png(*[chunk(b"zTXt", b"a\0\0" + BOMB)] * 20)),
    Attack(
        "compressed-profile",
        "a PNG with a colour profile that unpacks to 100 MB",
        "",
        png(chunk(b"iCCP", b"a\0\0" + BOMB)),
    ),
    Attack(
        "compressed-pixels", "a PNG of 60,000 × 60,000 pixels in a few bytes", "cannot be used", png(width=60_000, height=60_000)
    ),
    Attack("words-as-picture", "a text file whose name ends in .png", "not a PNG", {**figure("art/x.png"), "art/x.png": "words"}),
)

ATTACKS = (*FILES, *MARKS, *TEXT, *TOML, *PICTURES, *FONTS, *STYLES)

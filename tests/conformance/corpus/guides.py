"""Generated manuscripts: book.toml, sections, data and pictures drawn from a seed, without any errors."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Mapping, Sequence
from functools import cache

from PIL import Image

from tests.conformance.corpus.authors import NESTINGS, Author, Lines, join_blocks
from tests.conformance.corpus.drawing import CHARTS, data_file, diagram
from tests.conformance.corpus.pen import ANY, STUDENT

Files = Mapping[str, bytes]
"""A manuscript: the content of each file by its path in ``manuscript/``."""

LANGUAGES = ("en-GB", "en-US", "de", "fr", "nl", "pl")
ROLES = {
    "front": ("introduction", "notice", ""),
    "body": ("chapter", "worksheet", "introduction", ""),
    "back": ("glossary", "sources", "appendix", ""),
    "teacher": ("key", "appendix", ""),
}
FULL_PAGES = {
    "body/90-opening.md": """# Opening {#full-page role=opening}

::: figure {#fig-full-page}
![A lamp.](art/lamp.svg)

A lamp.
:::

A lead.

## You will {#you-will}

- read
- write
""",
    "body/91-spread.md": """# Spread {#two-pages role=spread}

::: figure {#fig-two-pages}
![A lamp over two pages.](art/lamp.svg)

A lamp.
:::
""",
    "back/92-back.md": """# Back cover {#back-cover role=back-cover}

![A lamp.](art/lamp.svg)

The last words.

- a list

Small letters.
""",
}
"""Sections with a form that leaves nothing to chance: an opener, a picture over two pages, a back cover."""

ROUND = 15
"""The number of consecutive guides that together have every nesting of two blocks."""

SIZE = {"front": 1, "body": 5, "back": 1, "teacher": 1}
"""The largest number of blocks other than paragraphs in a section of this matter."""

LAMP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 110"><rect width="240" height="110" fill="#FBF3E4"/>'
    '<circle cx="120" cy="52" r="44" fill="none" stroke="#17121C" stroke-width="4"/>{}</svg>'
)
_TARGET = re.compile(f"([{STUDENT}{ANY}])(\\d+)\\1")


@cache
def pictures() -> Files:
    """Return the pictures: drawings, one with text and one with a space in its name, and raster images."""
    raster = {"PNG": io.BytesIO(), "JPEG": io.BytesIO()}
    for kind, file in raster.items():
        Image.new("RGB", (48, 32), "#77AACC").save(file, kind)
    return {
        "art/lamp.svg": LAMP.format("").encode(),
        "art/old lamp.svg": LAMP.format("").encode(),
        "art/lettered.svg": LAMP.format(
            '<text x="20" y="60" font-family="Liner Sans" font-size="20">Föhn &amp; tide</text>'
        ).encode(),
        "art/dot.png": raster["PNG"].getvalue(),
        "art/photo.jpg": raster["JPEG"].getvalue(),
    }


class Guide(Author):
    """The author of a whole manuscript."""

    chart = ""
    """The kind of the first chart, so that at least a tenth of all guides has each kind."""

    nestings: Sequence[Sequence[str]] = ()
    full_pages = False
    first_role = ""
    """Nestings of blocks in the first section of the body."""

    def write(self) -> Files:
        """Return the files of the manuscript."""
        data = self._write_data()
        sections: dict[str, tuple[str, str]] = {}
        counts = {"front": int(self.chance(35)), "body": 1 + self.chance(40), "back": 1, "teacher": 1}
        for matter, count in counts.items():
            for number in range(count):
                sections[f"{matter}/{number:02}-{matter}.md"] = matter, self._section(matter, number)
        if self.full_pages:
            sections |= {path: (path.partition("/")[0], text) for path, text in FULL_PAGES.items()}
        self.teacher = 0
        files = {"book.toml": self._book({path: matter for path, (matter, _) in sections.items()})}
        files |= {f"data/{name}.toml": text for name, text in {**data, **self.data}.items()}
        open_anchors = [name for name, hidden in self.anchors.items() if not hidden]
        targets = {STUDENT: open_anchors, ANY: list(self.anchors)}

        def resolve(found: re.Match[str]) -> str:
            anchors = targets[found[1]]
            return anchors[int(found[2]) % len(anchors)]

        files |= {path: text for path, (_, text) in sections.items()}
        return {**{path: _TARGET.sub(resolve, text).encode() for path, text in files.items()}, **pictures()}

    # --- data ------------------------------------------------------------------------------------------------------

    def _write_data(self) -> dict[str, str]:
        facts = {
            f"fact-{n}": {
                "statement": self._line(),
                "certainty": self.pick(("verified", "one-source", "disputed")),
                "source": self._line(link=True),
            }
            for n in range(self.number(0, 3))
        }
        words = ["beacon", "buoy", "foghorn", "old lamp"][: self.number(0, 4)]
        terms = {
            word.replace(" ", "-"): {
                "term": word,
                "definition": self._line(link=True),
                **({"forms": [f"{word}s"]} if self.chance(50) else {}),
            }
            for word in words
        }
        themes = {
            name: {"name": self.plain(2), "statement": self._line(), **self._icon()}
            for name in ("NT", "Sea-1", "PW")[: self.number(0, 3)]
        }
        characters = {
            name: {
                "name": self.plain(2),
                "role": self._line(),
                "traits": {label: self._line() for label in ("Wants", "Risks & more", "Ängste")[: self.number(0, 3)]},
                **self._icon(),
            }
            for name in ("ann", "bob")[: self.number(int(any("character" in each for each in self.nestings)), 2)]
        }
        standards = {
            code: {"says": self._line(), **({"evidence": self._line()} if self.chance(50) else {})}
            for code in ("RL.9-10.1", "W&W/2", "X")[: self.number(0, 3)]
        }
        events = {
            f"event-{n}": {"when": "1975-08", "layer": self.pick(("film", "record", "synopsis")), "what": self._line()}
            for n in range(self.number(0, 2))
        }
        self.facts, self.terms, self.themes = list(facts), words, list(themes)
        self.characters, self.standards = list(characters), list(standards)
        kinds: dict[str, Mapping[str, Mapping[str, object]]] = {
            "facts": facts,
            "terms": terms,
            "themes": themes,
            "characters": characters,
            "standards": standards,
            "events": events,
        }
        return {name: data_file(rows) for name, rows in kinds.items() if rows}

    def _line(self, *, link: bool = False) -> str:
        return self.inline(2, link=link and self.chance(30), note=False, cite=False)

    def _icon(self) -> dict[str, str]:
        return {"icon": self.pick(("art/lamp.svg", "art/dot.png"))} if self.chance(30) else {}

    # --- sections --------------------------------------------------------------------------------------------------

    def _section(self, matter: str, number: int) -> str:
        self.teacher = int(matter == "teacher")
        self.level, self.left, self.notes = 1, SIZE[matter], []
        heading = self._heading(matter, number)
        before = ["<!-- a comment -->", ""] if self.chance(10) else []
        begin = None
        if (matter, number) == ("body", 0):
            # Questions and links refer to the lines of the first section of the body.
            begin = join_blocks([self.retelling(), diagram(self, self.chart), *map(self.nested, self.nestings)])
        blocks = [self.blocks(1, 4 if matter == "body" else 2, begin=begin)]
        if matter in ("back", "teacher"):
            blocks += self._lists(teacher=bool(self.teacher))
        return "\n".join(join_blocks([[*before, heading], *blocks, *([note] for note in self.notes)])) + "\n"

    def _heading(self, matter: str, number: int) -> str:
        role = self.pick(("cards", "cards", "chapter", "worksheet") if number else ROLES[matter])
        if (matter, number) == ("front", 0):
            role = self.first_role
        self.cards = role == "cards"
        given = [f"#{self.anchor(matter)}", *([f"role={role}"] if role else [])]
        label = f"W{number + 1}" if role == "worksheet" else self.pick((*self.themes, f"Part {number}", ""))
        given += [f'label="{label}"'] if label else []
        given += self.some_of(f'short="{self.plain(2)}"', f"minutes={self.number(1, 90)}")
        given += ["questions=Q"] if self.chance(15) else []
        return f"# {self.inline(1)} {{{' '.join(given)}}}"

    def _lists(self, *, teacher: bool) -> list[Lines]:
        """Return the required lists and some optional ones."""
        names = ["sources", *(["answer-key", "teacher-notes"] if teacher else [])]
        names += self.some(["standards-matrix"] if teacher else ["glossary"], 1)
        given = {"answer-key": self.some_of("brief=yes")}
        return [self.fence(name, given.get(name, ()), []) for name in self.random.sample(names, len(names))]

    # --- book.toml -------------------------------------------------------------------------------------------------

    def _book(self, sections: Mapping[str, str]) -> str:
        book: dict[str, object] = {
            "title": self.plain(),
            "subtitle": self.pick(("", self.plain())),
            "slug": "book",
            "language": self.pick(LANGUAGES),
            "version": "1.0",
            "identifier": "urn:uuid:6f1c2a34-58a5-4b31-9c0e-0f8e6a2d9b11",
            "authors": [self.plain(2) for _ in range(self.number(1, 3))],
            "publisher": self.pick(("", self.plain(2))),
            "description": self.plain(),
            "rights": self.plain(),
            "isbn": self.pick(("", "978-3-16-148410-0")),
            "subjects": [self.plain(1) for _ in range(self.number(0, 2))],
            "imprint": [self._line(link=False) for _ in range(self.number(0, 2))],
            "cover": "" if self.chance(15) else self.pick(("art/photo.jpg", "art/dot.png", "art/lettered.svg")),
            "backdrop": self.pick(("", "", "art/lamp.svg")),
        }
        made = [page for page in ("title-page", "imprint", "contents") if self.chance(20)]
        front = [*made, *(path for path, matter in sections.items() if matter == "front")]
        self.random.shuffle(front)
        text = f"{data_file({'book': book})}\nissued = 2026-11-01\n\n"
        for matter in ("front", "body", "back", "teacher"):
            listed = front if matter == "front" else [path for path, each in sections.items() if each == matter]
            listed += ["contents"] if matter == "teacher" and self.chance(20) else []
            style = 'folios = "roman"\n' if matter == "front" and self.chance(50) else ""
            if listed:
                names = ", ".join(f'"{path}"' for path in listed)
                text += f'[[contents]]\nmatter = "{matter}"\n{style}sections = [{names}]\n\n'
        if shows := self.some(["theme-key", "figure-list"], 2):
            text += f"[pages.contents]\nshows = {shows}\n\n".replace("'", '"')
        text += f'[editions.student]\ntitle = "{self.plain(2)}"\n\n'
        return f'{text}[editions.teacher]\ntitle = "{self.plain(2)}"\nteacher_text = true\n'


def draw_guide(seed: int, number: int) -> Files:
    """Return the manuscript with a seed and number, which is always the same.

    Its number decides the first chart, the first role and some nestings.
    """
    guide = Guide(random.Random(f"{seed}/{number}"))  # noqa: S311  # the same guides each time, not secrets
    guide.chart = list(CHARTS)[number % len(CHARTS)]
    guide.nestings = NESTINGS[number % ROUND :: ROUND]
    guide.full_pages = number % ROUND == 0
    guide.first_role = ROLES["front"][number % len(ROLES["front"])]
    return guide.write()

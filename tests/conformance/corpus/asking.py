"""Generated questions of every kind, with answers, sentence starters and room to write."""

from __future__ import annotations

from tests.conformance.corpus.authors import Author, Lines, indent, join_blocks

BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
GROUPING = ("alone", "pairs", "groups", "class")
PARTS = ("stem", "answer", "look-fors", "misreading", "suggestion")
"""The parts of a question in the order of the book, so that their headings do not skip a level."""


def question(author: Author) -> Lines:
    """Return a question."""
    # The prompt of a matching question holds no table other than that of its pairs, so no nesting is drawn in one.
    kind = author.pick(("open", "open", "choice", "truth", "short") + (() if author.nesting else ("matching",)))
    given = [f"#{author.anchor('question')}", *([f"kind={kind}"] if kind != "open" or author.chance(30) else [])]
    if kind == "truth":
        given.append(f"key={author.pick(('true', 'false'))}")
    if author.themes and author.chance(60):
        given.append(f"theme={author.pick(author.themes)}")
    if author.standards and author.chance(60):
        given.append(f'standards="{" ".join(author.some(author.standards, 3)) or author.standards[0]}"')
    given += author.some_of(
        f"dok={author.number(1, 4)}",
        f"bloom={author.pick(BLOOM)}",
        f"minutes={author.number(1, 60)}",
        f"grouping={author.pick(GROUPING)}",
        f'lines="{author.pick(("1", "1-3", "1 2-3", "2–3, 1"))}"',
        f'room="{author.pick(("lines", "space", "box"))} {author.number(1, 9)}"' if author.chance(80) else "room=none",
    )
    if author.chance(15):
        given.append("needs=film")
    author.within.append("question")
    often = 5 if author.nesting else 45
    inner = _prompt(author, kind)
    for name in PARTS:
        if author.opens(name) or author.chance(often) or (kind, name) == ("short", "answer"):
            inner += ["", *_part(author, name)]
    author.within.pop()
    return author.fence("question", given, inner)


def _prompt(author: Author, kind: str) -> Lines:
    prompt = author.blocks(0, 2, begin=author.paragraph(), tables=kind != "matching")
    match kind:
        case "choice":
            right = author.number(0, 3)
            options = [
                f"- [{'x' if n == right else author.pick(' x ')}] {author.plain(1)}" for n in range(author.number(right + 1, 5))
            ]
            return join_blocks([prompt, author.paragraph(), options])
        case "matching":
            return join_blocks([prompt, author.table(2, author.number(1, 5))])
        case _:
            return prompt


def _part(author: Author, name: str) -> Lines:
    hidden = name != "stem"
    author.teacher += hidden
    author.within.append(name)
    if name == "look-fors":
        inner = [line for _ in range(author.number(1, 3)) for line in indent(author.paragraph(), "- ", "  ")]
    else:
        inner = author.blocks(0, 2, begin=author.paragraph()) if name == "answer" else author.blocks(1, 2)
    author.within.pop()
    author.teacher -= hidden
    return author.fence(name, [], inner)

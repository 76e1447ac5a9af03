"""The house: floors, owners of libraries, length of modules. Plant a violation of each to see it fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "linernotes"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 300

FLOORS = {
    "model": 1,
    "manuscript": 2,
    "editing": 3,
    "checks": 4,
    "signs": 5,
    "engraving": 5,
    "foundry": 5,
    "faces": 5,
    "engines": 5,
    "house": 5,
    "figures": 5,
    "html": 6,
    "proofing": 7,
    "writers": 7,
    "accessibility": 8,
    "ledger": 8,
    "pressroom": 8,
    "printing": 8,
    "cover": 8,
    "ebook": 8,
    "press": 8,
    "production": 8,
    "project": 8,
    "standing": 8,
    "cli": 9,
    "console": 9,
    "__main__": 9,
    "__init__": 1,
}
OWNERS = {
    "click": {"cli.py"},
    "ebooklib": {"writers/epub.py"},
    "fontTools": {"engraving.py", "foundry.py"},
    "fontpkg": {"foundry.py"},
    "jinja2": {"html/templates.py"},
    "markdown_it": {
        "manuscript/datatables.py",
        "manuscript/diagrams.py",
        "manuscript/extensions.py",
        "manuscript/fences.py",
        "manuscript/inlines.py",
        "manuscript/markdown.py",
        "manuscript/questions.py",
    },
    "markupsafe": {
        "html/cards.py",
        "html/marks.py",
        "html/elements.py",
        "html/tables.py",
        "html/templates.py",
        "html/nodes.py",
        "html/pagemarks.py",
        "html/pages.py",
        "html/writing.py",
    },
    "mdit_py_plugins": {"manuscript/extensions.py"},
    "pikepdf": {
        "proofing/pdfs.py",
        "writers/binder.py",
        "writers/booklet.py",
        "writers/colour.py",
        "writers/fonts.py",
        "writers/groups.py",
        "writers/metadata.py",
        "writers/strings.py",
    },
    "PIL": {"manuscript/pictures.py", "writers/rasters.py"},
    "pypdfium2": {"writers/pagewords.py"},
    "resvg_py": {"writers/rasters.py"},
    "rich": {"console.py"},
    "rich_click": {"cli.py"},
    "tomllib": {"manuscript/tables.py", "faces.py"},
    "pydyf": {"writers/marking.py", "writers/streams.py", "writers/structure.py", "writers/tagging.py"},
    "weasyprint": {"writers/linebreaks.py", "writers/tagging.py", "writers/worker.py"},
}
PROOFS = SOURCE.parents[1] / "proofs"
OWNERS_OF_PROOFS = {"pypdfium2": {"pages.py"}, "subprocess": {"screens.py"}, "zipfile": {"screens.py"}}
NAMES = {"utils", "helpers", "common", "core", "base", "misc", "manager", "handler", "processor", "service", "info"}


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: import by the full name"
            yield f"{node.module}.{node.names[0].name}" if node.module == "linernotes" else str(node.module)


def floor(parts: tuple[str, ...]) -> int:
    return FLOORS[parts[0].removesuffix(".py")]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_keeps_to_its_floor_its_libraries_and_its_length(module: Path) -> None:
    here = module.relative_to(SOURCE)
    for name in imports(module):
        top, *rest = name.split(".")
        if top == "linernotes" and rest and rest[0] != "__version__":
            assert floor((rest[0],)) <= floor(here.parts), f"{here} imports {name} from a higher floor"
        elif top in OWNERS:
            assert here.as_posix() in OWNERS[top], f"{here} imports {top}, which {sorted(OWNERS[top])} own"
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST, f"{here} is longer than {LONGEST} lines"
    assert not NAMES & {part.removesuffix(".py") for part in here.parts}, f"{here} has a name that says nothing"


def test_proofs_keep_to_their_libraries_and_know_nothing_of_the_press() -> None:
    for module in PROOFS.glob("*.py"):
        for name in imports(module):
            top = name.split(".")[0]
            assert top != "linernotes", f"{module.name} imports {name}; it draws finished files"
            assert module.name in OWNERS_OF_PROOFS.get(top, {module.name}), f"{module.name} imports {top}"


def test_every_owner_is_there() -> None:
    for library, owners in OWNERS.items():
        for owner in owners - {"cli.py"}:
            assert library in {name.split(".")[0] for name in imports(SOURCE / owner)}, (
                f"{owner} owns {library} and does not use it"
            )


def test_the_press_knows_no_book() -> None:
    words = ("Runaways", "Joan", "Cherie", "Fowley", "Sigismondi")
    for folder in (SOURCE, SOURCE.parents[1] / "templates", SOURCE.parents[1] / "styles"):
        for file in folder.rglob("*"):
            if file.suffix in {".py", ".j2", ".css", ".toml", ".svg"}:
                text = file.read_text(encoding="utf-8")
                assert not [word for word in words if word in text], f"{file} knows a book"

"""The house: floors, owners of libraries, length of modules. Plant a violation of each to see it fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "linernotes"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 300

LAYERS = (
    "model",
    "assets",
    "cache",
    "manuscript",
    "editing",
    "checks",
    "figures",
    "fonts",
    "html",
    "typeset",
    "pdf",
    "raster",
    "epub",
    "leaks",
    "proofing",
    "build",
    "console",
    "cli",
    "__main__",
)
"""From the lowest to the highest: a module imports from its own package and from packages before it."""

OWNERS = {
    "click": {"cli.py"},
    "ebooklib": {"epub/package.py"},
    "fontTools": {"fonts/glyphs.py", "fonts/builder.py"},
    "fontpkg": {"fonts/builder.py"},
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
        "pdf/binder.py",
        "pdf/booklet.py",
        "pdf/output_intent.py",
        "pdf/fonts.py",
        "pdf/form_xobjects.py",
        "pdf/metadata.py",
        "leaks/pdf_strings.py",
    },
    "PIL": {"manuscript/pictures.py", "raster/render.py"},
    "pypdfium2": {"leaks/page_text.py"},
    "resvg_py": {"raster/render.py"},
    "rich": {"console.py"},
    "rich_click": {"cli.py"},
    "tomllib": {"manuscript/toml.py", "fonts/spec.py"},
    "pydyf": {"typeset/tags/marked_content.py", "typeset/streams.py", "typeset/tags/structure.py", "typeset/tags/tree.py"},
    "weasyprint": {"typeset/patches/line_breaks.py", "typeset/tags/tree.py", "typeset/worker.py"},
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


def layer(part: str) -> int:
    return LAYERS.index(part.removesuffix(".py")) if part != "__init__.py" else -1


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_keeps_to_its_layer_its_libraries_and_its_length(module: Path) -> None:
    here = module.relative_to(SOURCE)
    for name in imports(module):
        top, *rest = name.split(".")
        if top == "linernotes" and rest and rest[0] != "__version__":
            assert layer(rest[0]) <= layer(here.parts[0]), f"{here} imports {name} from a higher layer"
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

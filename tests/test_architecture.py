"""The rules for modules: layers, import cycles, owners of libraries, imports in functions, length.

To see a test fail, plant a violation.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "linernotes"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 300
TESTS = Path(__file__).parent
LONGEST_NAME = 70

LAYERS = (
    "model",
    "assets",
    "snapshot",
    "workers",
    "cache",
    "manuscript",
    "editing",
    "checks",
    "figures",
    "fonts",
    "look",
    "html",
    "typeset",
    "pdf",
    "raster",
    "epub",
    "leaks",
    "proofing",
    "starter",
    "build",
    "reports",
    "console",
    "options",
    "preview",
    "listings",
    "verify",
    "cli",
    "__main__",
)
"""From the lowest to the highest: a module imports from its own package and from packages before it."""

OWNERS = {
    "click": {"cli.py"},
    "ebooklib": {"epub/package.py"},
    "fontTools": {"fonts/glyphs.py", "fonts/builder.py", "fonts/families.py", "fonts/inspection.py"},
    "fontpkg": {"fonts/builder.py", "fonts/families.py"},
    "jinja2": {"html/sandbox.py", "html/templates.py"},
    "markdown_it": {
        "manuscript/datatables.py",
        "manuscript/diagrams.py",
        "manuscript/extensions.py",
        "manuscript/line_ids.py",
        "manuscript/fences.py",
        "manuscript/image_names.py",
        "manuscript/foreign.py",
        "manuscript/inlines.py",
        "manuscript/lines.py",
        "manuscript/loose_pictures.py",
        "manuscript/markdown.py",
        "manuscript/oversize.py",
        "manuscript/parsing.py",
        "manuscript/printed.py",
        "manuscript/prose.py",
        "manuscript/questions.py",
        "manuscript/sections.py",
        "manuscript/quotes.py",
        "manuscript/strayfences.py",
        "manuscript/tablerows.py",
    },
    "markupsafe": {
        "html/addresses.py",
        "html/medium.py",
        "html/completeness.py",
        "html/elements.py",
        "html/tables.py",
        "html/templates.py",
        "html/blocks.py",
        "html/inlines.py",
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
        "leaks/pdf_texts.py",
    },
    "PIL": {"manuscript/colour_profiles.py", "manuscript/rasters.py", "preview/pages.py", "raster/render.py"},
    "pypdfium2": {"preview/pages.py", "typeset/page_text.py"},
    "watchfiles": {"preview/watch.py"},
    "resvg_py": {"raster/render.py"},
    "rich": {"console.py"},
    "rich_click": {"cli.py", "listings.py", "options.py", "preview/command.py", "verify.py"},
    "charset_normalizer": {"starter/text.py"},
    "ftfy": {"starter/text.py"},
    "nupunkt": {"starter/text.py"},
    "tinycss2": {"model/style_limits.py", "typeset/sheets.py"},
    "cssselect2": {"typeset/sheets.py"},
    "tomllib": {"manuscript/toml.py", "fonts/spec.py", "model/languages.py", "starter/words.py"},
    "pydyf": {"typeset/tags/marked_content.py", "typeset/streams.py", "typeset/tags/structure.py", "typeset/tags/tree.py"},
    "weasyprint": {
        "pdf/output_intent.py",
        "typeset/areas.py",
        "typeset/empty_pages.py",
        "typeset/fetcher.py",
        "typeset/inspection.py",
        "typeset/sheets.py",
        "typeset/patches/__init__.py",
        "typeset/patches/balanced_columns.py",
        "typeset/patches/limits.py",
        "typeset/patches/line_breaks.py",
        "typeset/patches/long_words.py",
        "typeset/patches/whole_floats.py",
        "typeset/tags/tree.py",
        "typeset/typesetter.py",
    },
}
PROOFS = SOURCE.parents[1] / "proofs"
OWNERS_OF_PROOFS = {
    "pypdfium2": {"pages.py"},
    "subprocess": {"pictures.py", "preview.py", "screens.py"},
    "zipfile": {"screens.py"},
}
NAMES = {"utils", "helpers", "common", "core", "base", "misc", "manager", "handler", "processor", "service", "info"}
IMPORTS = (ast.Import, ast.ImportFrom)
BY_STRING = {"import_module", "find_spec", "__import__"}
COMPUTED = {
    "proofing/validators.py",
}
"""Modules that import by a string that is not a literal; a validator may be missing."""

REASON = re.compile(r"#\s*(?!noqa|type:)\w")
"""A comment that is not only a lint exception."""

# Debts. Whoever maintains the module pays and deletes its line; a test fails if a line is left over.
IN_CYCLE: set[str] = set()
"""Modules that must be left out to make the import graph acyclic."""
UNEXPLAINED: set[str] = set()
"""Modules with imports inside functions and no comment that says why."""


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def named_by_string(node: ast.AST) -> ast.expr | None:
    """Return the first argument of `import_module`, `find_spec` or `__import__`; None for any other node."""
    if isinstance(node, ast.Call) and node.args:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return node.args[0] if name in BY_STRING else None
    return None


def imports(module: Path) -> Iterator[str]:
    """Yield the full names of what a module imports, those for type checking, inside functions and by string included."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: import by the full name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(name := named_by_string(node), ast.Constant):
            yield str(name.value)


def import_graph() -> dict[str, set[str]]:
    """Return the modules that each module imports, as paths below the source folder."""
    known = {path(module) for module in MODULES}

    def imported(name: str) -> set[str]:
        whole = name.removeprefix("linernotes.").replace(".", "/")
        without_last = whole.rpartition("/")[0]  # the last part may be a name in the module
        possible = (f"{whole}.py", f"{whole}/__init__.py", f"{without_last}.py", f"{without_last}/__init__.py")
        return set([each for each in possible if each in known][:1])

    return {
        path(module): set().union(*(imported(name) for name in imports(module) if name.startswith("linernotes.")))
        for module in MODULES
    }


def path(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules of a cycle in order, empty if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def unexplained(module: Path) -> list[int]:
    """Return the lines of imports inside functions without a comment on the line or the one before.

    A comment before the first of several consecutive imports is for all of them.
    """
    lines = module.read_text(encoding="utf-8").splitlines()
    functions = (node for node in ast.walk(tree(module)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    inside = {node.lineno: node for function in functions for node in ast.walk(function) if isinstance(node, IMPORTS)}
    found, explained_to = [], 0
    for start, node in sorted(inside.items()):
        before = lines[start - 2].strip()
        own = any(REASON.search(line) for line in lines[start - 1 : node.end_lineno])
        if own or (before.startswith("#") and REASON.match(before)) or explained_to == start - 1:
            explained_to = node.end_lineno or start
        else:
            found.append(start)
    return found


def layer(part: str) -> int:
    return LAYERS.index(part.removesuffix(".py")) if part != "__init__.py" else -1


@pytest.mark.parametrize("module", MODULES, ids=path)
def test_module_keeps_to_its_layer_libraries_and_length(module: Path) -> None:
    here = module.relative_to(SOURCE)
    for name in imports(module):
        top, *rest = name.split(".")
        if top == "linernotes" and rest and rest[0] != "__version__":
            assert layer(rest[0]) <= layer(here.parts[0]), f"{here} imports {name} from a higher layer"
        elif top in OWNERS:
            assert here.as_posix() in OWNERS[top], f"{here} imports {top}, which {sorted(OWNERS[top])} own"
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST, f"{here} is longer than {LONGEST} lines"
    assert not NAMES & {part.removesuffix(".py") for part in here.parts}, f"{here} has a name that says nothing"


def test_imports_have_no_cycle() -> None:
    graph = import_graph()
    found = cycle({module: found for module, found in graph.items() if module not in IN_CYCLE})
    assert not found, f"these modules import each other: {' -> '.join(found)}"
    for debt in sorted(IN_CYCLE):
        rest = {module: found for module, found in graph.items() if module not in IN_CYCLE - {debt}}
        assert cycle(rest), f"{debt} is in no cycle: delete it from IN_CYCLE"


@pytest.mark.parametrize("module", MODULES, ids=path)
def test_import_inside_a_function_says_why(module: Path) -> None:
    lines = unexplained(module)
    if path(module) in UNEXPLAINED:
        assert lines, f"{path(module)} explains all its imports: delete it from UNEXPLAINED"
    else:
        assert not lines, f"{path(module)} imports inside a function without a comment that says why, lines {lines}"


def test_exceptions_name_modules_that_exist() -> None:
    assert {path(module) for module in MODULES} >= IN_CYCLE | UNEXPLAINED | COMPUTED


@pytest.mark.parametrize("module", MODULES, ids=path)
def test_import_by_string_names_a_literal(module: Path) -> None:
    names = [name for node in ast.walk(tree(module)) if (name := named_by_string(node))]
    literal = all(isinstance(name, ast.Constant) for name in names)
    assert literal is (path(module) not in COMPUTED), f"{path(module)}: write a literal, or delete it from COMPUTED"


def test_proofs_import_only_their_libraries() -> None:
    for module in PROOFS.glob("*.py"):
        for name in imports(module):
            top = name.split(".")[0]
            assert top != "linernotes", f"{module.name} imports {name}; it draws finished files"
            assert module.name in OWNERS_OF_PROOFS.get(top, {module.name}), f"{module.name} imports {top}"


def test_owners_use_their_libraries() -> None:
    for library, owners in OWNERS.items():
        for owner in owners - {"cli.py"}:
            assert library in {name.split(".")[0] for name in imports(SOURCE / owner)}, (
                f"{owner} owns {library} and does not use it"
            )


def test_code_names_no_particular_book() -> None:
    words = ("Runaways", "Joan", "Cherie", "Fowley", "Sigismondi")
    for folder in (SOURCE, SOURCE.parents[1] / "templates", SOURCE.parents[1] / "styles"):
        for file in folder.rglob("*"):
            if file.suffix in {".py", ".j2", ".css", ".toml", ".svg"}:
                text = file.read_text(encoding="utf-8")
                assert not [word for word in words if word in text], f"{file} names a book"


def test_test_names_are_short() -> None:
    files = [file for file in TESTS.rglob("test_*.py") if "node_modules" not in file.parts]
    functions = ((file, node) for file in files for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef))
    names = [(file.relative_to(TESTS).as_posix(), node.name) for file, node in functions if node.name.startswith("test_")]
    assert [(file, name) for file, name in names if len(name) > LONGEST_NAME] == []

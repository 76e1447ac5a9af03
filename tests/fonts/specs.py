"""Font lists for tests."""

from pathlib import Path

BUILT_IN = (Path(__file__).parents[2] / "styles" / "themes" / "stage" / "fonts.toml").read_text(encoding="utf-8")
LETTERS = frozenset(map(ord, "AVfi -\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}→●"))

ARCHIVO = '{ family = "Try", style = "normal", weight = 400, source = "Archivo", axes = { wdth = 100, wght = 430 } }'
DRAWN = '{ family = "Try Symbols", style = "normal", weight = 400, source = "drawn" }'


def spec(*fonts: str) -> str:
    return f"fonts = [{', '.join(fonts)}]"

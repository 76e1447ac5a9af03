"""The built-in fonts and the symbol font, built once for all tests of fonts."""

import pytest

from linernotes.fonts.instances import DEFAULT_REPERTOIRE, Font, build_fonts
from tests.fonts.specs import BUILT_IN, DRAWN, LETTERS, spec


@pytest.fixture(scope="session")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Font, ...]:
    """The fonts of styles/fonts.toml, with a few letters."""
    return build_fonts(BUILT_IN, LETTERS, cache=tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def symbol_font(tmp_path_factory: pytest.TempPathFactory) -> Font:
    """The font of the built-in symbols, complete."""
    (font,) = build_fonts(spec(DRAWN), DEFAULT_REPERTOIRE, cache=tmp_path_factory.mktemp("symbols"))
    return font

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from linernotes.cache.store import Shelf
from linernotes.leaks import page_text as pagewords
from linernotes.leaks.page_text import read_pages


def write(file: Path, *words: str) -> None:
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        shared = pdf.make_indirect(font)
        for each in words:
            pdf.add_blank_page(page_size=(612, 842))
            page = pdf.pages[-1]
            page.Contents = pdf.make_stream(f"BT /F 12 Tf 90 700 Td ({each}) Tj ET".encode())
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=shared))
        pdf.save(file)


def read_numbers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that takes the number of every page that is read."""
    read: list[int] = []
    reader = pagewords._read

    def note(file: Path, numbers: list[int], readers: int) -> object:
        read.extend(numbers)
        return reader(file, numbers, readers)

    monkeypatch.setattr(pagewords, "_read", note)
    return read


def test_pages_that_were_read_before_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, file, shelf = read_numbers(monkeypatch), tmp_path / "a.pdf", Shelf(tmp_path / "shelf")
    write(file, "One lamp", "Two lamps", "Three lamps")
    first = read_pages(file, shelf, "a.pdf")
    assert [each.page for each in first] == ["onelamp", "twolamps", "threelamps"]
    write(file, "One lamp", "Four lamps", "Three lamps")
    second = read_pages(file, shelf, "a.pdf")
    assert [each.page for each in second] == ["onelamp", "fourlamps", "threelamps"]
    assert read == [0, 1, 2, 1]


def test_a_page_whose_font_maps_glyphs_to_other_letters_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, file, shelf = read_numbers(monkeypatch), tmp_path / "a.pdf", Shelf(tmp_path / "shelf")
    write(file, "One lamp")
    read_pages(file, shelf, "a.pdf")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Resources.Font.F.Encoding = pikepdf.Dictionary(
            Type=pikepdf.Name.Encoding, Differences=pikepdf.Array([ord("O"), pikepdf.Name.Z])
        )
        pdf.save(file)
    assert [each.page for each in read_pages(file, shelf, "a.pdf")] == ["znelamp"]
    assert read == [0, 0]


def test_a_broken_note_of_what_was_read_is_no_harm(tmp_path: Path) -> None:
    file, shelf = tmp_path / "a.pdf", Shelf(tmp_path / "shelf")
    write(file, "One lamp")
    read_pages(file, shelf, "a.pdf")
    for note in (tmp_path / "shelf").glob("*/*"):
        note.write_bytes(note.read_bytes()[:-9])
    assert [each.page for each in read_pages(file, shelf, "a.pdf")] == ["onelamp"]


def write_mapped(file: Path, glyphs: dict[str, str], *pages: tuple[str, ...]) -> None:
    """Write pages of parts, in a font of which a map says what its glyphs stand for."""
    lines = "".join(f"<{ord(glyph):04x}> <{ord(letter):04x}>\n" for glyph, letter in glyphs.items())
    head = "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    with pikepdf.new() as pdf:
        told = pdf.make_stream(f"begincmap\n{head}{len(glyphs)} beginbfchar\n{lines}endbfchar\nendcmap\n".encode())
        descendant = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=pikepdf.Name("/AAAAAA+Lamp"),
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            W=[ord(min(glyphs)), [600] * 90],
        )
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/AAAAAA+Lamp"),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[descendant],
            ToUnicode=told,
        )
        shared = pdf.make_indirect(font)
        for parts in pages:
            pdf.add_blank_page(page_size=(612, 842))
            page = pdf.pages[-1]
            shown = [
                f"BT /AAAAAA 12 Tf 90 {700 - 50 * number} Td <{part.encode('utf-16-be').hex()}> Tj ET"
                for number, part in enumerate(parts)
            ]
            page.Contents = pikepdf.Array([pdf.make_stream(each.encode()) for each in shown])
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(AAAAAA=shared))
        pdf.save(file)


def test_a_font_that_learns_more_glyphs_changes_no_page_and_one_that_says_otherwise_changes_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, file, shelf = read_numbers(monkeypatch), tmp_path / "a.pdf", Shelf(tmp_path / "shelf")
    write_mapped(file, {"a": "O", "b": "n", "c": "e"}, ("abc",), ("cba",))
    assert [each.page for each in read_pages(file, shelf, "a.pdf")] == ["one", "eno"]
    write_mapped(file, {"a": "O", "b": "n", "c": "e", "d": "T"}, ("abc",), ("cba",), ("dbc",))
    assert [each.page for each in read_pages(file, shelf, "a.pdf")] == ["one", "eno", "tne"]
    assert read == [0, 1, 2]
    # The second page is gone, but what its glyphs stood for is not forgotten.
    write_mapped(file, {"a": "O", "b": "m", "c": "e"}, ("abc",), ("cba",))
    assert [each.page for each in read_pages(file, shelf, "a.pdf")] == ["ome", "emo"]
    assert read == [0, 1, 2, 0, 1]


def test_a_page_whose_number_alone_changes_is_not_read_again_and_one_with_a_word_in_its_place_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, file, shelf = read_numbers(monkeypatch), tmp_path / "a.pdf", Shelf(tmp_path / "shelf")
    figures = {figure: figure for figure in "0123456789"} | {"a": "a", "b": "b"}
    write_mapped(file, figures, ("aaaaa", "27"), ("bbbbb", "28"))
    read_pages(file, shelf, "a.pdf")
    write_mapped(file, figures, ("aaaaa", "28"), ("bbbbb", "129"))
    read_pages(file, shelf, "a.pdf")
    assert read == [0, 1]
    write_mapped(file, figures, ("aaaaa", "28"), ("bbbbb", "ababa"))
    assert [each.page for each in read_pages(file, shelf, "a.pdf")][1] == "bbbbbababa"
    assert read == [0, 1, 1]


def test_a_link_is_no_letter_and_what_a_page_takes_from_above_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, file, shelf = read_numbers(monkeypatch), tmp_path / "a.pdf", Shelf(tmp_path / "shelf")
    write(file, "One lamp", "Two lamps")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file)  # what is compressed already is spelled otherwise
    read_pages(file, shelf, "a.pdf")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot))])
        pdf.save(file)
    read_pages(file, shelf, "a.pdf")
    assert read == [0, 1]
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.Root.Pages.Rotate = 90
        pdf.save(file)
    read_pages(file, shelf, "a.pdf")
    assert read == [0, 1, 0, 1]


def test_a_string_that_reads_like_a_reference_is_a_string(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, file, shelf = read_numbers(monkeypatch), tmp_path / "a.pdf", Shelf(tmp_path / "shelf")
    write(file, "One lamp")
    for words in ("1 0 R /Parent 1 0 R", "2 0 R /Parent 1 0 R", "2 0 R /Parent 2 0 R"):
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            pdf.pages[0].Resources.Font.F.Note = pikepdf.String(words)
            pdf.save(file)
        read_pages(file, shelf, "a.pdf")
    assert read == [0, 0, 0]


def test_many_pages_are_read_by_two_and_come_back_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.pdf"
    write(file, *(f"Lamp {number}" for number in range(7)))
    words = [f"lamp{number}" for number in range(7)]
    monkeypatch.setattr(pagewords, "_MUCH", 2)
    assert [each.page for each in read_pages(file, readers=2)] == words
    monkeypatch.setattr(pagewords, "command_for", lambda module: ["false"])
    assert [each.page for each in read_pages(file, readers=2)] == words
    monkeypatch.delattr(pagewords, "command_for")
    assert [each.page for each in read_pages(file)] == words


def test_the_same_page_on_other_paper_is_not_read_again_and_no_paper_cuts_words_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, file, shelf = read_numbers(monkeypatch), tmp_path / "a.pdf", Shelf(tmp_path / "shelf")
    write(file, "One lamp", "Two lamps")
    for box in ([0, 0, 612, 842], [8, 0, 604, 842], [0, 0, 100, 710], [700, 900, 800, 1000]):
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            for page in pdf.pages:
                page.MediaBox = page.CropBox = pdf.make_indirect(pikepdf.Array(box))
            pdf.save(file)
        assert read_pages(file) == read_pages(file, shelf, "a.pdf")
        assert [each.block for each in read_pages(file)] == ["onelamp", "twolamps"]
    read.clear()
    read_pages(file, shelf, "a.pdf")
    assert read == []

from __future__ import annotations

import io

import pikepdf
import pytest

from linernotes.leaks.objects import UnknownShapeError, read_objects


def written(mode: pikepdf.ObjectStreamMode) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for words in ("(one) /Root 9 0 R", "endobj\n2 0 obj\nstream\n"):
            pdf.add_blank_page()
            pdf.pages[-1].Note = pikepdf.String(words)
            pdf.pages[-1].Contents = pdf.make_stream(words.encode())
        pdf.Root.Metadata = pikepdf.Stream(pdf, b"<x>words</x>", Type=pikepdf.Name.Metadata)
        pdf.save(out, object_stream_mode=mode, fix_metadata_version=False)
    return out.getvalue()


@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_every_object_is_found_as_a_parser_finds_it(mode: pikepdf.ObjectStreamMode) -> None:
    content = written(mode)
    found = read_objects(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, each in found.written.items():
            kept = pdf.get_object(number, 0)
            if number in found.streams:
                assert found.streams[number] == kept.read_raw_bytes()
            else:
                assert each.split() == kept.unparse(resolved=True).split()
        assert [path[-1] for path in found.pages] == [page.objgen[0] for page in pdf.pages]
        # Objects of the file's own bookkeeping are no objects to a parser.
        assert {each.objgen[0] for each in pdf.objects} <= found.written.keys()
    assert found.texts == [("Metadata", b"<x>words</x>")]


def test_what_qpdf_has_not_written_is_refused() -> None:
    content = written(pikepdf.ObjectStreamMode.generate)
    for damaged in (
        content.replace(b"%\xbf\xf7\xa2\xfe", b"%\xbf\xf7\xa2\xff", 1),
        content + b"2 0 obj\n<< >>\nendobj\n",
        content.replace(b"/Root ", b"/Toor ", 1),
        content.replace(b"/Type /ObjStm /Length ", b"/Type /ObjStm /Htgnel ", 1),
    ):
        assert damaged != content
        with pytest.raises(UnknownShapeError):
            read_objects(damaged)

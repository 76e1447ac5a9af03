from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import ExifTags, Image, ImageCms, ImageFile
from PIL.PngImagePlugin import PngInfo

from linernotes.manuscript.rasters import BrokenPictureError, read_raster
from linernotes.manuscript.svg import MAX_DEPTH, read_svg
from linernotes.raster.render import to_jpeg

OWNER = b"owner of the camera"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PROFILE = SRGB.replace("sRGB built-in".encode("utf-16-be"), "Ada's screen ".encode("utf-16-be"))
WORDS = "Ada's screen".encode("utf-16-be")


@pytest.fixture(autouse=True)
def _without_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Pillow reject damaged pictures as it does where no test has imported WeasyPrint, which changes that for the process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


def exif_of(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = OWNER.decode()
    exif[ExifTags.Base.XPComment] = OWNER.decode().encode("utf-16-le")
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = OWNER
    return exif


def picture(kind: str, orientation: int = 1, *, progressive: bool = False) -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise((40, 20), 60).convert("RGB")
    if kind == "PNG":
        texts = PngInfo()
        texts.add_text("Author", OWNER.decode())
        texts.add_text("Author", OWNER.decode(), zip=True)
        texts.add_itxt("XML:com.adobe.xmp", f"<x>{OWNER.decode()}</x>")
        image.save(out, kind, exif=exif_of(orientation), icc_profile=PROFILE, pnginfo=texts, dpi=(300, 300))
        content = out.getvalue()
        stamped = chunk(b"tIME", struct.pack(">H5B", 2026, 1, 2, 3, 4, 5)) + chunk(b"prVt", OWNER)
        return content[:33] + stamped + content[33:] + OWNER
    image.save(
        out,
        kind,
        exif=exif_of(orientation),
        icc_profile=PROFILE,
        comment=OWNER,
        xmp=b"<x>" + OWNER + b"</x>",
        progressive=progressive,
        dpi=(300, 300),
    )
    content = out.getvalue()
    iptc = b"\xff\xed" + struct.pack(">H", len(OWNER) + 16) + b"Photoshop 3.0\0" + OWNER
    return content[:2] + iptc + content[2:] + b"\xff\xd8preview of the " + OWNER


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image


KINDS = [("PNG", False), ("JPEG", False), ("JPEG", True)]


@pytest.mark.parametrize(("kind", "progressive"), KINDS)
def test_picture_keeps_pixels_and_profile_but_no_metadata(kind: str, progressive: bool) -> None:
    before = picture(kind, progressive=progressive)
    clean, width, height = read_raster(before, kind)
    after = opened(clean)
    assert OWNER in before
    assert OWNER not in clean
    assert OWNER.decode().encode("utf-16-le") not in clean
    assert (width, height) == after.size == (40, 20)
    assert after.tobytes() == opened(before).tobytes()
    assert WORDS in PROFILE
    assert WORDS not in after.info["icc_profile"]
    assert seen(after).tobytes() == seen(opened(before)).tobytes()
    assert after.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert set(after.info) <= {
        "icc_profile",
        "dpi",
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    assert read_raster(clean, kind)[0] == clean


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_orientation_is_the_only_exif_entry_that_is_kept(kind: str, orientation: int) -> None:
    clean, width, height = read_raster(picture(kind, orientation), kind)
    exif = opened(clean).getexif()
    assert exif.get(ExifTags.Base.Orientation, 1) == orientation
    assert len(exif) <= 1
    assert (width, height) == ((20, 40) if orientation > 4 else (40, 20))
    assert OWNER not in clean


def test_cover_is_upright_and_keeps_its_profile() -> None:
    cover = opened(to_jpeg(picture("JPEG", 6)))
    assert (cover.size, cover.info["icc_profile"], dict(cover.getexif())) == ((20, 40), PROFILE, {})


def seen(image: Image.Image) -> Image.Image:
    """Return the colours of a picture as its profile says they look, in another colour space."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    return ImageCms.profileToProfile(image, profile, ImageCms.createProfile("LAB"), outputMode="LAB") or image


BAD_PROFILES = [
    OWNER,
    SRGB[:200],
    SRGB.replace(b"acsp", b"psca"),
    SRGB.replace(b"RGB ", b"GRAY"),
    SRGB.replace(b"rXYZ", b"text"),
    SRGB[:128] + b"\xff" * 40 + OWNER,
]


@pytest.mark.parametrize("profile", BAD_PROFILES)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_profile_that_no_program_can_use_is_removed(kind: str, profile: bytes) -> None:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, kind, icc_profile=profile)
    clean, *_ = read_raster(out.getvalue(), kind)
    assert "icc_profile" not in opened(clean).info
    assert OWNER not in clean


def test_profile_of_several_segments_stays_whole() -> None:
    table = b"curv" + struct.pack(">II", 0, 30_000) + struct.pack(">30000H", *range(30_000))
    tags = {name: SRGB[start : start + size] for name, start, size in tags_of(SRGB)} | {
        name: table + bytes([0, number]) for number, name in enumerate((b"rTRC", b"gTRC", b"bTRC"))
    }
    profile = profile_of(tags)
    out = io.BytesIO()
    Image.new("RGB", (9, 9), "teal").save(out, "JPEG", icc_profile=profile)
    clean, *_ = read_raster(out.getvalue(), "JPEG")
    assert len(opened(clean).info["icc_profile"]) > 180_000
    assert seen(opened(clean)).tobytes() == seen(opened(out.getvalue())).tobytes()


def tags_of(profile: bytes) -> list[tuple[bytes, int, int]]:
    (count,) = struct.unpack_from(">I", profile, 128)
    return [struct.unpack_from(">4sII", profile, 132 + 12 * each) for each in range(count)]


def profile_of(tags: dict[bytes, bytes]) -> bytes:
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, 132 + 12 * len(tags) + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return struct.pack(">I", 128 + len(table) + len(body)) + SRGB[4:128] + table + body


@pytest.mark.parametrize("name", [b"sPLT", b"hIST", b"bKGD", b"gAMA", b"pHYs", b"sRGB", b"tEXt", b"iCCP", b"vpAg"])
def test_words_in_any_chunk_of_a_png_are_removed(name: bytes) -> None:
    assert OWNER not in read_raster(with_chunk(name, OWNER + b"\0\0" + bytes(9)), "PNG")[0]


@pytest.mark.parametrize("marker", [*range(0xE0, 0xFF), 0xC8, 0x02, 0xBF])
def test_words_in_any_segment_of_a_jpeg_are_removed(marker: int) -> None:
    content = picture("JPEG")
    for start in (b"", b"Adobe\0\x64\0\0\0\0\0", b"ICC_PROFILE\0\1\1", b"JFIF\0\1\1\0\0\1\0\1\0\0", b"Exif\0\0"):
        segment = bytes([0xFF, marker]) + struct.pack(">H", 2 + len(start + OWNER)) + start + OWNER
        assert OWNER not in read_raster(content[:2] + segment + content[2:], "JPEG")[0]


def test_preview_of_a_jpeg_is_removed() -> None:
    content = picture("JPEG")
    at = content.index(b"JFIF\0")
    preview = struct.pack(">H", 16 + 3 * len(OWNER)) + content[at : at + 12] + bytes([len(OWNER), 1]) + OWNER * 3
    clean, _, _ = read_raster(content[: at - 2] + preview + content[at + 14 :], "JPEG")
    assert OWNER not in clean


def test_pictures_in_a_drawing_lose_their_metadata() -> None:
    inner = base64.b64encode(picture("JPEG")).decode()
    content, *_ = read_svg(drawing(f'<image width="9" height="9" href="data:image/jpeg;base64,{inner}"/>'))
    _, _, after = content.partition(b"base64,")
    assert OWNER not in base64.b64decode(after.partition(b'"')[0])


def drawing(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


def with_chunk(name: bytes, data: bytes) -> bytes:
    content = picture("PNG")
    return content[:33] + chunk(name, data) + content[33:]


BOMB = zlib.compress(bytes(80_000_000))


@pytest.mark.parametrize(
    "data", [chunk(b"zTXt", b"a\0\0" + BOMB), chunk(b"iTXt", b"a\0\1\0\0\0" + BOMB), chunk(b"iCCP", b"a\0\0" + BOMB)]
)
def test_compressed_text_in_a_png_is_never_unpacked(data: bytes) -> None:
    content = picture("PNG")
    clean, *_ = read_raster(content[:33] + data * 20 + content[33:], "PNG")
    assert len(clean) < len(content)


def damaged(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize(
    ("content", "kind", "problem"),
    [
        (damaged(picture("PNG")), "PNG", "damaged"),
        (damaged(picture("JPEG")), "JPEG", "damaged"),
        (picture("PNG"), "JPEG", "not a JPEG"),
        (picture("JPEG"), "PNG", "not a PNG"),
        (b"", "PNG", "not a PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 50, "PNG", "damaged"),
        (b"\xff\xd8" + b"\xff" * 50, "JPEG", "damaged"),
        (b"\xff\xd8\xff\xda\x00\x02\xff", "JPEG", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)), "PNG", "damaged"),
    ],
)
def test_damaged_picture_is_a_finding(content: bytes, kind: str, problem: str) -> None:
    with pytest.raises(BrokenPictureError, match=problem):
        read_raster(content, kind)


def nested(depth: int) -> str:
    return '<g opacity="0.5">' * depth + "</g>" * depth


DOUBLING = "".join(f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, 40))


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        (nested(MAX_DEPTH), "inside each other"),
        ("<a>" * 20_000 + "</a>" * 20_000, "inside each other"),
        ('<g id="a"><use href="#a"/></g>', "'a' contains itself"),
        (
            '<g id="a"><use href="#b"/></g><g id="b"><use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/></g>',
            "contains itself",
        ),
        ('<pattern id="a"><rect fill="url(#a)"/></pattern>', "'a' contains itself"),
        ('<mask id="a"><rect style="mask: url( \'#a\' )"/></mask>', "'a' contains itself"),
        (f'<g id="g0"><path/></g>{DOUBLING}', "more than 100000 elements"),
        ("<path/>" * 200_001, "more than 100000 elements"),
        ('<filter id="f"><feTurbulence numOctaves="1000000"/></filter>', "<feTurbulence>"),
        ('<filter id="f"><feMorphology radius="9999"/></filter>', "<feMorphology>"),
        ('<filter id="f"><feImage href="#a"/></filter>', "<feImage>"),
        (f'<filter id="f">{"<feGaussianBlur/>" * 31}</filter>', "more than 30 steps"),
        ("<script>1</script>", "<script>"),
        ("<animate/>", "<animate>"),
        ("<style>@import 'x.css';</style>", "imports a style sheet"),
        ("<style>a { fill: url(http://x.example/) }</style>", "http://x.example/"),
        ('<rect fill="URL( http://x.example/ )"/>', "http://x.example/"),
        ('<image href="/etc/passwd"/>', "/etc/passwd"),
        ('<image href="file:///etc/passwd"/>', "file:///etc/passwd"),
        ('<a href="javascript:alert(1)"/>', "javascript"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "neither a PNG nor a JPEG"),
        ('<image href="data:image/png;base64,AAAA"/>', "a PNG in the SVG cannot be used"),
        ('<image href="data&#58;image/png;base64,AAAA"/>', "unusual form"),
        ('<image href="data:image/png;base64,AAAA,words"/>', "neither a PNG nor a JPEG"),
        (
            '<!-- data:image/png;base64,AAAA --><image href="data:image/&#112;ng;base64,AAAA"/>',
            "a PNG in the SVG cannot be used|unusual",
        ),
        ('<rect onclick="alert(1)"/>', "'onclick'"),
        ('<image href="data:image/png;base64,A"/>', "a PNG in the SVG cannot be used"),
        ("<g>", "not well-formed"),
    ],
)
def test_drawing_that_renderers_cannot_draw_is_a_finding(inside: str, problem: str) -> None:
    with pytest.raises(BrokenPictureError, match=problem):
        read_svg(drawing(inside))


@pytest.mark.parametrize(
    "inside",
    [
        nested(MAX_DEPTH - 1),
        '<g id="a"><path/></g><use href="#a"/><use href="#a"/>',
        '<linearGradient id="a"/><linearGradient id="b" href="#a"/><rect fill="url(#b)"/>',
        '<a href="#a" id="a"><path/></a>',
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect filter="url(#f)"/>',
        "<g/>" * 3000,
    ],
)
def test_ordinary_drawing_is_read(inside: str) -> None:
    content = drawing(inside)
    assert read_svg(content) == (content, 9, 9)


@pytest.mark.parametrize("change", [lambda text: text.replace(b"<svg", b"<!DOCTYPE svg><svg"), lambda _: b"\xff\xfe<"])
def test_drawing_with_other_declarations_or_encodings_is_a_finding(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BrokenPictureError):
        read_svg(change(drawing("")))

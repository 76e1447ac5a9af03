"""What the colours of a bound file are measured in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

PROFILE = "sRGB2014.icc"
"""The ICC's own profile, which WeasyPrint brings; style sheets name sRGB colours (CSS Color 4, 4)."""


def intend_srgb(pdf: Pdf) -> None:
    """Say that device colours of the file are sRGB (ISO 19005-2, 6.2.3), so that every screen and press can show them alike.

    Raises:
        FileNotFoundError: if WeasyPrint does not bring the profile any more.
    """
    found = find_spec("weasyprint")  # its folder is all that is wanted; loading it takes half a second
    if found is None or found.origin is None:
        raise FileNotFoundError(PROFILE)
    profile = Stream(pdf, (Path(found.origin).parent / "pdf" / PROFILE).read_bytes())
    profile.N = 3
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=pdf.make_indirect(profile))
    intent.OutputConditionIdentifier = String("sRGB IEC61966-2.1")
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])

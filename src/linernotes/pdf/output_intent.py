"""The sRGB output intent of a PDF."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

_PROFILE = "sRGB2014.icc"
"""The ICC's own profile, a file of the WeasyPrint package. The colours of style sheets are sRGB (CSS Color 4, 4)."""


def add_output_intent(pdf: Pdf) -> None:
    """Declare that the colours of a file are sRGB (ISO 19005-2, 6.2.3).

    Raises:
        FileNotFoundError: if WeasyPrint no longer contains the profile.
    """
    found = find_spec("weasyprint")  # to import it takes half a second, and only its folder is needed
    if found is None or found.origin is None:
        raise FileNotFoundError(_PROFILE)
    profile = Stream(pdf, (Path(found.origin).parent / "pdf" / _PROFILE).read_bytes())
    profile.N = 3
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=pdf.make_indirect(profile))
    intent.OutputConditionIdentifier = String("sRGB IEC61966-2.1")
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])

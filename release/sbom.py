"""The software bill of materials of a release, as CycloneDX 1.6 (ECMA-424): the same for the same lock."""

from __future__ import annotations

import json
import sys
import uuid

from linernotes import __version__
from release.materials import ROOT, Library, locked, needed, required


def bill() -> dict[str, object]:
    """Return the bill of materials."""
    libraries = list(needed(locked(), required()))
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": f"pkg:pypi/linernotes@{__version__}",
                "name": "linernotes",
                "version": __version__,
                "purl": f"pkg:pypi/linernotes@{__version__}",
                "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}],
            }
        },
        "components": [_component(library) for library in libraries],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {**content, "serialNumber": serial.urn}


def _component(library: Library) -> dict[str, object]:
    purl = f"pkg:pypi/{library.name}@{library.version}"
    files = [{"type": "distribution", "url": purl, "hashes": [{"alg": "SHA-256", "content": each}]} for each in library.hashes]
    licences = [{"license": {"name": library.licence}}] if library.licence else []
    named = {"type": "library", "bom-ref": purl, "name": library.name, "version": library.version, "purl": purl}
    return {**named, "licenses": licences, "externalReferences": files}


def write_sbom() -> int:
    """Write the bill of materials into ``build/``."""
    file = ROOT / "build" / f"linernotes-{__version__}.cdx.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{json.dumps(bill(), indent=1)}\n", encoding="utf-8")
    sys.stdout.write(f"{file.relative_to(ROOT)}\n")
    return 0

"""An audit of the libraries in the lock: known vulnerabilities by pip-audit, and licences."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from release.materials import LOCK, ROOT, Library, locked

TOOLS = ROOT / "build" / "audit"
TOOLS_LOCK = ROOT / "requirements-release.lock"

COMPATIBLE = (
    *(
        "agpl",
        "gnu affero",
        "apache",
        "bsd",
        "isc",
        "mit",
        "mpl",
        "mozilla",
        "ofl",
        "psf",
        "python software",
        "lgpl",
        "gnu lesser",
    ),
    *("zlib", "hpnd", "historical permission", "cc0", "public domain", "unlicense", "0bsd", "w3c"),
)
"""Licences, by their first letters, that a program under the AGPL may use."""


def audit() -> int:
    """Print known vulnerabilities and licences; return 1 if there is one, or a licence that does not fit, otherwise 0."""
    libraries = locked()
    found = _vulnerabilities()
    if found is None:
        _print("No database of vulnerabilities could be reached: vulnerabilities were NOT checked.")
    else:
        _print(*(found or [f"pip-audit knows no vulnerability in the {len(libraries)} libraries of {LOCK.name}."]))
    doubtful = [library for library in libraries.values() if not is_compatible(library)]
    _print(
        *(
            f"{each.name} {each.version}: licence '{each.licence or 'not stated'}': check whether it fits the AGPL"
            for each in doubtful
        )
    )
    if not doubtful:
        _print(f"All {len(libraries)} licences fit the AGPL.")
    return int(bool(found or doubtful))


def is_compatible(library: Library) -> bool:
    """Return whether the licence of a library fits; one that is not installed here, such as for another system, is left out."""
    return not library.licence or any(word.strip("()").lower().startswith(COMPATIBLE) for word in _words(library.licence))


def _words(licence: str) -> list[str]:
    return [licence, *licence.replace("(", " ").split()]


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _vulnerabilities() -> list[str] | None:
    """Return the known vulnerabilities, or None if neither pip-audit nor its database can be reached."""
    python = TOOLS / "bin" / "python"
    stamp = TOOLS / "ready"
    if not stamp.is_file() or stamp.read_bytes() != TOOLS_LOCK.read_bytes():
        made = _run(sys.executable, "-m", "venv", "--clear", str(TOOLS))
        install = ("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", str(TOOLS_LOCK))
        if made.returncode or _run(str(python), *install).returncode:
            return None
        stamp.write_bytes(TOOLS_LOCK.read_bytes())
    options = ("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off", "--timeout", "10")
    found = _run(str(python), "-m", "pip_audit", "-r", str(LOCK), *options)
    try:
        audited = json.loads(found.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    return [f"{each['name']} {each['version']}: {known['id']}" for each in audited for known in each.get("vulns", ())]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=Path(ROOT), capture_output=True, text=True, check=False)

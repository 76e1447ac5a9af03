"""``python -m release sbom`` writes the bill of materials; ``python -m release audit`` checks the libraries for known vulnerabilities."""

from __future__ import annotations

import sys

from release.audit import audit
from release.sbom import write_sbom

if __name__ == "__main__":
    sys.exit({"audit": audit, "sbom": write_sbom}[sys.argv[1]]())

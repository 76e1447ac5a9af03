"""The files that WeasyPrint may read: those of the book, and pictures that are embedded in drawings."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

ORIGIN = "https://book.invalid"
"""The base URL of every document: image names in a PDF hash it, so it must not depend on the folder of the project."""

MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}

_EMBEDDED = re.compile(r"data:(?P<type>image/(?:png|jpe?g));base64,(?P<content>[A-Za-z0-9+/=\s]*)")


class BookFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """The only source of files for WeasyPrint: it serves those of the book and refuses every other address.

    Attributes:
        served: the SHA-256 of the files that were requested, by path; empty for a path that is not there.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.files = files
        self.served: dict[str, str] = {}

    def read(self, path: str) -> bytes:
        """Return a file and record that it was served.

        Raises:
            ValueError: if the book has no such file.
        """
        content = self.files.get(path)
        self.served[path] = "" if content is None else hashlib.sha256(content).hexdigest()
        if content is None:
            raise ValueError("it is not part of the book")
        return content

    def fetch(self, url: str, headers: object = None) -> Any:
        """Return the response for an address: that of a file of the book, or a picture that is embedded in a drawing."""
        if embedded := _EMBEDDED.fullmatch(url):
            return URLFetcherResponse(url, b64decode(embedded["content"]), {"Content-Type": embedded["type"]})
        if not url.startswith(f"{ORIGIN}/"):
            raise ValueError("it is not part of the book")
        path = unquote(urlsplit(url).path).lstrip("/")
        return URLFetcherResponse(url, self.read(path), {"Content-Type": MEDIA_TYPES[PurePosixPath(path).suffix.lower()]})

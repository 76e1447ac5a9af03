"""A project folder and a request in; finished PDF and EPUB files, or findings, out."""

"""EPUB packaging: an edition's XHTML documents in, an EPUB 3 file out; also the reader of finished e-books."""

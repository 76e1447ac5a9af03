"""An edition's XHTML documents in; an EPUB 3 file out. Also reads finished e-books back."""

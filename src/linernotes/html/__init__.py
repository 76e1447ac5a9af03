"""Render a book as XHTML, for printed pages and for e-books."""

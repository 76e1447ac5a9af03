"""Render: a book becomes XHTML, for paged and for reflowable media, from the same tree."""

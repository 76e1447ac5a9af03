"""Write: XHTML becomes files."""

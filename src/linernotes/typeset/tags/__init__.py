"""The laid-out boxes of a section in; its PDF structure tree and marked content out."""

"""How fast, how small and how frugal the press is, beside other ways from the same words to PDF and EPUB: ``make bench``."""

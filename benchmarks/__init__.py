"""Benchmarks: the speed, memory use and file size of builds, compared with other ways from the same words to PDF and EPUB."""

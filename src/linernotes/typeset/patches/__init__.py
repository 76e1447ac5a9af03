"""Corrections to WeasyPrint, one per module, each for the version that needs it."""

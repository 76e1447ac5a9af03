"""Gatherings in; one tagged PDF out, or a booklet made from it."""

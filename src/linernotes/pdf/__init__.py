"""Gatherings in; a tagged PDF out, or a booklet made from one."""

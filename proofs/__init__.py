"""Proofs: pictures of every page, for a visual check before publication."""

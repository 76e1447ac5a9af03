"""Proofs: every page as a picture, to be looked at before a guide goes out."""

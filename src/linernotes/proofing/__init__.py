"""Proofreading and verification: finished files in, their problems and the verdicts of validators out."""

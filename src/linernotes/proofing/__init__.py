"""Proofreading: what finished files hold, what is wrong with them, and what validators say."""

"""A press that stays for a while after a build, so that the next build need not load, read and warm up everything again."""

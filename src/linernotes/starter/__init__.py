"""Begin a guide: a folder and a few choices go in; the files of a small, complete guide come out."""

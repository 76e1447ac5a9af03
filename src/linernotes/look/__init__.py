"""The look of a guide: a theme and the settings in book.toml go in; style sheets, templates, colours and fonts come out."""

"""The look of a guide: a theme and the wishes of book.toml go in; style sheets, templates, colours and fonts come out."""

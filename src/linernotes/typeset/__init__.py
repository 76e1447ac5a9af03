"""The XHTML of one section in; a gathering out: its typeset PDF pages, and the page of every anchor."""

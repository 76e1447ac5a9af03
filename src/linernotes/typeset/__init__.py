"""The XHTML of one section in; a gathering, its typeset PDF pages and the page of every anchor, out."""

"""The preview: the pages and the e-book of a guide in a browser, while its author writes."""

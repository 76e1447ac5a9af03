"""Liner Notes: a publishing pipeline from Markdown chapters to study guides in PDF and EPUB.

Read, edit, check, render, typeset, bind: the sub-packages are these steps, in this order, and a module imports only from
its own floor or a lower one (see ``CONTRIBUTING.md``).
"""

__version__ = "0.1.0"

"""Fill in templates: the built-in ones, and those of a project."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import CodeType

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.sandbox import MAX_RANGE
from markupsafe import Markup

from linernotes.html.completeness import left_out
from linernotes.html.labels import SYMBOLS
from linernotes.html.sandbox import MAX_CHARACTERS, ExceededError, Sandbox, limits
from linernotes.html.titles import RUNNING_TITLE, shortened
from linernotes.html.values import undescribed
from linernotes.look.theme import UNTHEMED, Theme
from linernotes.model.book import Book, Edition
from linernotes.model.findings import LinerNotesError, Place

_FAULTS = (
    *(TemplateError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError),
    AssertionError,  # the filter truncate asserts that its length is not negative
)
"""The exceptions that Jinja raises if an expression in a template cannot be evaluated."""

_SHORTEN = "let its loops repeat less often, and its texts be shorter"


class BrokenTemplateError(LinerNotesError):
    """A template cannot be filled in."""


def values_of(book: Book, edition: Edition, medium: str) -> dict[str, object]:
    """Return the values that all templates of a medium may use."""
    running = shortened(book.metadata.short or book.metadata.title, RUNNING_TITLE)
    shared = {"book": book.metadata, "edition": edition, "words": book.wording, "running_title": running}
    return {**shared, "medium": medium, "symbols": SYMBOLS}


class _Compiled(BytecodeCache):
    """Compiled templates, in memory."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


class _Loader(BaseLoader):
    """Finds a template: that of the theme variant if there is one, or else the plain one."""

    def __init__(self, sources: Mapping[str, bytes], variant: str) -> None:
        self._sources, self._variant = sources, variant

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        for path in (f"variants/{self._variant}/{template}", template):
            if path in self._sources:
                return self._sources[path].decode("utf-8"), f"templates/{path}", None
        raise TemplateNotFound(template)


class Templates:
    """The templates of a project.

    Args:
        sources: the templates by their path below ``templates/``.
        variant: the theme variant whose templates, below ``variants/<variant>/``, replace those of the same path; empty for none.
        theme: the theme, whose colours the templates use.
        compiled: what has been compiled of the same sources.
        own: the paths of the project's own templates below its folder, by their path below ``templates/``. With one of them, every
            template has to print all of its texts.
        trusted: whether the templates may do whatever Python can do; others are rendered in a sandbox.

    Attributes:
        theme: the theme.
        digest: a SHA-256 hash of all templates, of the name of the variant, of the theme, and of whether they are trusted.
    """

    def __init__(
        self,
        sources: Mapping[str, bytes],
        variant: str = "",
        theme: Theme = UNTHEMED,
        compiled: _Compiled | None = None,
        *,
        own: Mapping[str, str] | None = None,
        trusted: bool = False,
    ) -> None:
        self._variant, self._own = variant, own or {}
        self.theme, self._sources, self._compiled, self._trusted = theme, sources, compiled or _Compiled(), trusted
        texts = (part for path in sorted(sources) for part in (path.encode(), sources[path]))
        self.digest = hashlib.sha256(b"\0".join([variant.encode(), str(trusted).encode(), repr(theme).encode(), *texts])).digest()
        self._environment = (Environment if trusted else Sandbox)(
            loader=_Loader(sources, variant),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            bytecode_cache=self._compiled,
        )
        self._environment.globals["colours"] = theme.colours

    def for_variant(self, variant: str) -> Templates:
        """Return these templates as a theme variant has them."""
        return (
            Templates(self._sources, variant, self.theme, self._compiled, own=self._own, trusted=self._trusted)
            if variant
            else self
        )

    def fill(self, name: str, /, **values: object) -> Markup:
        """Return a template, filled in.

        Args:
            name: its path below ``templates/``.
            values: its values; those of a built-in template are described in `linernotes.html.values`.

        Raises:
            BrokenTemplateError: if it is missing, is not a template, or uses a value that it is not given.
        """
        if unknown := undescribed(name, values):
            raise AssertionError(f"values of {name} have no meaning in html/values.py: {', '.join(unknown)}")
        try:
            filled = Markup(self._filled(name, values))  # noqa: S704  # autoescape is on
        except SecurityError as error:
            hint = "templates of a project may only read values; if you wrote this one yourself, build with --trust"
            raise BrokenTemplateError(
                f"the template does something that is not allowed: {error}", self._place(name, error), hint
            ) from error
        except ExceededError as error:
            place = self._place(name, error.__cause__ or error)
            raise BrokenTemplateError(f"the template cannot be filled in: {error}", place, _SHORTEN) from error
        except RecursionError as error:
            message = (
                "the template cannot be filled in: it includes or calls itself, or its brackets and blocks are nested too deeply"
            )
            raise BrokenTemplateError(message, self._place(name, error), "let nothing include or call itself") from error
        except OverflowError as error:
            message = "the template cannot be filled in: it counts or computes beyond the limit"
            raise BrokenTemplateError(message, self._place(name, error), f"a range can have {MAX_RANGE:,} numbers") from error
        except TemplateSyntaxError as error:
            place = self._written((error.filename or f"templates/{error.name}").removeprefix("templates/"), error.lineno)
            raise BrokenTemplateError(f"the template cannot be read: {error.message}", place) from error
        except _FAULTS as error:
            message = f"the template cannot be filled in: {error or type(error).__name__}"
            raise BrokenTemplateError(message, self._place(name, error)) from error
        if self._own and (problem := left_out(name, values, filled)):
            of_variant = f"variants/{self._variant}/{name}"
            hint = "print it as the built-in template does; look at the templates that this one includes, too"
            raise BrokenTemplateError(
                f"the template {problem}", self._written(of_variant if of_variant in self._sources else name), hint
            )
        return filled

    def _filled(self, name: str, values: Mapping[str, object]) -> str:
        if self._trusted:
            return self._environment.get_template(name).render(**values)
        pieces, length = [], 0
        with limits():
            for piece in self._environment.get_template(name).generate(**values):
                length += len(piece)
                if length > MAX_CHARACTERS:
                    raise ExceededError(f"it writes more than {MAX_CHARACTERS // 1_000_000} million characters")
                pieces.append(piece)
            return "".join(pieces)

    def _place(self, name: str, error: BaseException) -> Place:
        """Return the innermost template line of the traceback."""
        place, trace = self._written(name), error.__traceback__
        while trace:
            file = trace.tb_frame.f_code.co_filename
            if file.startswith("templates/"):
                place = self._written(file.removeprefix("templates/"), trace.tb_lineno)
            trace = trace.tb_next
        return place

    def _written(self, path: str, line: int = 0) -> Place:
        """Return the place of a template in the project; one of a theme is in the folder of the theme."""
        return Place(self._own.get(path, f"templates/{path}"), line)

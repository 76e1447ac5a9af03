"""The words that are added to the author's text, such as "Figure" and "Contents"; a guide can replace each of them."""

from __future__ import annotations

from dataclasses import dataclass

from linernotes.model.languages import ENGLISH, read_language

_ENGLISH = read_language(ENGLISH).words


@dataclass(frozen=True, slots=True)
class Wording:
    """The added words; the defaults are those of ``words/en-GB.toml``, which says where each appears.

    ``[words]`` in book.toml replaces them by the names of these fields.
    """

    theme: str = _ENGLISH["theme"]
    theme_key: str = _ENGLISH["theme_key"]
    no_theme: str = _ENGLISH["no_theme"]
    no_depth: str = _ENGLISH["no_depth"]
    figures: str = _ENGLISH["figures"]
    theme_matrix: str = _ENGLISH["theme_matrix"]
    standards_matrix: str = _ENGLISH["standards_matrix"]
    standard: str = _ENGLISH["standard"]
    standard_says: str = _ENGLISH["standard_says"]
    met_in: str = _ENGLISH["met_in"]
    met_by: str = _ENGLISH["met_by"]
    local_code: str = _ENGLISH["local_code"]
    contents: str = _ENGLISH["contents"]
    cover: str = _ENGLISH["cover"]
    title_page: str = _ENGLISH["title_page"]
    imprint: str = _ENGLISH["imprint"]
    version: str = _ENGLISH["version"]
    isbn: str = _ENGLISH["isbn"]
    start: str = _ENGLISH["start"]
    figure: str = _ENGLISH["figure"]
    table: str = _ENGLISH["table"]
    tables: str = _ENGLISH["tables"]
    question: str = _ENGLISH["question"]
    line: str = _ENGLISH["line"]
    lines: str = _ENGLISH["lines"]
    page: str = _ENGLISH["page"]
    page_by_ear: str = _ENGLISH["page_by_ear"]
    pages: str = _ENGLISH["pages"]
    pages_of: str = _ENGLISH["pages_of"]
    marked_pages: str = _ENGLISH["marked_pages"]
    note: str = _ENGLISH["note"]
    notes: str = _ENGLISH["notes"]
    minutes: str = _ENGLISH["minutes"]
    alone: str = _ENGLISH["alone"]
    pairs: str = _ENGLISH["pairs"]
    groups: str = _ENGLISH["groups"]
    whole_class: str = _ENGLISH["whole_class"]
    depth: str = _ENGLISH["depth"]
    needs: str = _ENGLISH["needs"]
    stem: str = _ENGLISH["stem"]
    true: str = _ENGLISH["true"]
    false: str = _ENGLISH["false"]
    look_for: str = _ENGLISH["look_for"]
    activity: str = _ENGLISH["activity"]
    description: str = _ENGLISH["description"]
    as_table: str = _ENGLISH["as_table"]
    blank: str = _ENGLISH["blank"]
    months: str = _ENGLISH["months"]
    month_names: str = _ENGLISH["month_names"]
    month_titles: str = _ENGLISH["month_titles"]
    date_form: str = _ENGLISH["date_form"]
    first_day: str = _ENGLISH["first_day"]
    student_name: str = _ENGLISH["student_name"]
    student_class: str = _ENGLISH["student_class"]
    date: str = _ENGLISH["date"]
    copying: str = _ENGLISH["copying"]
    answer: str = _ENGLISH["answer"]
    key: str = _ENGLISH["key"]
    look_fors: str = _ENGLISH["look_fors"]
    misreading: str = _ENGLISH["misreading"]
    suggestion: str = _ENGLISH["suggestion"]
    bloom: str = _ENGLISH["bloom"]
    remember: str = _ENGLISH["remember"]
    understand: str = _ENGLISH["understand"]
    apply: str = _ENGLISH["apply"]
    analyse: str = _ENGLISH["analyse"]
    evaluate: str = _ENGLISH["evaluate"]
    create: str = _ENGLISH["create"]
    verified: str = _ENGLISH["verified"]
    one_source: str = _ENGLISH["one_source"]
    disputed: str = _ENGLISH["disputed"]
    unsourced: str = _ENGLISH["unsourced"]
    source: str = _ENGLISH["source"]
    back_to: str = _ENGLISH["back_to"]
    film: str = _ENGLISH["film"]
    record: str = _ENGLISH["record"]
    synopsis: str = _ENGLISH["synopsis"]
    access_text: str = _ENGLISH["access_text"]
    access_pictures: str = _ENGLISH["access_pictures"]
    access_described: str = _ENGLISH["access_described"]
    access_tables: str = _ENGLISH["access_tables"]
    access_pages: str = _ENGLISH["access_pages"]
    access_certified: str = _ENGLISH["access_certified"]
    access_uncertified: str = _ENGLISH["access_uncertified"]

    @property
    def day_form(self) -> str:
        """The form of a date without a year: the part of ``date_form`` from the day to the month, or the other way round."""
        day, month = self.date_form.index("{day}"), self.date_form.index("{month}")
        return self.date_form[min(day, month) : max(day + len("{day}"), month + len("{month}"))]

    def date_in_words(self, year: int, month: int = 0, day: int = 0) -> str:
        """Return a date as readers write it, such as 1 November 2026; month and day are 0 if they are unknown."""
        if not month:
            return str(year)
        if not day:
            before, after = self.date_form.split("{day}", 1)
            form = f"{before}{after[after.find('{') :] if '{' in after else ''}".strip(" -./,")
            return form.format(month=self.month_titles.split()[month - 1], year=year)
        number = self.first_day if day == 1 else str(day)
        return self.date_form.format(day=number, month=self.month_names.split()[month - 1], year=year)

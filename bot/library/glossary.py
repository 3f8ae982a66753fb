"""glossary.toml: the words of the trade, each with its meaning, and where texts mark them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from bot.domain.glossary import Term, unmarked
from bot.library.faults import Report
from bot.library.passages import Passage
from bot.library.toml_files import read_toml, table_lines, tell
from bot.library.words import normal

LONGEST_MEANING = 160  # characters: one or two short lines


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    aliases: list[StrictStr] = []
    meaning: StrictStr = Field(min_length=1, max_length=LONGEST_MEANING)


class TermIndex:
    """The terms of a glossary by any form in which a text may name them."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms = {term.key: term for term in terms}
        self._by_name = {
            normal(name): term.key
            for term in self.terms.values()
            for name in (term.key, *term.aliases)
        }

    def keys_of(self, marked: Iterable[Passage], report: Report) -> tuple[str, ...]:
        """Return the keys of what a page marks, once each; unknown ones are faults."""
        keys: dict[str, None] = {}
        for passage in marked:
            key = self._by_name.get(normal(passage.text))
            if key is None:
                message = f"unknown term `{passage.text}`: add it to glossary.toml"
                report.at(passage.line, message)
            else:
                keys[key] = None
        return tuple(keys)


def read_glossary(text: str, report: Report) -> tuple[dict[str, Term], Mapping[str, int]]:
    """Parse glossary.toml into terms by key, and the line of each."""
    terms: dict[str, Term] = {}
    lines: dict[str, int] = {}
    taken: dict[str, str] = {}
    heads = table_lines(text)
    for key, row in (read_toml(text, report) or {}).items():
        line = lines[key] = heads.get(key, 1)
        try:
            read = _Row.model_validate(row)
        except ValidationError as error:
            tell(error, f"term `{key}`", line, report)
            continue
        term = terms[key] = Term(key, tuple(read.aliases), read.meaning)
        if unmarked(term.meaning) != term.meaning:
            report.at(line, f"meaning of `{key}` marks a term: write it in plain words")
        for name in (key, *term.aliases):
            if taken.setdefault(normal(name), key) != key:
                report.at(line, f"name {name!r} is taken by `{taken[normal(name)]}`: drop one")
    return terms, lines

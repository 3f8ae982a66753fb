"""The words of the bot: a template for each message, and labels for buttons."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from string import Formatter
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateSyntaxError
from jinja2 import meta as jinja_meta
from markupsafe import Markup

from bot.domain.openings import Occasion, Opening
from bot.texts.filters import FILTERS
from bot.texts.html import from_html
from bot.texts.openings import OpeningLine, read_openings
from bot.texts.rich_text import RichText

_SUFFIX = ".html.j2"
_ROOM = Path(__file__).parent


class Texts:
    """Renders the templates and labels of one folder.

    The folder has `templates/<locale>/<feature>/<message>.html.j2`, `labels/<locale>.toml` and
    `openings/<locale>.toml`. Each is read once, at first use.
    """

    def __init__(self, folder: Path = _ROOM) -> None:
        self._templates = folder / "templates"
        self._labels = folder / "labels"
        self._openings = folder / "openings"
        self._environment = cache(self._new_environment)
        self._template = cache(self._load_template)
        self._words = cache(self._load_words)
        self._opening_lines = cache(self._load_opening_lines)
        self._opening_template = cache(self._load_opening_template)

    def render(self, template: str, facts: object, *, locale: str = "en") -> RichText:
        """Return the message `template`, such as "plan/plan", filled in with the facts.

        The fields and properties of `facts`, a dataclass instance, are the template's variables,
        next to `facts` itself; None where a template needs none. Raises Jinja2's TemplateError for
        an unknown template or variable, ValueError for markup that Telegram would not take.
        """
        html = self._template(locale, template).render(_variables(facts))
        try:
            return from_html(html)
        except ValueError as fault:
            raise ValueError(f"template {locale}/{template}: {fault}") from fault

    def label(self, key: str, *, locale: str = "en", **facts: object) -> str:
        """Return the label `key`, such as "plan.done", with `{name}` filled in from the facts.

        Raises KeyError for an unknown key or a missing fact.
        """
        words = self._words(locale)
        if key not in words:
            raise KeyError(f"no label {key!r} in {locale}.toml")
        return words[key].format_map(facts)

    def openings(self, *, locale: str = "en") -> tuple[Opening, ...]:
        """Return the openings to choose from; the filter `opening_line` shows one, by its id."""
        return tuple(line.opening for line in self._opening_lines(locale).values())

    def warm(self, *, locale: str = "en") -> None:
        """Compile all templates: the first of them to be shown would keep everybody waiting."""
        environment = self._environment(locale)
        for template in environment.list_templates(extensions=["j2"]):
            environment.get_template(template)

    def check(self) -> list[str]:
        """Return the faults of templates, labels and openings, each with its file; [] if none."""
        files = sorted(path for path in self._templates.rglob("*") if path.is_file())
        faults = [fault for file in files for fault in self._template_faults(file)]
        for file in sorted(self._openings.glob("*.toml")):
            faults += [f"openings/{file.name}: {fault}" for fault in self._opening_faults(file)]
        for file in sorted(self._labels.glob("*.toml")):
            faults += [f"labels/{file.name}: {fault}" for fault in _label_faults(file)]
        return faults

    def _new_environment(self, locale: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._templates / locale),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,  # each template is compiled once
        )
        environment.filters.update(FILTERS)
        environment.filters["opening_line"] = partial(self._opening_line, locale)
        return environment

    def _load_template(self, locale: str, template: str) -> Template:
        return self._environment(locale).get_template(template + _SUFFIX)

    def _load_words(self, locale: str) -> dict[str, str]:
        table = tomllib.loads((self._labels / f"{locale}.toml").read_text("utf-8"))
        return {key: str(words) for key, words in _leaves(table)}

    def _load_opening_lines(self, locale: str) -> dict[str, OpeningLine]:
        return read_openings(self._openings / f"{locale}.toml")

    def _load_opening_template(self, locale: str, opening: str) -> Template:
        lines = self._opening_lines(locale)
        if opening not in lines:
            raise KeyError(f"no opening {opening!r} in openings/{locale}.toml")
        return self._environment(locale).from_string(lines[opening].source)

    def _opening_line(self, locale: str, opening: str, occasion: Occasion) -> Markup:
        """The filter `opening_line`: the words of an opening, filled in from the occasion."""
        words = self._opening_template(locale, opening).render(_variables(occasion))
        return Markup(words)  # noqa: S704 — the environment has escaped what it filled in

    def _opening_faults(self, file: Path) -> Iterator[str]:
        try:
            lines = read_openings(file)
        except ValueError as fault:  # of the encoding and of TOML, too
            yield str(fault)
            return
        for line in lines.values():
            try:
                self._environment(file.stem).from_string(line.source)
            except TemplateSyntaxError as fault:
                yield f"{line.opening.id}: {fault.message}"

    def _template_faults(self, file: Path) -> Iterator[str]:
        name = file.relative_to(self._templates)
        if not file.name.endswith(_SUFFIX):
            yield f"templates/{name}: a template's name ends with {_SUFFIX}"
            return
        environment = self._environment(name.parts[0])
        try:
            source = file.read_text("utf-8")
            environment.compile(source, filename=str(file))
            needed = jinja_meta.find_referenced_templates(environment.parse(source))
        except TemplateSyntaxError as fault:
            yield f"templates/{name}:{fault.lineno}: {fault.message}"
            return
        except UnicodeDecodeError:
            yield f"templates/{name}: not UTF-8"
            return
        known = environment.list_templates()
        yield from (
            f"templates/{name}: no template {other}"
            for other in needed
            if other and other not in known
        )


def _variables(facts: object) -> dict[str, Any]:
    if facts is None:
        return {}
    names = _names(type(facts))  # type: ignore[arg-type] # a class is hashable, whatever mypy says
    return {"facts": facts} | {name: getattr(facts, name) for name in names}


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields and properties that a template may use."""
    if not is_dataclass(kind):
        raise TypeError(f"facts are a dataclass instance, not {kind.__name__}")
    derived = [
        name
        for parent in kind.__mro__
        for name, value in vars(parent).items()
        if isinstance(value, property | cached_property) and not name.startswith("_")
    ]
    return (*(field.name for field in fields(kind)), *derived)


def _leaves(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _label_faults(file: Path) -> Iterator[str]:
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except ValueError as fault:  # of the encoding, too
        yield str(fault)
        return
    for key, words in _leaves(table):
        if not isinstance(words, str) or not words.strip():
            yield f"{key}: not a text"
            continue
        try:
            names = [name for _, name, _, _ in Formatter().parse(words) if name is not None]
        except ValueError as fault:
            yield f"{key}: {fault}"
            continue
        if not all(name.isidentifier() for name in names):
            yield f"{key}: a fact has a name, as in {{drill}}"

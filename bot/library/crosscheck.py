"""What must hold between the pages: one owner for each id, former id and alias; real sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from bot.domain.content import SafetyPage, Source
from bot.library.faults import Fault
from bot.library.items import Loaded
from bot.library.words import normal


def check_pages(
    paths: Sequence[str], pages: Sequence[Loaded], sources: Mapping[str, Source]
) -> Iterator[Fault]:
    """Yield the faults between pages; `paths` are all files, broken ones included."""
    yield from _ids_used_twice(paths)
    yield from _former_ids(paths, pages)
    yield from _names_used_twice(pages)
    yield from _sources(pages, sources)


def _ids_used_twice(paths: Iterable[str]) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for path in paths:
        stem = PurePosixPath(path).stem
        if "/" not in path or not path.endswith(".md"):
            continue
        if stem in owner:
            yield Fault(path, 1, f"id `{stem}` is taken by {owner[stem]}: choose another")
        owner.setdefault(stem, path)


def _former_ids(paths: Iterable[str], pages: Iterable[Loaded]) -> Iterator[Fault]:
    owner = {PurePosixPath(path).stem: path for path in paths if path.endswith(".md")}
    for loaded in pages:
        if isinstance(loaded.value, SafetyPage):
            continue
        for index, former in enumerate(loaded.value.formerly):
            if former in owner:
                line = loaded.page.field_line(("formerly", index))
                message = f"former id `{former}` belongs to {owner[former]}: remove it"
                yield Fault(loaded.path, line, message)
            owner.setdefault(former, loaded.path)


def _names_used_twice(pages: Iterable[Loaded]) -> Iterator[Fault]:
    """Titles and aliases lead a question to one item, so no two items may share one."""
    owner: dict[str, str] = {}
    for loaded in pages:
        if isinstance(loaded.value, SafetyPage):
            continue
        item = loaded.value
        places: list[tuple[str, tuple[str | int, ...]]] = [(item.title, ("title",))]
        places += [(alias, ("aliases", index)) for index, alias in enumerate(item.aliases)]
        for name, place in places:
            taken_by = owner.setdefault(normal(name), loaded.path)
            if taken_by != loaded.path:
                line = loaded.page.field_line(place)
                yield Fault(loaded.path, line, f"name {name!r} is taken by {taken_by}: drop one")


def _sources(pages: Iterable[Loaded], sources: Mapping[str, Source]) -> Iterator[Fault]:
    for loaded in pages:
        if isinstance(loaded.value, SafetyPage):
            continue
        for index, cited in enumerate(loaded.value.sources):
            line = loaded.page.field_line(("sources", index))
            if cited not in sources:
                message = f"unknown source `{cited}`: add it to sources.toml"
                yield Fault(loaded.path, line, message)
            elif not sources[cited].verified:
                message = f"source `{cited}` is not verified: verify it or do not cite it"
                yield Fault(loaded.path, line, message)

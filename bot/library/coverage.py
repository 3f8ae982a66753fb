"""seed-topics.toml: the topics that the library set out to teach, and where each is taught; and
ids.txt: every id that was ever shipped. What is generated of them is written by `write_down`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from bot.library.faults import Fault, Report
from bot.library.load import Reading
from bot.library.toml_files import read_toml, tell

TOPICS, IDS, README = "seed-topics.toml", "ids.txt", "README.md"
BEGIN, END = "<!-- coverage: generated, do not edit -->", "<!-- end of coverage -->"
WRITE = "run `steadyhand check-content --write`"


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    part: Annotated[StrictStr, Field(min_length=1)]
    name: Annotated[StrictStr, Field(min_length=1)]
    taught: list[StrictStr] = []
    planned: list[StrictStr] = []


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the seed, with the ids that teach it, and those that are still to be written."""

    line: int
    part: str
    name: str
    taught: tuple[str, ...]
    planned: tuple[str, ...]


def check_coverage(reading: Reading) -> Iterator[Fault]:
    """Yield what is wrong with topics, table and ids; a library may be without any of them."""
    report = Report(TOPICS)
    topics = _topics(reading, report)
    known = ids_of(reading)
    yield from report.faults
    for topic in topics:
        for item in topic.taught:
            if item not in known:
                yield Fault(TOPICS, topic.line, f"`{item}` is not there: write it, or plan it")
        if not topic.taught and not topic.planned:
            yield Fault(TOPICS, topic.line, f"nothing teaches {topic.name!r}: name an id")
    yield from _table_out_of_date(reading, topics)
    yield from _ids_that_vanished(reading, known)


def ids_of(reading: Reading) -> frozenset[str]:
    """Return the ids of all pages, broken ones included."""
    return frozenset(Path(path).stem for path in reading.page_paths)


def _topics(reading: Reading, report: Report) -> list[Topic]:
    text = reading.optional_text(TOPICS)
    rows = (read_toml(text, report) or {}).get("topic", []) if text else []
    heads = [n for n, line in enumerate((text or "").split("\n"), 1) if line == "[[topic]]"]
    topics = []
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        line = heads[number] if number < len(heads) else 1
        try:
            read = _Row.model_validate(row)
        except ValidationError as error:
            tell(error, "topic", line, report)
            continue
        topics.append(Topic(line, read.part, read.name, tuple(read.taught), tuple(read.planned)))
    return topics


def _table(topics: Iterable[Topic]) -> str:
    lines = ["| part | topic | taught by |", "|---|---|---|"]
    for topic in topics:
        items = [f"`{item}`" for item in topic.taught]
        items += [f"`{item}` (to come)" for item in topic.planned]
        lines.append(f"| {topic.part} | {topic.name} | {', '.join(items)} |")
    return "\n".join(lines)


def _table_out_of_date(reading: Reading, topics: list[Topic]) -> Iterator[Fault]:
    text = reading.optional_text(README)
    if text is None or not topics:
        return
    before, begin, rest = text.partition(BEGIN)
    table, end, _ = rest.partition(END)
    line = before.count("\n") + 1
    if not begin or not end:
        yield Fault(README, 1, f"has no place for the table of topics: add {BEGIN} and {END}")
    elif table.strip() != _table(topics):
        yield Fault(README, line, f"table of topics is out of date: {WRITE}")


def _ids_that_vanished(reading: Reading, known: frozenset[str]) -> Iterator[Fault]:
    renamed = {former for loaded in reading.pages for former in loaded.formerly}
    for line, written in enumerate((reading.optional_text(IDS) or "").split("\n"), 1):
        item = written.strip()
        if item and not item.startswith("#") and item not in known | renamed:
            message = f"`{item}` is gone: bring it back, or name it under `formerly`"
            yield Fault(IDS, line, message)


def write_down(folder: Path, reading: Reading) -> None:
    """Bring the table of topics up to date, and add new ids to those ever shipped."""
    topics = _topics(reading, Report(TOPICS))
    text = reading.optional_text(README)
    if text and topics and BEGIN in text and END in text:
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        new = f"{before}{BEGIN}\n{_table(topics)}\n{END}{after}"
        (folder / README).write_text(new, encoding="utf-8")
    kept = (reading.optional_text(IDS) or "").split("\n")
    head = [line for line in kept if line.startswith("#")]
    ids = {line.strip() for line in kept if line.strip() and not line.startswith("#")}
    lines = [*head, *sorted(ids | ids_of(reading))]
    (folder / IDS).write_text("\n".join(lines) + "\n", encoding="utf-8")

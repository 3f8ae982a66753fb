"""What an editor would mend: everything that loading refuses, what reads badly on a phone, and
what the phone would not take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.domain.content import Library
from bot.library.coverage import check_coverage
from bot.library.editorial import editorial
from bot.library.faults import Fault
from bot.library.legible import check_legible
from bot.library.load import Reading

Proof = Callable[[Library], Iterable[tuple[str, str]]]  # yields an item's id and what is wrong


def check(folder: Path, proof: Proof = lambda _: ()) -> list[Fault]:
    """Return all that is wrong with a content folder, sorted by file and line.

    `proof` renders what is taught as the phone shows it; the composition root hands it over.
    """
    reading = Reading(folder)
    found = [fault for loaded in reading.pages for fault in editorial(loaded)]
    found += [*check_coverage(reading), *check_legible(reading)]
    return sorted({*reading.faults, *found, *_proofs(reading, proof)})


def _proofs(reading: Reading, proof: Proof) -> Iterator[Fault]:
    paths = {loaded.value.id: loaded.path for loaded in reading.pages}
    for item, message in proof(reading.draft) if reading.draft else ():
        yield Fault(paths.get(item, "."), 1, message)

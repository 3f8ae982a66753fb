"""Every picture, film and sheet of the content as files of a folder: a build step.

What was drawn before comes from the cache, and then nothing that draws is loaded. The rest is
drawn by as many processes as there are cores.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from bot.domain.content import Drill, Picture, Technique
from bot.domain.plates import Ground, NeedleHand, Plate
from bot.domain.sheets import Paper, Sheet
from bot.pictures.cache import Cache, put
from bot.pictures.plate_names import file_name, picture_file_name, sheet_file_name
from bot.usecases.pictures import Drawing, Printout
from bot.usecases.sheets import payload_of


class Kind(StrEnum):
    """What can be drawn of an item."""

    STEPS = "steps"  # or the one picture that shows them all
    ANIMATION = "animation"
    ERROR = "error"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of everything is to be drawn; `bot` is the user name of the bot that sheets lead to."""

    kinds: frozenset[Kind] = frozenset(Kind)
    grounds: tuple[Ground, ...] = tuple(Ground)
    hands: tuple[NeedleHand, ...] = tuple(NeedleHand)
    bot: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be: its name in the folder, and what is in it."""

    name: str
    shows: Drawing | Printout

    @property
    def kept_as(self) -> str:
        """Its name in the cache."""
        match self.shows:
            case Plate():
                return file_name(self.shows)
            case Picture():
                return picture_file_name(self.shows)
            case _:
                return sheet_file_name(self.shows)


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be drawn, and why."""

    job: Job
    why: str


Outcome: TypeAlias = Job | Failed


def jobs_of(item: Drill | Technique, sheets: Iterable[Sheet], wanted: Wanted) -> Iterator[Job]:
    """Yield the files of an item, in the order of their names."""
    if isinstance(item, Technique) and isinstance(item.picture, Plate):
        own = item.picture
        others = (Plate(stitch, own.alt) for stitch in item.other_stitches)
        for plate in (own, *others):
            name = item.id if plate is own else _named(plate, item.id)
            yield from _plates(name, plate, wanted)
    if isinstance(item.picture, Picture) and Kind.STEPS in wanted.kinds:
        for ground in wanted.grounds:
            yield Job(f"{item.id}-{ground}.png", item.picture.on(ground))
    if Kind.SHEET in wanted.kinds:
        link = f"https://t.me/{wanted.bot}?start={payload_of(item.id)}" if wanted.bot else ""
        for sheet in sheets:
            for paper in Paper:
                yield Job(f"{item.id}-{sheet.id}-{paper}.pdf", Printout(sheet, paper, link))


def _named(plate: Plate, technique: str) -> str:
    return getattr(plate.stitch, "id", technique).replace(".", "-")


def _plates(name: str, plate: Plate, wanted: Wanted) -> Iterator[Job]:
    for hand in wanted.hands:
        held = plate.held(hand)
        left = "" if hand is NeedleHand.RIGHT else f"-{hand}"
        for ground in wanted.grounds:
            on_ground = held.on(ground)
            end = f"{ground}{left}.png"
            if Kind.STEPS in wanted.kinds:
                for number, step in enumerate((on_ground, *on_ground.steps())):
                    yield Job(f"{name}-{number}-{end}", step)
            if Kind.ERROR in wanted.kinds:
                for number, error in enumerate(on_ground.errors(), 1):
                    yield Job(f"{name}-error-{number}-{end}", error)
        if Kind.ANIMATION in wanted.kinds:
            yield Job(f"{name}-animation{left}.mp4", held.film)


def draw(jobs: Iterable[Job], folder: Path, kept: Path) -> Iterator[Outcome]:
    """Write the files into a folder and yield what became of each, as soon as it is known.

    Raises OSError where the folder does not take a file; what was drawn until then is kept.
    """
    cache = Cache(kept)
    missing = []
    for job in jobs:
        file = cache.read(job.kept_as)
        if file is None:
            missing.append(job)
        else:
            put(folder / job.name, file)
            yield job
    if missing:
        yield from _draw_anew(missing, folder, cache)


def _draw_anew(jobs: list[Job], folder: Path, cache: Cache) -> Iterator[Outcome]:
    jobs.sort(key=lambda job: not job.name.endswith(".mp4"))  # what takes longest begins
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(_cores(), len(jobs)), spawning) as pool:
        drawing: dict[Future[bytes | str], Job] = {pool.submit(_file, j.shows): j for j in jobs}
        try:
            for done in as_completed(drawing):
                yield _settled(drawing[done], done.result(), folder, cache)
        finally:
            pool.shutdown(cancel_futures=True)


def _settled(job: Job, file: bytes | str, folder: Path, cache: Cache) -> Outcome:
    if isinstance(file, str):
        return Failed(job, file)
    with contextlib.suppress(OSError):  # then it is drawn anew another time
        cache.write(job.kept_as, file)
    put(folder / job.name, file)
    return job


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _file(shows: Drawing | Printout) -> bytes | str:
    """Return the file, or why there is none; in a process of its own."""
    if isinstance(shows, Printout):
        from bot.pictures.sheets.sheets import sheet_pdf

        return sheet_pdf(shows.sheet, shows.paper, shows.link)
    from bot.pictures.drawn import FAULTS, file_of

    try:
        return file_of(shows)
    except FAULTS as fault:
        return f"{type(fault).__name__}: {fault}"

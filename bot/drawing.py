"""`steadyhand draw`: from ids to files, with a bar that shows how far it is."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from difflib import get_close_matches
from pathlib import Path

import click

from bot.domain.content import Drill, Library, Technique
from bot.domain.plates import Ground, NeedleHand
from bot.domain.sheets import Sheet
from bot.pictures.press import Failed, Job, Kind, Wanted, draw, jobs_of

BOT_NAME = re.compile(r"@?([A-Za-z]\w{4,31})", re.ASCII)


class Refused(Exception):
    """Nothing can be drawn, or no more of it; each line names the thing and the mend."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def work_on(
    library: Library,
    ids: Sequence[str],
    *,
    everything: bool,
    theme: str | None = None,
    kind: str | None = None,
    hand: str | None = None,
    bot: str | None = None,
) -> list[Job]:
    """Return the files that are asked for; Refused for an id of which there is nothing to draw."""
    if everything == bool(ids):
        raise Refused("name the IDs to draw, or --all of them: steadyhand find WORDS prints ids")
    wanted = Wanted(
        kinds=frozenset([Kind(kind)]) if kind else frozenset(Kind),
        grounds=(Ground(theme),) if theme else tuple(Ground),
        hands=(NeedleHand(hand),) if hand else tuple(NeedleHand),
        bot=_bot_name(bot) if bot else None,
    )
    known: list[Drill | Technique] = [*library.techniques.values(), *library.drills.values()]
    items = known if everything else _items(library, list(dict.fromkeys(ids)))
    of_each = {item.id: list(jobs_of(item, _sheets(item, library), wanted)) for item in items}
    if not everything:
        empty = [_nothing(item, wanted) for item in items if not of_each[item.id]]
        if empty:
            raise Refused(*empty)
    return [job for jobs in of_each.values() for job in jobs]


def _bot_name(bot: str) -> str:
    if not (name := BOT_NAME.fullmatch(bot)):
        raise Refused(f"--bot {bot} is no bot's name: give the user name that @BotFather gave it")
    return name[1]


def _items(library: Library, ids: Sequence[str]) -> list[Drill | Technique]:
    known = {each: library.item(each) for each in ids}
    unknown = [_unknown(each, library) for each, item in known.items() if item is None]
    if unknown:
        raise Refused(*unknown)
    return [item for item in known.values() if item is not None]


def _unknown(asked: str, library: Library) -> str:
    near = get_close_matches(asked, [*library.techniques, *library.drills], n=1, cutoff=0.0)
    return f"{asked} is no technique or drill: did you mean {near[0]}?"


def _nothing(item: Drill | Technique, wanted: Wanted) -> str:
    if wanted.kinds == {Kind.SHEET}:
        return f"{item.id} has no practice sheet"
    if item.picture:
        return f"{item.id} has none of these to draw"
    return f"{item.id} has no picture to draw: there is none in pictures/, nor a stitch of it"


def _sheets(item: Drill | Technique, library: Library) -> Iterator[Sheet]:
    return (library.sheets[each] for each in item.sheets if each in library.sheets)


def draw_all(jobs: Sequence[Job], folder: Path, cache: Path) -> list[str]:
    """Write the files and say where; return what could not be drawn, a line each.

    Refused where the folder, or the disk, takes no more.
    """
    faults = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with click.progressbar(length=len(jobs), label="Drawing") as bar:
            for outcome in draw(jobs, folder, cache):
                bar.update(1)
                if isinstance(outcome, Failed):
                    faults.append(f"{outcome.job.name} could not be drawn: {outcome.why}")
    except OSError as fault:
        raise Refused(_why_not(folder, fault)) from fault
    except BrokenProcessPool as fault:
        message = "a process that draws was ended: what is done is kept, so draw again"
        raise Refused(message) from fault
    click.echo(f"{len(jobs) - len(faults)} files in {folder}")
    return faults


def _why_not(folder: Path, fault: OSError) -> str:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full: make room and draw again, what is done is kept"
    return f"--out {folder} cannot be written ({fault.strerror}): name a folder of yours"

"""The command line: one short function a command."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import subprocess
import sys
from collections.abc import Coroutine
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from bot.domain.content import Library
    from bot.library.faults import BrokenContent
    from bot.settings import Settings

SETTINGS_FAULT = 2
CONTENT_FAULT = 1
FAULTS_SHOWN = 20
COUNT = click.IntRange(min=1)
PREVIEW_WIDTH = 1080  # pixels, as the phone gets it


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: steadyhand phone   (then open http://127.0.0.1:8080)",
)
def main() -> None:
    """Steadyhand: a coach for people who train their hands for surgery."""


@main.command(epilog="Example: TELEGRAM_BOT_TOKEN=123:abc steadyhand run")
def run() -> None:
    """Coach on Telegram. Settings come from the environment and .env."""
    gc.disable()  # what starting makes is no garbage; the coach, once started, turns it on
    from bot.app import run_bot

    settings = _settings()
    _serve(run_bot(settings), settings)


@main.command(epilog="Example: HTTP_PORT=8090 steadyhand phone")
def phone() -> None:
    """Coach on the local phone: a chat page in the browser, no account needed."""
    gc.disable()
    from bot.app import run_phone

    settings = _settings()
    _serve(run_phone(settings), settings)


@main.command(epilog="Example: steadyhand migrate")
def migrate() -> None:
    """Bring the database to the newest schema."""
    from bot.store.faults import UnwritableDatabase
    from bot.store.schema import migrate as bring_up

    try:
        bring_up(_settings().database_url)
    except UnwritableDatabase as fault:
        _refuse(str(fault))


@main.command("check-content", epilog="Example: steadyhand check-content content --watch")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--watch", is_flag=True, help="Check again each time that a file is saved.")
@click.option(
    "--write", is_flag=True, help="First bring the table of topics and ids.txt up to date."
)
def check_content(folder: Path | None, watch: bool, write: bool) -> None:
    """Check every item of the content library; all faults at once, with file and line."""
    from bot.authoring import write_down
    from bot.library.watch import saves

    folder = folder or _settings().content_dir
    if write:
        write_down(folder)
    found = _tell_faults(folder)
    for _ in saves(folder) if watch else ():
        click.clear()
        _tell_faults(folder)
    if found:
        sys.exit(CONTENT_FAULT)


def _tell_faults(folder: Path) -> bool:
    """Print what is wrong with a content folder; tell whether anything is."""
    from bot.authoring import content_faults

    faults = content_faults(folder)
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.echo(f"{len(faults)} found.", err=True)
    else:
        click.echo("No faults found.")
    return bool(faults)


@main.command(
    context_settings={"ignore_unknown_options": True},
    epilog="Example: steadyhand find far far near near",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def find(words: tuple[str, ...]) -> None:
    """Print up to three ids of what WORDS ask for, best first; nothing when off topic."""
    from bot.library.safety import SafetyIndex
    from bot.library.search import SearchIndex

    library = _library()
    asked = " ".join(words)
    page = SafetyIndex(library).match(asked)
    for item in [page.id] if page else SearchIndex(library).find(asked).ids:
        click.echo(item)


@main.command(epilog="Example: steadyhand preview vertical-mattress --watch")
@click.argument("item_id", metavar="ID")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write its picture to this PNG instead."
)
@click.option("--watch", is_flag=True, help="Show it again each time that a file is saved.")
def preview(item_id: str, out: Path | None, watch: bool) -> None:
    """Show an item as the phone shows it: its cards and buttons, or with --out its picture."""
    from bot.library.watch import saves

    if out:
        _draw(item_id, out)
        return
    folder = _settings().content_dir
    if not watch:
        _show(item_id, folder)
        return
    _show_or_tell(item_id, folder)
    for _ in saves(folder):
        click.clear()
        _show_or_tell(item_id, folder)


def _show(item_id: str, folder: Path) -> None:
    from bot.authoring import shown_on_a_phone
    from bot.library.faults import BrokenContent

    try:
        shown = shown_on_a_phone(folder, item_id)
    except BrokenContent as broken:
        _refuse_content(broken)
    if shown is None:
        _refuse(f"{item_id} is no item: steadyhand find WORDS prints ids")
    click.echo(shown)


def _show_or_tell(item_id: str, folder: Path) -> None:
    """Show an item, or what keeps it from being shown; the writer goes on either way."""
    with contextlib.suppress(SystemExit):
        _show(item_id, folder)


def _draw(item_id: str, out: Path) -> None:
    from bot.domain.plates import Plate
    from bot.pictures.drawn import file_of
    from bot.pictures.render import render_png

    item = _library().item(item_id)
    if item is None:
        _refuse(f"{item_id} is no drill or technique: steadyhand find WORDS prints ids")
    if item.picture is None:
        _refuse(f"{item_id} has no picture: it is sent as words")
    picture = item.picture
    try:
        if isinstance(picture, Plate):
            out.write_bytes(file_of(picture))
        else:
            out.write_bytes(render_png(picture.svg, PREVIEW_WIDTH))
    except OSError as error:
        _refuse(
            f"--out {out} cannot be written ({error.strerror}): name a file in a folder of yours"
        )
    click.echo(str(out))


@main.command(epilog="Example: steadyhand draw vertical-mattress --theme dark --out pictures")
@click.argument("ids", nargs=-1, metavar="ID…")
@click.option(
    "--all", "everything", is_flag=True, help="Draw every picture, stitch, knot and sheet."
)
@click.option("--theme", type=click.Choice(["light", "dark"]), help="Only on this ground.")
@click.option(
    "--kind",
    type=click.Choice(["steps", "animation", "sheet", "error"]),
    help="Only these; picture 0 of a stitch's steps is the finished one.",
)
@click.option("--hand", type=click.Choice(["right", "left"]), help="Only for this needle hand.")
@click.option("--bot", metavar="NAME", help="The bot that the code on a sheet opens.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to fill.")
def draw(ids: tuple[str, ...], everything: bool, out: Path, **only: str | None) -> None:
    """Draw the pictures, animations and sheets of items into a folder; each is drawn once."""
    from bot.drawing import Refused, draw_all, work_on

    library = _library()
    try:
        jobs = work_on(library, ids, everything=everything, **only)
        faults = draw_all(jobs, out, _settings().cache_dir)
    except Refused as refused:
        _refuse(*refused.lines)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(CONTENT_FAULT)


@main.group(epilog="Example: steadyhand bench updates")
def bench() -> None:
    """Measure the bot beside other ways to do the same; needs a checkout and its dev packages."""


@bench.command(epilog="Example: steadyhand bench updates --rounds 5")
@click.option(
    "--rounds", type=COUNT, default=3, show_default=True, help="The best of so many counts."
)
@click.option(
    "--updates", type=COUNT, default=600, show_default=True, help="Of each kind in a round."
)
def updates(rounds: int, updates: int) -> None:
    """Measure what one update costs, beside an echo of two libraries' bots."""
    _measure("tests.bench.updates", f"--rounds={rounds}", f"--updates={updates}")


@bench.command(epilog="Example: steadyhand bench reminders --only claim")
@click.option(
    "--only",
    type=click.Choice(["claim", "postgresql", "standing", "burst", "day"]),
    help="Measure one part instead of all, which takes some ten minutes.",
)
@click.option("--quick", is_flag=True, help="Leave out the day of a million.")
def reminders(only: str | None, quick: bool) -> None:
    """Measure what reminders cost, beside the bare drivers and a scheduler's job a person."""
    options = [*([f"--only={only}"] if only else []), *(["--quick"] if quick else [])]
    _measure("tests.bench.reminders", *options)


def _measure(benchmark: str, *options: str) -> NoReturn:
    """Run a benchmark of the checkout in a process of its own, and end as it does."""
    checkout = Path(__file__).resolve().parents[1]
    if not (checkout / "tests" / "bench").is_dir():
        _refuse("benchmarks are not installed: run them in a checkout of the sources")
    if find_spec("aiogram") is None:
        _refuse("aiogram is missing: make test installs it with the other dev packages")
    command = [sys.executable, "-m", benchmark, *options]
    ended = subprocess.run(command, cwd=checkout, check=False)  # noqa: S603 — our own, with numbers
    sys.exit(ended.returncode)


def _library() -> Library:
    from bot.library.faults import BrokenContent
    from bot.library.load import load_library

    try:
        return load_library(_settings().content_dir)
    except BrokenContent as broken:
        _refuse_content(broken)


def _refuse_content(broken: BrokenContent) -> NoReturn:
    faults = [str(fault) for fault in broken.faults]
    more = len(faults) - FAULTS_SHOWN
    _refuse(
        *faults[:FAULTS_SHOWN],
        *([f"… and {more} more: steadyhand check-content lists them all."] if more > 0 else []),
        "Mend the content, or point CONTENT_DIR elsewhere.",
    )


def _settings() -> Settings:
    from bot.settings import BadSettings, load_settings

    try:
        return load_settings(os.environ, Path(".env"))
    except BadSettings as bad:
        _refuse(*bad.faults)


def _serve(work: Coroutine[object, object, None], settings: Settings) -> None:
    """Run until stopped; what is wrong is said in one line, with exit code 2."""
    from bot.app import CannotStart, use_bundled_zones
    from bot.library.faults import BrokenContent
    from bot.logs import configure_logging
    from bot.store.faults import UnwritableDatabase
    from bot.web import PortTaken

    token = settings.telegram_bot_token
    configure_logging(settings.log_level, [token.get_secret_value()] if token else [])
    use_bundled_zones()
    try:
        asyncio.run(work)
    except (CannotStart, UnwritableDatabase, PortTaken) as fault:
        _refuse(str(fault))
    except BrokenContent as broken:
        _refuse_content(broken)


def _refuse(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(SETTINGS_FAULT)


if __name__ == "__main__":
    main(prog_name="steadyhand")

"""Knots are read from their files, and each fault is told on its line."""

import shutil
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from bot.domain.content import Technique
from bot.domain.knots import KnotKind, kind_of
from bot.library.faults import Report
from bot.library.knot_files import check_lesson, line_of, read_knot
from bot.library.load import Reading
from tests.builders import technique

CONTENT = Path(__file__).parents[2] / "content"
TIES = ("instrument-tie", "one-hand-tie", "surgeons-knot", "two-hand-tie")
KNOT = """\
pattern = "knot"
kind = "square"
way = "free"
around = "post"
starts = ["dark", "light"]
ends = [3, 5]

[[throw]]
wraps = 1
over = ["dark", "light", "dark"]
out = ["light", "dark"]
tucks = "dark"

[[throw]]
wraps = 1
over = ["dark", "light", "dark"]
out = ["dark", "light"]
tucks = "dark"

[[throw]]
wraps = 1
over = ["dark", "light", "dark"]
out = ["light", "dark"]
tucks = "dark"

[[step]]
lesson = 1
moves = ["cross", "tuck", "draw"]

[[step]]
lesson = 2
moves = [
  "cross",  # over again
  "tuck",
  "draw",
]

[[step]]
lesson = 3
moves = ["cross", "tuck", "draw", "cut"]
"""


@cache
def lessons() -> Mapping[str, Technique]:
    draft = Reading(CONTENT).draft
    assert draft is not None
    return draft.techniques


def read(text: str) -> list[str]:
    """Read a knot file; return its faults as line: message."""
    report = Report("stitches/square.toml")
    knot = read_knot(tomllib.loads(text), text, report)
    assert (knot is None) == bool(report.faults)
    return [f"{fault.line}: {fault.message}" for fault in report.faults]


def test_a_knot_file_is_read() -> None:
    knot = read_knot(tomllib.loads(KNOT), KNOT, Report("stitches/square.toml"))
    assert knot is not None
    assert kind_of(knot) is knot.kind is KnotKind.SQUARE
    assert knot.ends == (3, 5)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "square"', 'kind = "bowline"', "2: knot: `kind`"),
        ('kind = "square"', 'kind = "granny"', "2: granny is no knot to teach"),
        ('kind = "square"\n', "", "1: knot: `kind`: field required"),
        ('way = "free"', 'way = "free"\nloose = 3', "4: knot: `loose`: extra inputs"),
        ('around = "post"', 'around = "table"', "4: knot: `around`"),
        ('starts = ["dark", "light"]', 'starts = ["dark"]', "5: knot: `starts`"),
        ('starts = ["dark", "light"]', 'starts = ["dark", "dark"]', "5: the same strand"),
        ("ends = [3, 5]", "ends = -4", "6: ends of -4 mm"),
        ("ends = [3, 5]", 'ends = "4 mm"', "6: knot: `ends`: value error, write ends"),
        ("ends = [3, 5]", "ends = [3, 4, 5]", "6: knot: `ends`: value error, write ends"),
        ("ends = [3, 5]", "ends = [true, 5]", "6: knot: `ends`: value error, write ends"),
        ("ends = [3, 5]", "ends = nan", "6: knot: `ends`: value error, write ends"),
        ("ends = [3, 5]", "ends = inf", "6: knot: `ends`: value error, write ends"),
        ("ends = [3, 5]", "ends = 400", "6: knot: `ends`: value error, longer than"),
        ("wraps = 1", "wraps = 0", "9: 0 wraps hold nothing"),
        ("wraps = 1", "wraps = 1.0", "9: knot: `throw.1.wraps`"),
        ("wraps = 1", 'wraps = "one"', "9: knot: `throw.1.wraps`"),
        ('over = ["dark", ', 'over = ["blue", ', "10: knot: `throw.1.over.1`"),
        ('over = ["dark", ', 'over = ["light", ', "10: light is on top twice running"),
        ('out = ["light", ', 'out = ["dark", ', "11: both ends cannot be the same"),
        ('out = ["dark", "light"]', 'out = ["light", "dark"]', "17: the ends stayed"),
        ('tucks = "dark"', "tucks = 1", "12: knot: `throw.1.tucks`"),
        ("lesson = 2", "lesson = 0", "31: the lesson has no step 0"),
        ('  "tuck",\n', "", "34: `draw` where `tuck` comes next"),
        ('  "tuck",\n', '  "hop",\n', "34: knot: `step.2.moves.2`: value error, no move 'hop'"),
        ('  "tuck",\n', "  7,\n", "34: knot: `step.2.moves.2`: value error, write a move"),
        ('  "tuck",\n', '  "grasp blue",\n', "34: knot: `step.2.moves.2`: value error, no move"),
        ('  "tuck",\n', '  "tuck dark",\n', "34: knot: `step.2.moves.2`: value error, no move"),
        (', "cut"]', "]", "6: ends are measured"),
    ],
)
def test_each_fault_has_its_line(old: str, new: str, told: str) -> None:
    faults = read(KNOT.replace(old, new, 1))
    assert any(fault.startswith(told) for fault in faults), faults


def test_all_faults_are_told_at_once() -> None:
    wrong = KNOT.replace("[3, 5]", "[5, 3]").replace("lesson = 1", "lesson = -1")
    assert [fault.partition(":")[0] for fault in read(wrong)] == ["6", "27"]


@pytest.mark.parametrize(
    "hostile",
    [
        'pattern = "knot"',
        KNOT + "[extra]\na = 1\n",
        KNOT.replace("[[throw]]", "[throw]", 1).split("[[throw]]")[0],
        'pattern = "knot"\nthrow = 3\nstep = "many"\n',
        KNOT.replace('moves = ["cross", ', "moves = [" + '"tuck", ' * 5000, 1),
        KNOT.replace("over = [", "over = [" + '"dark", ' * 5000, 1),
        KNOT + "[[throw]]\nwraps = 1\nover = []\nout = []\ntucks = 'dark'\n" * 500,
        KNOT.replace("wraps = 1", f"wraps = {10**18}", 1),
    ],
)
def test_hostile_files_are_refused_and_not_followed(hostile: str) -> None:
    assert 1 <= len(read(hostile)) < 1100


def test_a_line_is_found_for_what_has_none_of_its_own() -> None:
    assert line_of(KNOT, ("throw",)) == 8
    assert line_of(KNOT, ("step", 1)) == 30
    assert line_of(KNOT, ("step", 1, "moves", 99)) == 32
    assert line_of(KNOT, ("nothing",)) == 1


@pytest.mark.parametrize("name", TIES)
def test_each_tie_agrees_with_its_lesson(name: str) -> None:
    text = (CONTENT / "stitches" / f"{name}.toml").read_text(encoding="utf-8")
    report = Report(f"stitches/{name}.toml")
    knot = read_knot(tomllib.loads(text), text, report)
    assert knot is not None, report.faults
    check_lesson(knot, lessons()[name], text, report)
    assert report.faults == []


def test_where_a_lesson_says_something_else_the_file_has_the_fault() -> None:
    knot = read_knot(tomllib.loads(KNOT), KNOT, Report("stitches/square.toml"))
    assert knot is not None
    report = Report("stitches/square.toml")
    check_lesson(knot, technique("square"), KNOT, report)
    assert [(fault.line, fault.message) for fault in report.faults] == [
        (31, "the lesson has 1 steps, so no step 2"),
        (39, "the lesson has 1 steps, so no step 3"),
        (6, "the lesson names no length of the ends: say it there too"),
    ]


# --- in the content folder -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace("[[throw]]", "[[throw", 1), "is not TOML"),
        (lambda text: text.replace("[3, 5]", "[3, 6]", 1), "the lesson says 'ends 3-5 mm'"),
        (lambda text: text.replace("[[step]]", "hue = 1\n\n[[step]]", 1), "hue"),
    ],
    ids=["broken", "another number", "unknown field"],
)
def test_what_is_wrong_with_a_shipped_knot_is_told_by_file_and_line(
    tmp_path: Path, change: Callable[[str], str], fault: str
) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    file = folder / "stitches" / "surgeons-knot.toml"
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    told = [str(each) for each in Reading(folder).faults if each.path.startswith("stitches/")]
    assert told
    assert all(line.startswith("stitches/surgeons-knot.toml:") for line in told)
    assert any(fault in line for line in told)


def test_a_tie_without_its_knot_is_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    (folder / "stitches" / "two-hand-tie.toml").unlink()
    told = [str(each) for each in Reading(folder).faults]
    assert any("stitches/two-hand-tie.toml is missing" in line for line in told)

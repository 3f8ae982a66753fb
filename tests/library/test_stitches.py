"""Stitch files: read with the line of every fault, and held to the numbers of their lessons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.domain.stitches.ground import Layer, Point, Side, Tissue, Vessel
from bot.domain.stitches.stitch import Move, Pattern, Repeat, Stitch, Verb
from bot.library.faults import BrokenContent, Report
from bot.library.load import load_library
from bot.library.stitches import read_stitch
from tests.library.folder import (
    STITCH,
    STITCH_PATH,
    TECHNIQUE_PATH,
    edited,
    write,
)

CONTENT = Path(__file__).parents[2] / "content"
SIMPLE = (CONTENT / "stitches" / "simple-interrupted.toml").read_text("utf-8")


def read(text: str, name: str = "simple-interrupted") -> tuple[Stitch | None, list[str]]:
    report = Report(f"stitches/{name}.toml")
    stitch = read_stitch(text, report)
    return stitch, [f"{fault.line}: {fault.message}" for fault in report.faults]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(BrokenContent) as broken:
        load_library(folder)
    return [str(fault) for fault in broken.value.faults]


def test_a_stitch_is_read_whole() -> None:
    stitch, faults = read(STITCH, "vertical-mattress")
    assert faults == []
    assert stitch is not None
    assert (stitch.id, stitch.pattern) == ("vertical-mattress", Pattern.VERTICAL_MATTRESS)
    layers = ((Layer.EPIDERMIS, 0.3), (Layer.DERMIS, 2.7), (Layer.FAT, 7.0))
    assert stitch.tissue == Tissue(layers)
    assert (stitch.wound.length, stitch.wound.depth, stitch.wound.gap) == (20, 6, 3)
    assert stitch.points["2"] == Point(0, -8)
    assert stitch.points["b"] == Point(0, 0, 1.5)
    assert stitch.steps[0].moves == (
        Move(Verb.ENTER, ("1",)),
        Move(Verb.THROUGH, ("a",)),
        Move(Verb.EXIT, ("2",)),
    )
    assert [step.lesson for step in stitch.steps] == [1, 2]


def test_cut_faces_repeats_and_rims_are_read() -> None:
    buried, _ = read((CONTENT / "stitches/simple-buried.toml").read_text("utf-8"))
    running, _ = read((CONTENT / "stitches/simple-running.toml").read_text("utf-8"))
    vessel, _ = read((CONTENT / "stitches/end-to-end-anastomosis.toml").read_text("utf-8"))
    assert buried and running and vessel  # noqa: PT018
    assert buried.points["2"] == Point(0, 0, 2, Side.FORCEPS)
    assert running.steps[5].repeat == Repeat(2, -5)
    assert vessel.tissue == Vessel(3, 0.3)
    assert vessel.points["3"].angle == 90


def test_the_example_for_authors_is_sound() -> None:
    guide = (CONTENT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    (example,) = (block for block in blocks if "[points]" in block)
    assert read(example)[1] == []


# What is changed, into what, and the fault: its line, and how it begins.
BROKEN = [
    ("pattern", "patern", "1: `pattern` is missing: add it"),
    ('"simple"', '"stellate"', "1: `pattern` is unknown here: use 'simple', 'buried'"),
    ('"simple"', '["simple"]', "1: `pattern` is unknown here"),
    ("fat = 7", "bone = 7", "3: `tissue.bone` is unknown here: use 'epidermis', 'dermis'"),
    ("gap = 3", "gap = -3", "4: `wound.gap` is no size: give it more than 0 mm"),
    ("depth = 6", "depth = 0", "4: `wound.depth` is no size"),
    ("gap = 3", "gap = 3, colour = 2", "4: `wound.colour` is not a known field: remove it"),
    ('"1/2"', '"7/8"', "5: `needle.curve` is unknown here: use '1/4', '3/8', '1/2' or '5/8'"),
    ("[2, 1, 1]", "[0, 1, 1]", "6: stitch: `knot.throws.1`: input should be greater than"),
    ("1 = [0, 5]", '1 = [0, "5"]', "9: `points.1` is no number: write it as 5 or 0.5"),
    ("1 = [0, 5]", "1 = [0, true]", "9: `points.1` is no number"),
    ("1 = [0, 5]", "1 = [0, nan]", "9: `points.1` is out of reach"),
    ("1 = [0, 5]", "1 = [0, -inf]", "9: `points.1` is out of reach"),
    ("1 = [0, 5]", "1 = [0, 1e400]", "9: `points.1` is out of reach"),
    ("1 = [0, 5]", f"1 = [0, {'9' * 5000}]", "1: holds a number of thousands of digits"),
    ("1 = [0, 5]", "1 = [5]", "9: `points.1` is no place: write [along, across]"),
    ("1 = [0, 5]", f"1 = {'[' * 3000}{']' * 3000}", "1: is nested too deeply"),
    ("1 = [0, 5]", "1 = [0, 5]\n1 = [0, 4]", "10: is not TOML: cannot overwrite a value"),
    ("k = [0, 4]", "k = [0, 4]\nKnot = [0, 4]", "15: `points.Knot`: a point is called by"),
    ("k = [0, 4]", "k = [0, 4]\nz = [0, 4]", "15: point `z` is used by no move: use it"),
    ('"enter 1"', '"enter z"', "18: `enter z`: point `z` is not among [points]"),
    ('"enter 1"', '"entre 1"', "18: `entre 1`: unknown verb: did you mean `enter`?"),
    ('"enter 1"', '"enter 1 2"', "18: `enter 1 2` names 2 points: enter takes 1"),
    ('"enter 1"', '"enter"', "18: `enter` names 0 points"),
    ('"through a", "through b"', '"through a",\n  "exit b"', "12: `exit b`: off the surface"),
    ("lesson = 4", "lesson = 4.5", "21: stitch: `step.2.lesson`: input should be a valid int"),
    ("lesson = 4", "lesson = 4\nstrength = 2", "22: `step.2.strength` is not a known field"),
    ("lesson = 4", "lesson = 2", "21: step 2 of the lesson stands after step 3"),
    ("lesson = 4", "lesson = 4\nrepeat = { along = -5 }", "22: `step.2.repeat.times` is missing"),
    (
        "lesson = 4",
        "lesson = 4\nrepeat = { times = 99999, along = -5 }",
        "22: `step.2.repeat.times` is a loop without end",
    ),
    (
        "lesson = 4",
        "lesson = 4\nrepeat = { times = 3 }",
        "22: repeats in one place, a loop without end",
    ),
    ("[points]", "[vessel]\ndiameter = 3\nwall = 1\ngap = 1\n[points]", "8: `vessel` has no place"),
    ("2 = [0, -5]", "2 = [0, -4]", "10: `exit 2`: unequal bites: 5 mm on one side, 4 mm"),
]


@pytest.mark.parametrize(("old", "new", "fault"), BROKEN)
def test_what_is_broken_is_named_with_its_line(old: str, new: str, fault: str) -> None:
    assert old in SIMPLE
    stitch, faults = read(SIMPLE.replace(old, new, 1))
    assert stitch is None
    assert any(each.startswith(fault) for each in faults), faults


def test_all_faults_are_told_at_once() -> None:
    text = SIMPLE.replace("2 = [0, -5]", "2 = [0, -4]").replace("ends = 4", "ends = 9")
    assert [fault.partition(":")[0] for fault in read(text)[1]] == ["6", "10"]


def test_a_technique_has_its_stitch_and_its_version_follows_it(tmp_path: Path) -> None:
    before = load_library(write(tmp_path)).techniques["vertical-mattress"]
    assert before.stitch is not None
    assert len(before.stitch.steps) == 2
    changed = edited(STITCH_PATH, "[2, 1, 1]", "[2, 1, 1, 1]")
    after = load_library(write(tmp_path, changed)).techniques["vertical-mattress"]
    assert after.version != before.version


def test_a_second_way_is_a_file_of_its_own(tmp_path: Path) -> None:
    folder = write(tmp_path, {"stitches/vertical-mattress.deep.toml": STITCH})
    technique = load_library(folder).techniques["vertical-mattress"]
    assert isinstance(technique.stitch, Stitch)
    assert technique.stitch.id == "vertical-mattress"
    assert [each.id for each in technique.other_stitches] == ["vertical-mattress.deep"]


def test_a_stitch_without_a_file_and_a_file_without_a_technique_are_told(tmp_path: Path) -> None:
    moved = {STITCH_PATH: None, "stitches/star.toml": STITCH}
    assert faults_of(write(tmp_path, moved)) == [
        "stitches/star.toml:1: is the stitch of no technique: rename or remove star.toml",
        f"{TECHNIQUE_PATH}:35: stitches/vertical-mattress.toml is missing: "
        "describe the stitch, README.md says how",
    ]


def test_only_the_lesson_has_steps_to_show(tmp_path: Path) -> None:
    changed = edited(STITCH_PATH, "lesson = 2", "lesson = 3")
    assert f"{STITCH_PATH}:22: the lesson has 2 steps, not 3: name one of them" in faults_of(
        write(tmp_path, changed)
    )


def lesson(old: str, new: str) -> dict[str, str]:
    return dict(edited(TECHNIQUE_PATH, old, new))


# A change, and the faults it makes; every number is told with both lines.
DISAGREEING = [
    (
        lesson("Check: 8 mm.", "Check: 6 mm."),
        [
            f"{STITCH_PATH}:9: shows 8 mm (bite), but the lesson says "
            f"6 mm ({TECHNIQUE_PATH}:49), 2 mm ({TECHNIQUE_PATH}:51): make them agree",
            f"{TECHNIQUE_PATH}:49: says 6 mm, but the stitch has "
            f"8 mm ({STITCH_PATH}:9), 8 mm ({STITCH_PATH}:10): make them agree",
        ],
    ),
    (
        lesson("Check: 2 mm.", "Check: 2 mm; ends to 3 mm."),
        [
            f"{STITCH_PATH}:6: shows 4 mm (ends), but the lesson says "
            f"3 mm ({TECHNIQUE_PATH}:51): make them agree",
            f"{TECHNIQUE_PATH}:51: says 3 mm, but the stitch has 4 mm ({STITCH_PATH}:6): "
            "make them agree",
        ],
    ),
    (
        lesson("Check: 2 mm.", "Check: 2 mm, 5 mm apart."),
        [
            f"{TECHNIQUE_PATH}:51: says 5 mm, but the stitch has no such length: make them agree",
        ],
    ),
    (
        lesson("- Pad fixed.", "- Pad fixed, 3 cm cut."),
        [
            f"{TECHNIQUE_PATH}:44: says 3 cm cut, but the stitch has 20 mm ({STITCH_PATH}:4): "
            "make them agree",
        ],
    ),
]


@pytest.mark.parametrize(("changed", "faults"), DISAGREEING)
def test_a_lesson_and_its_stitch_say_the_same_numbers(
    tmp_path: Path, changed: dict[str, str], faults: list[str]
) -> None:
    found = faults_of(write(tmp_path, changed))
    assert [fault for fault in faults if fault not in found] == [], found


@pytest.mark.parametrize(
    "words",
    [
        "- Pad fixed, 2 cm cut.",
        "- Pad fixed (2 and 5 mm scarred alike in a trial).",
        "- Knots instead: out 10 mm away.",
        "- Pad fixed; ends to 3-5 mm.",
        "- Far 8 mm, near 2 mm.",
    ],
)
def test_other_numbers_of_a_lesson_do_not_bind(tmp_path: Path, words: str) -> None:
    changed = lesson("- Pad fixed.", words)
    assert load_library(write(tmp_path, changed)).techniques["vertical-mattress"].stitch

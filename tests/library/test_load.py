"""Loading: a valid folder becomes values; a broken one is refused with file, line and mend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.domain.content import CommonError, Hands, Kit, Level, Measure, Review, Step
from bot.library.faults import BrokenContent
from bot.library.load import load_library
from tests.library.folder import (
    COIN_SVG,
    DRILL,
    DRILL_PATH,
    SAFETY,
    SAFETY_PATH,
    SVG,
    TECHNIQUE,
    TECHNIQUE_PATH,
    VALID,
    edited,
    write,
)

CONTENT = Path(__file__).parents[2] / "content"
Changes = Mapping[str, str | bytes | None]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(BrokenContent) as broken:
        load_library(folder)
    assert str(broken.value) == "\n".join(str(fault) for fault in broken.value.faults)
    return [str(fault) for fault in broken.value.faults]


def test_a_drill_is_read_whole(tmp_path: Path) -> None:
    library = load_library(write(tmp_path))
    drill = library.drills["coin-rotation"]
    assert (drill.title, drill.aliases) == ("Coin rotation", ("coin turns", "coin drill"))
    assert (drill.hands, drill.measure, drill.timer_s) == (Hands.EACH, Measure.REPS, 30)
    assert drill.purpose == "Finger control that you can count."
    assert drill.steps == (
        Step("Hold the coin by its rim.", "palm empty."),
        Step("Turn it by half a turn.", None),
    )
    assert (drill.dose, drill.stop) == ("Three goes.\nThe best one counts.", "Stop at pain.")
    assert (drill.levels[0], drill.levels[4]) == (Level("One coin.", 8), Level("Two coins.", None))
    assert (drill.picture.svg, drill.picture.alt) == (SVG, "A coin turned by half turns.")
    assert drill.review is None
    assert library.first_drill == "coin-rotation"


def test_a_technique_is_read_whole(tmp_path: Path) -> None:
    technique = load_library(write(tmp_path)).techniques["vertical-mattress"]
    assert technique.kit == {Kit.PAD_AND_TOOLS, Kit.SHARPS_BOX}
    assert technique.setup == "Pad fixed.\nSharps box open."
    assert technique.not_for == "Edges under strong pull."
    too_tight = CommonError("Too tight", "the pad puckers", "stop when edges touch")
    assert technique.errors[0] == too_tight
    assert technique.self_check[-1] == "No pucker."
    assert [question.answer for question in technique.quiz] == [0, 0, 1]
    assert technique.review == Review("A Reviewer", date(2026, 11, 22))


def test_items_stand_in_syllabus_order_and_answer_to_former_ids(tmp_path: Path) -> None:
    library = load_library(write(tmp_path))
    assert [entry.item for entry in library.syllabus] == ["coin-rotation", "vertical-mattress"]
    assert library.requires("vertical-mattress") == ("coin-rotation",)
    assert library.item("coin-turns") is library.drills["coin-rotation"]
    assert library.safety["numb-hand"].advice.startswith("**Stop for today.**")


def test_the_version_follows_the_text_and_the_picture(tmp_path: Path) -> None:
    def version(name: str, changed: Changes) -> str:
        return load_library(write(tmp_path / name, changed)).drills["coin-rotation"].version

    same, again = version("a", {}), version("b", {})
    text = version("c", edited(DRILL_PATH, "Stop at pain.", "Stop at any pain."))
    picture = version("d", {COIN_SVG: SVG.replace("far", "coin")})
    assert same == again
    assert len({same, text, picture}) == 3


def test_line_ends_of_windows_and_hidden_files_do_no_harm(tmp_path: Path) -> None:
    changed: Changes = {DRILL_PATH: DRILL.replace("\n", "\r\n"), ".DS_Store": b"\x00\xff"}
    drill = load_library(write(tmp_path, changed)).drills["coin-rotation"]
    assert drill.dose == "Three goes.\nThe best one counts."


OPENING, DRAWING = "<svg xmlns=", "<path d="
LONG_OPTION = "A pair that is far too long"
ERROR_FORM = "`- **Name** | how it looks | its mend`"

BROKEN: list[tuple[Changes, str]] = [
    # front matter
    (
        {DRILL_PATH: "# Coin\n"},
        f"{DRILL_PATH}:1: has no front matter: start the file with a line ---",
    ),
    (
        {DRILL_PATH: DRILL.replace("formerly: [coin-turns]\n---\n", "")},
        f"{DRILL_PATH}:1: has front matter that never ends: close it with a line ---",
    ),
    (
        {DRILL_PATH: b"\xef\xbb\xbf" + DRILL.encode()},
        f"{DRILL_PATH}:1: starts with a byte order mark (BOM): save the file as UTF-8 without BOM",
    ),
    (
        {DRILL_PATH: DRILL.encode().replace(b"Finger control", b"Finger\xff control")},
        f"{DRILL_PATH}:24: is not UTF-8 here: save the file as UTF-8",
    ),
    (
        {DRILL_PATH: DRILL + "x" * 262_144},
        f"{DRILL_PATH}:1: has 256 kB: keep a file under 256 kB",
    ),
    (
        edited(DRILL_PATH, "family: fingers", "family: fingers\nfamily: forearm"),
        f'{DRILL_PATH}:6: front matter: found duplicate key "family" with value "forearm" '
        '(original value: "fingers")',
    ),
    (
        edited(DRILL_PATH, "family: fingers", "family: [fingers"),
        f"{DRILL_PATH}:6: front matter: expected ',' or ']', but got ':'",
    ),
    (
        edited(DRILL_PATH, "family: fingers\n", ""),
        f"{DRILL_PATH}:1: `family` is missing: add it",
    ),
    (
        edited(DRILL_PATH, "family: fingers", "famly: fingers"),
        f"{DRILL_PATH}:5: `famly` is not a known field: did you mean `family`?",
    ),
    (
        edited(DRILL_PATH, "minutes: 2", "minutes: 2\nhue: red"),
        f"{DRILL_PATH}:7: `hue` is not a known field: remove it",
    ),
    (
        edited(DRILL_PATH, '{do: "Faster.", goal: 10}', '{do: "Faster.", gaol: 10}'),
        f"{DRILL_PATH}:16: `levels.2.gaol` is not a known field: remove it",
    ),
    (
        edited(DRILL_PATH, '  - {do: "Two coins."}\n', ""),
        f"{DRILL_PATH}:14: `levels` has 4 entries: it wants at least 5",
    ),
    (
        edited(DRILL_PATH, "goal: 8", "goal: eight"),
        f"{DRILL_PATH}:15: `levels.1.goal`: input should be a valid integer",
    ),
    (
        edited(DRILL_PATH, "timer: 30", "timer: 29"),
        f"{DRILL_PATH}:12: `timer`: input should be greater than or equal to 30",
    ),
    (
        edited(DRILL_PATH, "timer: 30", "timer: 121"),
        f"{DRILL_PATH}:12: `timer`: input should be less than or equal to 120",
    ),
    (
        edited(DRILL_PATH, "kit: []", "kit: [microscope]"),
        f"{DRILL_PATH}:7: `kit.1`: input should be 'cord', 'pad-and-tools', 'sharps-box' or "
        "'loupes'",
    ),
    (
        edited(TECHNIQUE_PATH, "[pad-and-tools, sharps-box]", "[pad-and-tools]"),
        f"{TECHNIQUE_PATH}:7: kit of a sharp item lacks pad-and-tools or sharps-box: name both",
    ),
    (
        edited(DRILL_PATH, "sharp: false", "sharp: no"),
        f"{DRILL_PATH}:8: `sharp`: input should be a valid boolean",
    ),
    (
        edited(DRILL_PATH, "review: awaiting", "review: soon"),
        f"{DRILL_PATH}:20: `review`: write awaiting, or {{by: Name, on: 2026-11-22}}",
    ),
    (
        edited(DRILL_PATH, "family: fingers", "family: All Fingers"),
        f"{DRILL_PATH}:5: `family` is not kebab-case: use small letters, digits and single hyphens",
    ),
    (
        edited(DRILL_PATH, "id: coin-rotation", "id: coin-roll"),
        f"{DRILL_PATH}:2: id `coin-roll` is not the file name: call the file coin-roll.md",
    ),
    # quiz
    (
        edited(TECHNIQUE_PATH, "answer: Turn out", "answer: Turn up"),
        f"{TECHNIQUE_PATH}:28: answer 'Turn up' is not among the options: copy one of them",
    ),
    (
        edited(TECHNIQUE_PATH, "[Turn out, Turn in, Overlap]", f"[Turn out, {LONG_OPTION}]"),
        f"{TECHNIQUE_PATH}:27: `quiz.2.options.2`: string should have at most 20 characters",
    ),
    (
        edited(TECHNIQUE_PATH, "[Turn out, Turn in, Overlap]", "[Turn out, Turn out]"),
        f"{TECHNIQUE_PATH}:27: two options are the same: make them differ",
    ),
    # body
    (
        edited(DRILL_PATH, "## Dose\nThree goes.\nThe best one counts.\n\n", ""),
        f"{DRILL_PATH}:24: section `## Dose` is missing: add it",
    ),
    (
        edited(DRILL_PATH, "## Dose\n", "## Dosage\n"),
        f"{DRILL_PATH}:32: unknown section `## Dosage`: use Steps, Dose, Stop",
    ),
    (
        edited(TECHNIQUE_PATH, "## Set-up", "## Steps\n1. Far.\n   Check: so.\n\n## Set-up"),
        f"{TECHNIQUE_PATH}:40: `## Steps` stands where `## Set-up` belongs: reorder",
    ),
    (
        edited(DRILL_PATH, "Stop at pain.\n", ""),
        f"{DRILL_PATH}:36: section `## Stop` is empty: fill it",
    ),
    (
        edited(DRILL_PATH, "## Dose", "### Dose"),
        f"{DRILL_PATH}:32: heading 'Dose' is not of the form `## Dose`",
    ),
    (
        edited(DRILL_PATH, "Finger control that you can count.", "Finger control.\n\nTwice."),
        f"{DRILL_PATH}:24: wants exactly one purpose paragraph before the first section",
    ),
    (
        edited(DRILL_PATH, "Three goes.\nThe best", "Three goes.\nThe <b>best</b>"),
        f"{DRILL_PATH}:34: holds HTML (<b>): write it in Markdown",
    ),
    (
        edited(DRILL_PATH, "Stop at pain.", "<script>alert(1)</script>"),
        f"{DRILL_PATH}:37: holds HTML (<script>alert(1)</script>): write it in Markdown",
    ),
    (
        edited(DRILL_PATH, "Stop at pain.", "![coin](coin.png)"),
        f"{DRILL_PATH}:37: holds an image: an item has one picture, pictures/<id>.svg",
    ),
    (
        edited(DRILL_PATH, "1. Hold the coin\n   by its rim.", "- Hold the coin by its rim."),
        f"{DRILL_PATH}:27: `## Steps` wants a numbered list, 1. 2. 3. here",
    ),
    (
        edited(TECHNIQUE_PATH, "2. Near bite.\n   Check: 2 mm.", "2. Near bite."),
        f"{TECHNIQUE_PATH}:47: step has no check: add a line `Check: ...`",
    ),
    (
        edited(
            TECHNIQUE_PATH,
            "2. Near bite.\n   Check: 2 mm.",
            "\n".join(f"{n}. Bite.\n   Check: so." for n in range(2, 10)),
        ),
        f"{TECHNIQUE_PATH}:44: has 9 steps: keep it to 8 at most",
    ),
    (
        edited(TECHNIQUE_PATH, "- **Slanting** | loops cross | keep all four in one line\n", ""),
        f"{TECHNIQUE_PATH}:50: `## Errors` has 2 bullets: it wants 3",
    ),
    (
        edited(TECHNIQUE_PATH, "**Slanting** | loops cross", "**Slanting**: loops cross"),
        f"{TECHNIQUE_PATH}:53: error is not written as {ERROR_FORM}",
    ),
    (
        edited(TECHNIQUE_PATH, "- No pucker.\n", ""),
        f"{TECHNIQUE_PATH}:55: `## Self-check` has 3 bullets: it wants 4 to 6",
    ),
    # pictures
    (
        {COIN_SVG: None},
        f"{DRILL_PATH}:1: picture {COIN_SVG} is missing: draw it",
    ),
    (
        {"pictures/logo.svg": SVG},
        "pictures/logo.svg:1: is the picture of no item: rename or remove logo.svg",
    ),
    (
        {COIN_SVG: SVG.replace(DRAWING, "<script>x()</script><path d=")},
        f"{COIN_SVG}:2: has <script>: use plain shapes, text and gradients only",
    ),
    (
        {COIN_SVG: SVG.replace(DRAWING, "<foreignObject/><path d=")},
        f"{COIN_SVG}:2: has <foreignObject>: use plain shapes, text and gradients only",
    ),
    (
        {COIN_SVG: SVG.replace(DRAWING, '<image href="#x"/><path d=')},
        f"{COIN_SVG}:2: has <image>: use plain shapes, text and gradients only",
    ),
    (
        {COIN_SVG: SVG.replace(DRAWING, '<use href="https://example.org/x.svg"/><path d=')},
        f"{COIN_SVG}:2: refers to 'https://example.org/x.svg': only #names of the drawing itself "
        "are allowed",
    ),
    (
        {COIN_SVG: SVG.replace(DRAWING, '<path fill="url(https://example.org/p)" d=')},
        f"{COIN_SVG}:2: refers to 'url(https://example.org/p)': only #names of the drawing are "
        "allowed",
    ),
    (
        {COIN_SVG: SVG.replace(DRAWING, '<path onclick="x()" d=')},
        f"{COIN_SVG}:2: has a script (onclick): remove it",
    ),
    (
        {COIN_SVG: "<!DOCTYPE svg>\n" + SVG},
        f"{COIN_SVG}:1: has a DOCTYPE: remove it",
    ),
    (
        {COIN_SVG: SVG.replace('font-family="Inter"', 'font-family="Arial, Inter"')},
        f"{COIN_SVG}:3: names the font 'Arial, Inter': put Inter first",
    ),
    (
        {COIN_SVG: SVG.replace(' font-family="Inter"', "")},
        f'{COIN_SVG}:3: has text without a font: set font-family="Inter" on it or around it',
    ),
    (
        {COIN_SVG: SVG.replace("</text>", "")},
        f"{COIN_SVG}:4: is not well-formed XML: mismatched tag",
    ),
    (
        {COIN_SVG: "<html/>"},
        f'{COIN_SVG}:1: starts with <html>: start with <svg xmlns="http://www.w3.org/2000/svg">',
    ),
    (
        {COIN_SVG: SVG.replace(DRAWING, "<g>" * 40 + "<path d=").replace("</svg>", "</g>" * 40)},
        f"{COIN_SVG}:2: nests 32 elements in one another: draw it flatter",
    ),
    (
        edited(DRILL_PATH, "[coin turns, coin drill]", "[" * 5000),
        f"{DRILL_PATH}:2: front matter is nested too deeply: write it flat",
    ),
    # sources and syllabus
    (
        {"syllabus.toml": "first = " + "[" * 5000},
        "syllabus.toml:1: is nested too deeply: write it flat",
    ),
    (
        edited(DRILL_PATH, "[hill-2010]", "[hill-2010, mystery-1999]"),
        f"{DRILL_PATH}:21: unknown source `mystery-1999`: add it to sources.toml",
    ),
    (
        edited(DRILL_PATH, "[hill-2010]", "[doubtful-2001]"),
        f"{DRILL_PATH}:21: source `doubtful-2001` is not verified: verify it or do not cite it",
    ),
    (
        edited("sources.toml", 'how = "abstract read"\n', ""),
        "sources.toml:1: source `hill-2010` is verified, but not how: fill `how`",
    ),
    (
        edited("sources.toml", "verified = false", "verified = maybe"),
        "sources.toml:8: is not TOML: invalid value",
    ),
    (
        edited("sources.toml", "verified = false", 'verified = "no"'),
        "sources.toml:6: source `doubtful-2001`: `verified`: input should be a valid boolean",
    ),
    (
        {"sources.toml": None},
        "sources.toml:1: is missing, or is not a plain file: add it",
    ),
    (
        edited("syllabus.toml", '["coin-rotation"]', '["coin-roll"]'),
        "syllabus.toml:7: unknown item `coin-roll`: use the id of a drill or technique",
    ),
    (
        edited("syllabus.toml", "requires = []", 'requires = ["vertical-mattress"]'),
        "syllabus.toml:3: `coin-rotation` waits for itself: break the circle of coin-rotation, "
        "vertical-mattress",
    ),
    (
        {"syllabus.toml": VALID["syllabus.toml"].partition('\n[[item]]\nid = "v')[0]},
        "syllabus.toml:1: `vertical-mattress` is missing: add an [[item]] with its id",
    ),
    (
        {"syllabus.toml": VALID["syllabus.toml"] + '[[item]]\nid = "coin-rotation"\nrequires=[]\n'},
        "syllabus.toml:10: `coin-rotation` stands here a second time: keep one",
    ),
    (
        edited("syllabus.toml", 'first = "coin-rotation"', 'first = "vertical-mattress"'),
        "syllabus.toml:1: `first` is 'vertical-mattress': name a drill of drills/",
    ),
    # names between items
    (
        edited(TECHNIQUE_PATH, "donati", "Coin-Turns"),
        f"{TECHNIQUE_PATH}:4: name 'Coin-Turns' is taken by {DRILL_PATH}: drop one",
    ),
    (
        {"safety/coin-rotation.md": SAFETY.replace("numb-hand", "coin-rotation")},
        f"safety/coin-rotation.md:1: id `coin-rotation` is taken by {DRILL_PATH}: choose another",
    ),
    (
        edited(DRILL_PATH, "[coin-turns]", "[vertical-mattress]"),
        f"{DRILL_PATH}:22: former id `vertical-mattress` belongs to {TECHNIQUE_PATH}: remove it",
    ),
    # safety pages
    (
        edited(SAFETY_PATH, "  - my palm feels dead\n", ""),
        f"{SAFETY_PATH}:4: `phrases` has 7 entries: it wants at least 8",
    ),
    (
        edited(SAFETY_PATH, "**Stop for today.** See a clinician if it stays.", ""),
        f"{SAFETY_PATH}:14: has no advice: write it below the front matter",
    ),
    (
        edited(SAFETY_PATH, "if it stays.", "if it stays. " + "So. " * 200),
        f"{SAFETY_PATH}:14: advice has 848 characters: keep it to 700",
    ),
    # files that have no business here
    (
        {"drills/run.py": "print()"},
        "drills/run.py:1: has no place in the content: README.md lists the files it knows",
    ),
    (
        {"drills/more/coin.md": DRILL},
        "drills/more/coin.md:1: has no place in the content: README.md lists the files it knows",
    ),
]


@pytest.mark.parametrize(("changed", "fault"), BROKEN, ids=[fault for _, fault in BROKEN])
def test_what_is_broken_is_named_with_file_line_and_mend(
    tmp_path: Path, changed: Changes, fault: str
) -> None:
    assert fault in faults_of(write(tmp_path, changed))


def test_all_faults_are_told_at_once_in_order(tmp_path: Path) -> None:
    changed = {
        **edited(DRILL_PATH, "timer: 30", "timer: 3"),
        **edited(SAFETY_PATH, "title: Numbness\n", ""),
        **edited("syllabus.toml", '["coin-rotation"]', '["coin-roll"]'),
    }
    assert faults_of(write(tmp_path, changed)) == [
        f"{DRILL_PATH}:12: `timer`: input should be greater than or equal to 30",
        f"{SAFETY_PATH}:1: `title` is missing: add it",
        "syllabus.toml:7: unknown item `coin-roll`: use the id of a drill or technique",
    ]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(DRILL)
    folder = write(tmp_path / "content", {DRILL_PATH: None})
    (folder / DRILL_PATH).symlink_to(outside)
    message = "is a link that leaves the content folder: put the file itself here"
    assert f"{DRILL_PATH}:1: {message}" in faults_of(folder)


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "nowhere") == [
        ".:1: no content in nowhere: give the content folder"
    ]


def test_the_content_that_ships_is_sound() -> None:
    library = load_library(CONTENT)
    assert library.first_drill in library.drills
    assert len(library.syllabus) == len(library.drills) + len(library.techniques)
    assert library.safety


def test_a_technique_written_wrong_throughout_still_loads_nothing(tmp_path: Path) -> None:
    broken = TECHNIQUE.replace("## ", "# ").replace("1. ", "").replace("- **", "**")
    assert len(faults_of(write(tmp_path, {TECHNIQUE_PATH: broken}))) > 6

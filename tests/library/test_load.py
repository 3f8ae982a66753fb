"""Loading: a valid folder becomes values; a broken one is refused with file, line and mend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.domain.content import (
    CommonError,
    Group,
    GuideSection,
    Hands,
    Kit,
    Level,
    Measure,
    Picture,
    Review,
    Step,
    Target,
    TechniqueKind,
    Topic,
)
from bot.domain.plates import Shows
from bot.domain.stitches.errors import Wrong
from bot.domain.syllabus import Phase, PhaseRule, Track
from bot.library.faults import BrokenContent
from bot.library.load import load_library
from tests.library.folder import (
    COIN_SVG,
    DRILL,
    DRILL_PATH,
    GUIDE_PATH,
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
    assert (drill.title, drill.aliases[:2]) == ("Coin rotation", ("coin turns", "coin drill"))
    assert (drill.hands, drill.measure, drill.timer_s) == (Hands.EACH, Measure.REPS, 30)
    assert drill.purpose == "Finger control that you can count."
    assert drill.steps == (
        Step("Hold the coin by its rim.", "palm empty."),
        Step("Turn it by half a turn.", None),
    )
    assert (drill.dose, drill.stop) == (
        "Three goes.\nThe best one counts.",
        "Stop at pain or tingling.",
    )
    assert (drill.levels[0], drill.levels[4]) == (Level("One coin.", 8), Level("Two coins.", None))
    assert isinstance(drill.picture, Picture)
    assert (drill.picture.svg, drill.picture.alt) == (SVG, "A coin turned by half turns.")
    assert (drill.group, drill.needs) == (Group.DEXTERITY, "A coin.")
    assert drill.target == Target("20 half turns in 10 seconds.", "hill-2010")
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
    assert [question.spots_error for question in technique.quiz] == [False, False, True]
    assert (technique.kind, technique.practise) == (TechniqueKind.STITCH, "coin-rotation")
    assert technique.terms == ("eversion",)
    assert technique.review == Review("A Reviewer", date(2026, 11, 22))


def test_a_question_may_show_an_error_whose_words_are_its_answer(tmp_path: Path) -> None:
    asked = (
        load_library(write(tmp_path, asked_by_picture())).techniques["vertical-mattress"].quiz[1]
    )
    assert asked.options[asked.answer] == "Too tight"
    assert asked.picture is not None
    assert (asked.picture.shows, asked.picture.error) == (Shows.ASKED, Wrong.TOO_TIGHT)
    assert asked.picture.alt == asked.ask


def test_a_guide_is_read_whole(tmp_path: Path) -> None:
    guide = load_library(write(tmp_path)).guides["short-and-often"]
    assert guide.topic is Topic.LEARNING
    assert guide.opening == "A few minutes on many days."
    assert guide.sections == (
        GuideSection("Each day", "- Five minutes are enough.\n- A missed day undoes nothing."),
        GuideSection("Each week", "Look back once."),
    )
    assert guide.see == ("coin-rotation", "vertical-mattress")
    assert guide.minutes == 1
    assert guide.quiz[0].answer == 1


def test_the_glossary_phases_and_tracks_are_read(tmp_path: Path) -> None:
    library = load_library(write(tmp_path))
    assert library.glossary["eversion"].meaning == "Edges that turn out."
    assert library.phases[Phase.FOUNDATION] == PhaseRule(days_a_week=5, lasts=7)
    assert library.phases[Phase.MAINTENANCE] == PhaseRule(days_a_week=4)
    assert library.tracks[Track.PLASTIC].families == {"stitches": 2}
    assert library.tracks[Track.OPHTHALMOLOGY].items == {"coin-rotation": 1.5}
    assert [(entry.phase, entry.level) for entry in library.syllabus] == [
        (Phase.FOUNDATION, 1),
        (Phase.FOCUS, 3),
        (Phase.FOUNDATION, 1),
    ]


def test_a_drill_may_do_without_a_picture_and_a_library_without_a_glossary(tmp_path: Path) -> None:
    plain = {
        **edited(DRILL_PATH, "alt: A coin turned by half turns.\n", ""),
        COIN_SVG: None,
        **edited(TECHNIQUE_PATH, "[[eversion]]", "eversion"),
        "glossary.toml": None,
    }
    library = load_library(write(tmp_path, plain))
    assert library.drills["coin-rotation"].picture is None
    assert library.glossary == {}


def test_items_stand_in_syllabus_order_and_answer_to_former_ids(tmp_path: Path) -> None:
    library = load_library(write(tmp_path))
    assert [entry.item for entry in library.syllabus] == [
        "coin-rotation",
        "vertical-mattress",
        "short-and-often",
    ]
    assert library.requires("vertical-mattress") == {"coin-rotation"}
    assert library.item("coin-turns") is library.drills["coin-rotation"]
    assert library.safety["numb-hand"].advice.startswith("**Stop for today.**")


def test_the_version_follows_the_text_and_the_picture(tmp_path: Path) -> None:
    def version(name: str, changed: Changes) -> str:
        return load_library(write(tmp_path / name, changed)).drills["coin-rotation"].version

    same, again = version("a", {}), version("b", {})
    text = version("c", edited(DRILL_PATH, "Stop at pain or tingling.", "Stop at any pain."))
    picture = version("d", {COIN_SVG: SVG.replace("5 mm", "6 mm")})
    assert same == again
    assert len({same, text, picture}) == 3


def test_line_ends_of_windows_and_hidden_files_do_no_harm(tmp_path: Path) -> None:
    changed: Changes = {DRILL_PATH: DRILL.replace("\n", "\r\n"), ".DS_Store": b"\x00\xff"}
    drill = load_library(write(tmp_path, changed)).drills["coin-rotation"]
    assert drill.dose == "Three goes.\nThe best one counts."


OPENING, DRAWING = "<svg xmlns=", "<path d="
LONG_OPTION = "A pair that is far too long"
BY_PICTURE = {
    "ask": "The pad puckers. What is wrong?",
    "shows": "too-tight",
    "errors": "{oblique: Out of line, too-tight: Too tight}",
    "why": "Stop when the edges touch.",
    "spots_error": "true",
}


def asked_by_picture(**fields: str) -> Mapping[str, str]:
    """Return a change of the second question to one that shows an error."""
    start = TECHNIQUE.index("  - ask: What do the edges do?")
    old = TECHNIQUE[start : TECHNIQUE.index("  - ask:", start + 1)]
    lines = [f"{name}: {value}" for name, value in (BY_PICTURE | fields).items()]
    return edited(TECHNIQUE_PATH, old, "  - " + "\n    ".join(lines) + "\n")


ERROR_FORM = "`- **Name** | how it looks | its mend`"

BROKEN: list[tuple[Changes, str]] = [
    # front matter
    (
        {DRILL_PATH: "# Coin\n"},
        f"{DRILL_PATH}:1: has no front matter: start the file with a line ---",
    ),
    (
        {DRILL_PATH: DRILL.replace("target_source: hill-2010\n---\n", "")},
        f"{DRILL_PATH}:1: has front matter that never ends: close it with a line ---",
    ),
    (
        {DRILL_PATH: b"\xef\xbb\xbf" + DRILL.encode()},
        f"{DRILL_PATH}:1: starts with a byte order mark (BOM): save the file as UTF-8 without BOM",
    ),
    (
        {DRILL_PATH: DRILL.encode().replace(b"Finger control", b"Finger\xff control")},
        f"{DRILL_PATH}:28: is not UTF-8 here: save the file as UTF-8",
    ),
    (
        {DRILL_PATH: DRILL + "x" * 262_144},
        f"{DRILL_PATH}:1: has 256 kB: keep a file under 256 kB",
    ),
    (
        edited(DRILL_PATH, "family: fingers", "family: fingers\nfamily: forearm"),
        f'{DRILL_PATH}:6: front matter: has "family" twice: keep one',
    ),
    (
        edited(DRILL_PATH, "family: fingers", "family: [fingers"),
        f"{DRILL_PATH}:6: front matter: did not find expected ',' or ']'",
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
        edited(DRILL_PATH, "kit: []", "kit: [telescope]"),
        f"{DRILL_PATH}:7: `kit.1`: input should be 'cord', 'pad-and-tools', 'sharps-box', "
        "'loupes', 'fine-threads', 'layered-pad', 'stapler', 'micro-tools', 'microscope', "
        "'phone-magnifier', 'glove', 'silicone-tube', 'chicken', 'beads', 'chopsticks', 'rice', "
        "'putty', 'bands', 'weight', 'instrument' or 'video-game'",
    ),
    (
        edited(TECHNIQUE_PATH, "[pad-and-tools, sharps-box]", "[pad-and-tools]"),
        f"{TECHNIQUE_PATH}:7: kit of a sharp item lacks sharps-box or micro-tools / "
        "pad-and-tools / stapler: name both",
    ),
    (
        edited(DRILL_PATH, "sharp: false", "sharp: true"),
        f"{DRILL_PATH}:12: a sharp drill has no timer: no clock on a needle before level 4",
    ),
    (
        edited(DRILL_PATH, "group: dexterity", "group: games"),
        f"{DRILL_PATH}:23: `group`: input should be 'hand-and-forearm', 'dexterity', "
        "'non-dominant-hand', 'magnification', 'tremor' or 'micro-ladder'",
    ),
    (
        edited(DRILL_PATH, "target_source: hill-2010", "target_source: doubtful-2001"),
        f"{DRILL_PATH}:26: source `doubtful-2001` is not verified: verify it or do not cite it",
    ),
    (
        {
            **edited(DRILL_PATH, "alt: A coin turned by half turns.\n", "picture: apart\n"),
            COIN_SVG: None,
        },
        f"{DRILL_PATH}:13: there is no picture to stand apart: drop it",
    ),
    (
        edited(DRILL_PATH, "alt: A coin turned by half turns.\n", ""),
        f"{DRILL_PATH}:1: `alt` is missing: say what the picture shows",
    ),
    (
        edited(TECHNIQUE_PATH, "    spots_error: true\n", ""),
        f"{TECHNIQUE_PATH}:21: no question asks to spot an error: give one `spots_error: true`",
    ),
    (
        edited(TECHNIQUE_PATH, "practise: coin-rotation", "practise: coin-roll"),
        f"{TECHNIQUE_PATH}:36: `coin-roll` is no drill: name one, or `vertical-mattress` itself",
    ),
    # guides
    (
        edited(GUIDE_PATH, "see: [coin-rotation,", "see: [coin-roll,"),
        f"{GUIDE_PATH}:9: leads to `coin-roll`, which is not there: use an id",
    ),
    (
        edited(GUIDE_PATH, "topic: learning", "topic: travel"),
        f"{GUIDE_PATH}:6: `topic`: input should be 'start', 'learning', 'lab', 'magnification', "
        "'tremor' or 'safety'",
    ),
    (
        edited(GUIDE_PATH, "Look back once.", "> Look back once."),
        f"{GUIDE_PATH}:23: `## Each week` wants plain lines or a list here",
    ),
    (
        edited(GUIDE_PATH, "## Each week", "## Each day"),
        f"{GUIDE_PATH}:22: second section `## Each day`: keep one",
    ),
    # glossary
    (
        edited(TECHNIQUE_PATH, "[[eversion]]", "[[inversion]]"),
        f"{TECHNIQUE_PATH}:38: unknown term `inversion`: add it to glossary.toml",
    ),
    (
        edited(TECHNIQUE_PATH, "[[eversion]]", "eversion"),
        "glossary.toml:2: no text marks `eversion`: write [[eversion]] or drop it",
    ),
    (
        edited("glossary.toml", "everted edges", "far-near"),
        f"glossary.toml:2: term 'far-near' is the name of {TECHNIQUE_PATH}: drop one",
    ),
    (
        edited("glossary.toml", "meaning =", "meanings ="),
        "glossary.toml:2: term `eversion`: `meaning`: field required",
    ),
    (
        edited("glossary.toml", "Edges that", "[[Edges]] that"),
        "glossary.toml:2: meaning of `eversion` marks a term: write it in plain words",
    ),
    (
        {"glossary.toml": VALID["glossary.toml"] + '[Eversions]\nmeaning = "The same."\n'},
        "glossary.toml:5: name 'Eversions' is taken by `eversion`: drop one",
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
    # a question by a picture
    (
        asked_by_picture(shows="gaping"),
        f"{TECHNIQUE_PATH}:27: `gaping` cannot be drawn of it: "
        "use unequal-depth / too-tight / oblique",
    ),
    (
        asked_by_picture(shows="too-tigth"),
        f"{TECHNIQUE_PATH}:27: `too-tigth` cannot be drawn of it: did you mean `too-tight`?",
    ),
    (
        asked_by_picture(errors="{oblique: Out of line, gaping: Left apart}"),
        f"{TECHNIQUE_PATH}:28: `errors` lack `too-tight`, which is shown: give it its words",
    ),
    (
        asked_by_picture(errors="{too-tight: Too tight, obliqe: Out of line}"),
        f"{TECHNIQUE_PATH}:28: `obliqe` is no such error: did you mean `oblique`?",
    ),
    (
        asked_by_picture(errors="{too-tight: Too tight, oblique: Too tight}"),
        f"{TECHNIQUE_PATH}:28: two options are the same: make them differ",
    ),
    (
        asked_by_picture(errors=f"{{too-tight: Too tight, oblique: {LONG_OPTION}}}"),
        f"{TECHNIQUE_PATH}:28: `quiz.2.errors.oblique`: string should have at most 20 characters",
    ),
    (
        asked_by_picture(ask="Is it too tight?"),
        f"{TECHNIQUE_PATH}:26: 'Too tight' gives the answer away: say how it looks",
    ),
    (
        asked_by_picture(spots_error="false"),
        f"{TECHNIQUE_PATH}:27: shows an error: give it `spots_error: true`",
    ),
    (
        asked_by_picture(answer="Too tight"),
        f"{TECHNIQUE_PATH}:31: `quiz.2.answer` is not a known field: remove it",
    ),
    (
        edited(
            GUIDE_PATH, "    options: [One long day, Short and often]\n", "    shows: oblique\n"
        ),
        f"{GUIDE_PATH}:12: `quiz.1.shows` is not a known field: remove it",
    ),
    # body
    (
        edited(DRILL_PATH, "## Dose\nThree goes.\nThe best one counts.\n\n", ""),
        f"{DRILL_PATH}:28: section `## Dose` is missing: add it",
    ),
    (
        edited(DRILL_PATH, "## Dose\n", "## Dosage\n"),
        f"{DRILL_PATH}:36: unknown section `## Dosage`: use Steps, Dose, Stop",
    ),
    (
        edited(TECHNIQUE_PATH, "## Set-up", "## Steps\n1. Far.\n   Check: so.\n\n## Set-up"),
        f"{TECHNIQUE_PATH}:43: `## Steps` stands where `## Set-up` belongs: reorder",
    ),
    (
        edited(DRILL_PATH, "Stop at pain or tingling.\n", ""),
        f"{DRILL_PATH}:40: section `## Stop` is empty: fill it",
    ),
    (
        edited(DRILL_PATH, "## Dose", "### Dose"),
        f"{DRILL_PATH}:36: heading 'Dose' is not of the form `## Dose`",
    ),
    (
        edited(DRILL_PATH, "Finger control that you can count.", "Finger control.\n\nTwice."),
        f"{DRILL_PATH}:28: wants exactly one purpose paragraph before the first section",
    ),
    (
        edited(DRILL_PATH, "Three goes.\nThe best", "Three goes.\nThe <b>best</b>"),
        f"{DRILL_PATH}:38: holds HTML (<b>): write it in Markdown",
    ),
    (
        edited(DRILL_PATH, "Stop at pain or tingling.", "<script>alert(1)</script>"),
        f"{DRILL_PATH}:41: holds HTML (<script>alert(1)</script>): write it in Markdown",
    ),
    (
        edited(DRILL_PATH, "Stop at pain or tingling.", "![coin](coin.png)"),
        f"{DRILL_PATH}:41: holds an image: an item has one picture, pictures/<id>.svg",
    ),
    (
        edited(DRILL_PATH, "1. Hold the coin\n   by its rim.", "- Hold the coin by its rim."),
        f"{DRILL_PATH}:31: `## Steps` wants a numbered list, 1. 2. 3. here",
    ),
    (
        edited(TECHNIQUE_PATH, "2. Near bite.\n   Check: 2 mm.", "2. Near bite."),
        f"{TECHNIQUE_PATH}:50: step has no check: add a line `Check: ...`",
    ),
    (
        edited(
            TECHNIQUE_PATH,
            "2. Near bite.\n   Check: 2 mm.",
            "\n".join(f"{n}. Bite.\n   Check: so." for n in range(2, 10)),
        ),
        f"{TECHNIQUE_PATH}:47: has 9 steps: keep it to 8 at most",
    ),
    (
        edited(TECHNIQUE_PATH, "- **Slanting** | loops cross | keep all four in one line\n", ""),
        f"{TECHNIQUE_PATH}:53: `## Errors` has 2 bullets: it wants 3",
    ),
    (
        edited(TECHNIQUE_PATH, "**Slanting** | loops cross", "**Slanting**: loops cross"),
        f"{TECHNIQUE_PATH}:56: error is not written as {ERROR_FORM}",
    ),
    (
        edited(TECHNIQUE_PATH, "- No pucker.\n", ""),
        f"{TECHNIQUE_PATH}:58: `## Self-check` has 3 bullets: it wants 4 to 6",
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
        {COIN_SVG: SVG.replace(DRAWING, '<path stroke="url(https://example.org/p)" d=')},
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
        edited(DRILL_PATH, "[coin turns, coin drill,", "[" * 5000),
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
        "syllabus.toml:9: unknown item `coin-roll`: use the id of a drill, technique or guide",
    ),
    (
        edited("syllabus.toml", "requires = []", 'requires = ["vertical-mattress"]'),
        "syllabus.toml:3: `coin-rotation` waits for itself: break the circle of coin-rotation, "
        "vertical-mattress",
    ),
    (
        edited("syllabus.toml", 'id = "vertical-mattress"', 'id = "mattress"'),
        "syllabus.toml:1: `vertical-mattress` is missing: add an [[item]] with its id",
    ),
    (
        edited("syllabus.toml", 'id = "vertical-mattress"', 'id = "coin-rotation"'),
        "syllabus.toml:9: `coin-rotation` stands here a second time: keep one",
    ),
    (
        edited("syllabus.toml", 'first = "coin-rotation"', 'first = "vertical-mattress"'),
        "syllabus.toml:1: `first` is 'vertical-mattress': name a drill of drills/",
    ),
    (
        edited("syllabus.toml", 'phase = "focus"', 'phase = "later"'),
        "syllabus.toml:9: syllabus: `item.2.phase`: input should be 'foundation', 'focus' or "
        "'maintenance'",
    ),
    (
        edited("syllabus.toml", "[phases.focus]\ndays_a_week = 5\n", ""),
        "syllabus.toml:1: [phases.focus] is missing: add it with `days_a_week`",
    ),
    (
        edited("syllabus.toml", 'phase = "foundation"\nlevel = 1', 'phase = "focus"\nlevel = 4'),
        "syllabus.toml:9: `vertical-mattress` requires `coin-rotation` of a higher level: "
        "change one",
    ),
    (
        edited("syllabus.toml", 'phase = "foundation"', 'phase = "maintenance"'),
        "syllabus.toml:9: `vertical-mattress` requires `coin-rotation` of a later phase: move one",
    ),
    (
        edited("syllabus.toml", "coin-rotation = 1.5", "coin-roll = 1.5"),
        "syllabus.toml:34: track ophthalmology weighs the unknown item `coin-roll`: use an id",
    ),
    (
        edited("syllabus.toml", "stitches = 2", "stitchings = 2"),
        "syllabus.toml:31: track plastic weighs the unknown family `stitchings`: no item has it",
    ),
    (
        edited("syllabus.toml", "stitches = 2", "stitches = 9"),
        "syllabus.toml:1: syllabus: `tracks.plastic.families.stitches`: input should be less than "
        "or equal to 4",
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
        edited(DRILL_PATH, "Three goes.", "Three \u202egoes."),
        f"{DRILL_PATH}:37: has a hidden character (U+202E): delete it",
    ),
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
        "syllabus.toml:9: unknown item `coin-roll`: use the id of a drill, technique or guide",
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
    taught = (library.drills, library.techniques, library.guides)
    assert len(library.syllabus) == sum(len(kind) for kind in taught)
    assert library.safety


def test_a_technique_written_wrong_throughout_still_loads_nothing(tmp_path: Path) -> None:
    broken = TECHNIQUE.replace("## ", "# ").replace("1. ", "").replace("- **", "**")
    assert len(faults_of(write(tmp_path, {TECHNIQUE_PATH: broken}))) > 6

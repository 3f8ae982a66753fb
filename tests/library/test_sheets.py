"""sheets.toml: what is read, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.sheet_figures import Clock, Dots
from bot.domain.sheet_strokes import Pattern, Rows
from bot.domain.sheets import Part
from bot.library.check import check
from bot.library.faults import Report
from bot.library.load import load_library
from bot.library.sheets import read_sheets
from tests.library.folder import DRILL, DRILL_PATH, TECHNIQUE, TECHNIQUE_PATH, write
from tests.library.test_load import CONTENT

SHEET = """
[dots]
title = "Rings to hit"
use = "Touch once inside each ring."

[[dots.part]]
figure = "dots"
rings = true
size = 4
apart = 15.5
rows = 4
columns = 5
copies = 2
levels = [1, 3]
"""
WITH_DOTS = DRILL.replace("review:", "sheets: [dots]\nreview:")


def faults_of(text: str) -> list[str]:
    report = Report("sheets.toml")
    read_sheets(text, report)
    return [str(fault) for fault in report.faults]


def with_part(*lines: str) -> str:
    head = SHEET.partition("size")[0].partition("figure")[0]
    return "\n".join([head, *lines])


def test_a_sheet_is_read_with_its_numbers() -> None:
    report = Report("sheets.toml")
    sheets, lines = read_sheets(SHEET, report)
    assert report.faults == []
    assert lines == {"dots": 2}
    assert sheets["dots"].title == "Rings to hit"
    assert sheets["dots"].parts == (Part(Dots(4, 15.5, 4, 5, rings=True), (1, 3), copies=2),)


@pytest.mark.parametrize(
    ("lines", "figure"),
    [
        (['figure = "clock"', "across = 50", "bite = 6"], Clock(50, 6)),
        (
            ['figure = "rows"', "height = 8", 'pattern = "small-letters"', "rows = 2"],
            Rows(8, Pattern.SMALL_LETTERS, rows=2),
        ),
    ],
)
def test_figures_are_known_by_their_names(lines: list[str], figure: object) -> None:
    sheets, _ = read_sheets(with_part(*lines), Report("sheets.toml"))
    assert sheets["dots"].parts[0].figure == figure


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[dots", "is not TOML"),
        (SHEET.replace("title", "name"), "`title`: field required"),
        (SHEET.replace("Rings to hit", "R" * 29), "`title`: string should have at most 28"),
        (SHEET.replace("dots", "a-name-far-too-long-for-it"), "keep an id to 20"),
        (SHEET.replace("[1, 3]", "[0]"), "`part.1.levels.1`"),
        (with_part('figure = "dost"'), "unknown figure 'dost': use circles, "),
        (with_part('figure = "clock"', "across = 50"), "part 1 of sheet `dots`: `bite`"),
        (SHEET.replace("size", "sizes"), "`sizes` is no number of dots: remove it"),
        (SHEET.replace("size = 4", "size = -4"), "`size` is to be between 0.2 and 300"),
        (SHEET.replace("size = 4", "size = 0"), "`size` is to be between"),
        (SHEET.replace("size = 4", "size = nan"), "`size` is to be between"),
        (SHEET.replace("size = 4", 'size = "wide"'), "part 1 of sheet `dots`: `size`"),
        (SHEET.replace("rows = 4", "rows = 1.5"), "part 1 of sheet `dots`: `rows`"),
        (SHEET.replace("rows = 4", "rows = 900000000"), "`rows` is to be between"),
        (SHEET.replace("rows = 4", "rows = 300"), "a page has 186 x 196 mm"),
        (SHEET.replace("columns = 5", "columns = 9"), "a page has 186 x 196 mm"),
        (with_part('figure = "circles"', "sizes = []"), "`sizes` is to be between"),
        (with_part('figure = "clock"', "across = 9", "bite = 6"), "its numbers disagree"),
        (with_part('figure = "rows"', "height = 9"), "its numbers disagree"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: str) -> None:
    faults = faults_of(text)
    assert any(told in fault for fault in faults), faults
    assert all(fault.startswith("sheets.toml:") for fault in faults)


def test_an_item_names_its_sheets(tmp_path: Path) -> None:
    folder = write(tmp_path, {"sheets.toml": SHEET, DRILL_PATH: WITH_DOTS})
    library = load_library(folder)
    assert library.drills["coin-rotation"].sheets == ("dots",)
    assert list(library.sheets) == ["dots"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({DRILL_PATH: WITH_DOTS}, "unknown sheet `dots`: add it to sheets.toml"),
        ({"sheets.toml": SHEET}, "sheets.toml:2: no item uses `dots`"),
        (
            {
                "sheets.toml": SHEET,
                DRILL_PATH: WITH_DOTS,
                TECHNIQUE_PATH: TECHNIQUE.replace("review:", "sheets: [dots]\nreview:"),
            },
            "is practised by `coin-rotation`: name the sheet there",
        ),
    ],
)
def test_sheets_and_items_belong_together(tmp_path: Path, files: dict[str, str], told: str) -> None:
    faults = [str(fault) for fault in check(write(tmp_path, files))]
    assert any(told in fault for fault in faults), faults


def test_the_sheets_that_ship_are_offered_by_their_drills() -> None:
    library = load_library(CONTENT)
    assert set(library.sheets) >= {
        "dots",
        "curves",
        "round-the-clock",
        "parallel-wounds",
        "angled-wounds",
        "spacing-ladder",
        "spirals",
        "calligraphy",
        "colouring",
        "letters",
        "loops-and-boxes",
    }
    assert library.drills["hitting-the-dots"].sheets == ("dots",)
    assert all(sheet.fits for sheet in library.sheets.values())

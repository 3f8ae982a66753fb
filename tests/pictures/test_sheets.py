"""Practice sheets as PDF: true to scale, the same bytes always, and kept off the paper's edge."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import segno

from bot.domain.sheet_figures import Dots, Rungs
from bot.domain.sheets import Paper, Part, Sheet
from bot.library.load import load_library
from bot.pictures.sheets import sheets as room
from bot.pictures.sheets.captions import caption
from bot.pictures.sheets.sheets import Sheets, sheet_pdf
from bot.texts.texts import Texts
from bot.usecases.pictures import Printout, SheetFailed
from tests.domain.test_sheets import FIGURE_SAMPLES

LINK = "https://t.me/steadyhand_bot?start=do-hitting-the-dots"
LADDER = Sheet("spacing-ladder", "Spacing ladder", "Look.", (Part(Rungs(10, 1, 5)),))
RINGS = Sheet("dots", "Rings to hit", "Aim.", (Part(Dots(4, 15, 4, 5, rings=True), (1, 3)),))
SHIPPED = load_library(Path(__file__).parents[2] / "content").sheets
POINT_MM = 25.4 / 72
NUMBER = r"-?\d+(?:\.\d+)?"
TO_A_POINTS_HUNDREDTH = 0.005  # mm, rounded up


@dataclass(frozen=True)
class Written:
    """A PDF of one page, read back in mm from its upper left corner."""

    width: float
    height: float
    drawn: str

    def lines(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield the lines that have two ends and no more."""
        pattern = rf"({NUMBER}) ({NUMBER}) m\s+({NUMBER}) ({NUMBER}) l\s+S"
        for x, y, to_x, to_y in re.findall(pattern, self.drawn):
            yield (*self._mm(x, y), *self._mm(to_x, to_y))

    def points(self) -> Iterator[tuple[float, float]]:
        """Yield all points of lines and curves, and where words begin."""
        for x, y in re.findall(rf"({NUMBER}) ({NUMBER}) (?:m|l|Td|c)\s", self.drawn):
            yield self._mm(x, y)

    def squares(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield full rectangles: left, top, width, height."""
        pattern = rf"({NUMBER}) ({NUMBER}) ({NUMBER}) ({NUMBER}) re f"
        for x, y, width, height in re.findall(pattern, self.drawn):
            left, top = self._mm(x, y)
            yield left, top, float(width) * POINT_MM, -float(height) * POINT_MM

    def _mm(self, x: str, y: str) -> tuple[float, float]:
        return float(x) * POINT_MM, self.height - float(y) * POINT_MM


def written(sheet: Sheet, paper: Paper = Paper.A4) -> Written:
    pdf = sheet_pdf(sheet, paper, LINK)
    found = re.search(rf"/MediaBox \[0 0 ({NUMBER}) ({NUMBER})\]".encode(), pdf)
    assert found
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    (drawn,) = (text for text in map(unpacked, streams) if b" re f" in text)
    width, height = (float(size) * POINT_MM for size in found.groups())
    return Written(width, height, drawn.decode("latin-1"))


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def ticks(page: Written, up: bool) -> list[tuple[float, float]]:
    """Return the ruler's ticks from left to right: how far along, how long."""
    (base,) = {round(y, 2) for x, y, to_x, to_y in page.lines() if abs(to_x - x - 100) < 0.01}
    upright = [
        (x, y - to_y)
        for x, y, to_x, to_y in page.lines()
        if abs(y - base) < 0.01 and abs(x - to_x) < 0.001
    ]
    return sorted((x, abs(length)) for x, length in upright if (length > 0) is up)


@pytest.mark.parametrize("paper", Paper)
def test_a_page_has_the_papers_size_and_asks_to_be_printed_so(paper: Paper) -> None:
    page = written(RINGS, paper)
    assert (page.width, page.height) == pytest.approx(paper.size_mm, abs=0.01)
    assert b"/PrintScaling /None" in sheet_pdf(RINGS, paper, LINK)


@pytest.mark.parametrize("paper", Paper)
def test_the_ruler_is_true(paper: Paper) -> None:
    page = written(RINGS, paper)
    marks = ticks(page, up=True)
    assert len(marks) == 101
    assert marks[100][0] - marks[0][0] == pytest.approx(100, abs=TO_A_POINTS_HUNDREDTH)
    for (before, _), (after, _) in pairwise(marks):
        assert after - before == pytest.approx(1, abs=2 * TO_A_POINTS_HUNDREDTH)
    longest = max(length for _, length in marks)
    assert [n for n, (_, length) in enumerate(marks) if length == longest] == [*range(0, 101, 10)]


def test_letter_paper_has_inches_too() -> None:
    marks = ticks(written(RINGS, Paper.LETTER), up=False)
    assert len(marks) == 33
    assert marks[32][0] - marks[0][0] == pytest.approx(4 * 25.4, abs=TO_A_POINTS_HUNDREDTH)
    assert ticks(written(RINGS, Paper.A4), up=False) == []


def test_a_figure_is_printed_in_its_own_size() -> None:
    page = written(LADDER)
    long = [to_x - x for x, _, to_x, _ in page.lines() if to_x - x > 20]
    assert pytest.approx(56, abs=TO_A_POINTS_HUNDREDTH) in long  # 10 + 9 + … + 1, and its ends


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("sheet", SHIPPED.values(), ids=SHIPPED)
def test_nothing_is_where_printers_do_not_print(sheet: Sheet, paper: Paper) -> None:
    page = written(sheet, paper)
    points = [*page.points(), *((left, top) for left, top, _, _ in page.squares())]
    assert len(points) > 100
    for x, y in points:
        assert 9.99 <= x <= page.width - 9.99
        assert 9.99 <= y <= page.height - 9.99


def test_the_code_leads_where_it_is_told_to() -> None:
    """Its squares are those of the standard's encoder for this very link, and for no other."""
    page = written(RINGS)
    assert modules(page) == wanted(LINK)
    assert modules(page) != wanted(LINK.replace("dots", "dogs"))


def modules(page: Written) -> set[tuple[int, int]]:
    runs = list(page.squares())
    side = min(height for _, _, _, height in runs)
    left, top = min(x for x, _, _, _ in runs), min(y for _, y, _, _ in runs)
    return {
        (round((x - left) / side) + across, round((y - top) / side))
        for x, y, width, _ in runs
        for across in range(round(width / side))
    }


def wanted(link: str) -> set[tuple[int, int]]:
    rows = segno.make(link, error="m", boost_error=False, micro=False).matrix
    return {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


@pytest.mark.parametrize("figure", FIGURE_SAMPLES, ids=lambda figure: type(figure).__name__)
def test_every_figure_has_a_caption_with_its_numbers(figure: object) -> None:
    words = caption(figure, Texts())  # type: ignore[arg-type] # the samples are figures
    assert words
    assert "{" not in words
    assert "None" not in words


def test_a_caption_says_the_numbers_that_are_drawn() -> None:
    texts = Texts()
    assert caption(Dots(4, 15, 4, 5, rings=True), texts) == "Rings of 4 mm, 15 mm apart"
    assert caption(Dots(0.5, 10, 3, 4), texts) == "Dots of 0.5 mm, 10 mm apart"


# --- in a process of its own ---------------------------------------------------------------------


async def test_two_runs_give_the_same_bytes_in_either_process() -> None:
    printout = Printout(RINGS, Paper.A4, LINK)
    first, second = await Sheets(Texts()).pdf(printout), sheet_pdf(RINGS, Paper.A4, LINK)
    assert first == second


def test_the_hash_tells_files_apart() -> None:
    sheets = Sheets(Texts())
    files = [
        Printout(sheet, paper, link)
        for sheet in (RINGS, LADDER)
        for paper in Paper
        for link in (LINK, LINK + "-2")
    ]
    assert len({sheets.content(each) for each in files}) == len(files)
    assert sheets.content(files[0]) == Sheets(Texts()).content(files[0])


async def test_a_sheet_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program, why in (
        ("raise SystemExit('no ink')", "no ink"),
        ("print('%PDF')", "half a page"),
        ("import time; time.sleep(60)", r"not done after 0\.5 s"),
    ):
        file = tmp_path / "pdf.py"
        file.write_text(program)
        monkeypatch.setattr(room, "_PROGRAM", file)
        with pytest.raises(SheetFailed, match=f"sheet dots on a4: {why}"):
            await Sheets(Texts(), timeout=0.5 if "sleep" in program else 30).pdf(
                Printout(RINGS, Paper.A4, LINK)
            )

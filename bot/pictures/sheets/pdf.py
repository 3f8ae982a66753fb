"""A laid-out page as PDF; as a program, from JSON on standard input to standard output.

It runs in a process of its own, because loading the library and embedding the fonts takes half a
second and 40 MB. So it imports nothing else of ours. A page is an object with `width` and `height`
in mm, a `title`, and `marks`, each one of:

    {"path": [[x, y], ...], "closed": bool, "pen": [mm, grey]}
    {"circle": [x, y, diameter], "pen": [mm, grey]}   or, filled, "fill": grey
    {"words": str, "at": [x, y], "height": mm, "of": "capital" | "body", "align": 0 | 0.5 | 1,
     "bold": bool, "fill": grey}
    {"qr": str, "at": [x, y], "size": mm}

All lengths are mm from the upper left corner; a grey is 0 (black) to 255.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import fpdf
import segno
from fpdf.prefs import ViewerPreferences

Mark = dict[str, Any]
_FONTS = Path(__file__).parents[1] / "fonts"
_FACES = (("", "Inter_400Regular.ttf"), ("B", "Inter_700Bold.ttf"))
_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # the same page is the same bytes on any day
_POINT_MM = 25.4 / 72
_CAPITAL, _BODY = 1490 / 2048, 1118 / 2048  # heights in Inter, in parts of its size


def pdf_of(page: Mark) -> bytes:
    """Return the page as PDF, which asks to be printed at its own size."""
    pdf = fpdf.FPDF(unit="mm", format=(page["width"], page["height"]))
    pdf.set_creation_date(_MADE)
    pdf.set_title(page["title"])
    pdf.set_lang("en")
    pdf.viewer_preferences = ViewerPreferences(print_scaling="None")
    pdf.set_auto_page_break(auto=False)
    for style, file in _FACES:
        pdf.add_font("Inter", style, _FONTS / file)
    pdf.add_page()
    for mark in page["marks"]:
        _draw(pdf, mark)
    return bytes(pdf.output())


def _draw(pdf: fpdf.FPDF, mark: Mark) -> None:
    if "pen" in mark:
        width, grey = mark["pen"]
        pdf.set_line_width(width)
        pdf.set_draw_color(grey)
    if "fill" in mark:
        pdf.set_fill_color(mark["fill"])
    if "path" in mark:
        pdf.polyline(mark["path"], polygon=mark["closed"], style="D")
    elif "circle" in mark:
        x, y, diameter = mark["circle"]
        pdf.circle(x, y, diameter / 2, style="F" if "fill" in mark else "D")
    elif "words" in mark:
        _write(pdf, mark)
    else:
        _draw_code(pdf, mark)


def _write(pdf: fpdf.FPDF, mark: Mark) -> None:
    part = _CAPITAL if mark["of"] == "capital" else _BODY
    pdf.set_font("Inter", "B" if mark["bold"] else "", mark["height"] / part / _POINT_MM)
    pdf.set_text_color(mark["fill"])
    x, y = mark["at"]
    pdf.text(x - pdf.get_string_width(mark["words"]) * mark["align"], y, mark["words"])


def _draw_code(pdf: fpdf.FPDF, mark: Mark) -> None:
    """Draw a QR code as black squares, each run of them in a row as one."""
    rows = segno.make(mark["qr"], error="m", boost_error=False, micro=False).matrix
    (left, top), side = mark["at"], mark["size"] / len(rows)
    pdf.set_fill_color(0)
    for down, row in enumerate(rows):
        across = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                pdf.rect(left + across * side, top + down * side, length * side, side, style="F")
            across += length


def main() -> None:
    """Write the page on standard input."""
    sys.stdout.buffer.write(pdf_of(json.load(sys.stdin)))


if __name__ == "__main__":
    main()

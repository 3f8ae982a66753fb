"""A sheet laid out on paper: title, code, figures with their captions, and the ruler below.

The page is what `bot.pictures.sheets.pdf` draws. All lengths are mm.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from bot.domain.sheet_shapes import Circle, Ink, Path, Point, Shape, Words, line, moved
from bot.domain.sheets import CAPTION_MM, GAP_MM, ROOM_MM, Paper, Part, Sheet
from bot.pictures.sheets.captions import caption, levels
from bot.texts.texts import Texts

Mark = dict[str, Any]
MARGIN_MM = 12.0  # above and below; printers leave 5 mm of the edge white
HEAD_MM = 28.0
FOOT_MM = 20.0
CODE_MM = 22.0
TITLE_MM, TEXT_MM, SMALL_MM = 4.4, 2.3, 1.9  # heights of capitals
LINE_MM = 5.0
MOST_IN_A_LINE = 92  # characters, beside the code
LONGEST_GAP_MM = 9.0  # added between parts where the paper is longer
RULER_MM, INCH_MM = 100, 25.4
DARK, GREY = 40, 110
PENS = {Ink.TARGET: (0.2, 0), Ink.GUIDE: (0.15, 150), Ink.TRACE: (0.7, 175)}
LETTERS = {Ink.TARGET: 0, Ink.GUIDE: GREY, Ink.TRACE: 190}


def page_of(sheet: Sheet, paper: Paper, link: str, texts: Texts) -> Mark:
    """Return the page, with `link` as its code."""
    width, height = paper.size_mm
    left = (width - ROOM_MM[0]) / 2
    foot = height - MARGIN_MM - FOOT_MM
    return {
        "width": width,
        "height": height,
        "title": sheet.title,
        "marks": [
            *_head(sheet, left, link, texts),
            *_parts(sheet, left, foot, texts),
            *_ruler(paper, (left, height - MARGIN_MM - 6), texts),
        ],
    }


def _head(sheet: Sheet, left: float, link: str, texts: Texts) -> Iterator[Mark]:
    right = left + ROOM_MM[0]
    yield _words(sheet.title, (left, MARGIN_MM + TITLE_MM), TITLE_MM, fill=0, bold=True)
    for number, words in enumerate(textwrap.wrap(sheet.use, MOST_IN_A_LINE)):
        yield _words(words, (left, MARGIN_MM + 12 + number * LINE_MM), TEXT_MM, fill=DARK)
    yield {"qr": link, "at": (right - CODE_MM, MARGIN_MM), "size": CODE_MM}
    beside = (right - CODE_MM - 3, MARGIN_MM + CODE_MM)
    yield _words(texts.label("sheet.code"), beside, SMALL_MM, fill=GREY, align=1)


def _parts(sheet: Sheet, left: float, foot: float, texts: Texts) -> Iterator[Mark]:
    top = MARGIN_MM + HEAD_MM
    spare = (foot - top - sheet.height_mm) / len(sheet.parts)
    gap = min(LONGEST_GAP_MM, spare)
    for part in sheet.parts:
        yield from _part(part, (left, top), texts)
        top += part.height_mm + CAPTION_MM + gap


def _part(part: Part, at: Point, texts: Texts) -> Iterator[Mark]:
    left, top = at
    yield _words(caption(part.figure, texts), (left, top + TEXT_MM), TEXT_MM, fill=DARK)
    served = levels(part.levels, texts)
    if served:
        right = (left + ROOM_MM[0], top + TEXT_MM)
        yield _words(served, right, TEXT_MM, fill=DARK, align=1)
    drawing = part.figure.drawn()
    spread = ROOM_MM[0] - drawing.width
    pitch = spread / (part.copies - 1) if part.copies > 1 else 0.0
    for down in range(part.down):
        y = top + CAPTION_MM / 2 + down * (drawing.height + GAP_MM)
        for copy in range(part.copies):
            yield from map(_mark, moved(drawing.shapes, (left + copy * pitch, y)))


def _ruler(paper: Paper, at: Point, texts: Texts) -> Iterator[Mark]:
    """Yield a ruler: mm above its line, and inches below it where they are read."""
    x, y = at
    shapes: list[Shape] = [line(at, (x + RULER_MM, y))]
    for mm in range(RULER_MM + 1):
        length = 4.5 if mm % 10 == 0 else 3.0 if mm % 5 == 0 else 2.0
        shapes.append(line((x + mm, y), (x + mm, y - length)))
        if mm % 10 == 0:
            shapes.append(Words(str(mm), (x + mm, y - 5.4), SMALL_MM))
    if paper is Paper.LETTER:
        shapes.append(line(at, (x + 4 * INCH_MM, y)))
        for eighth in range(33):
            length = 4.5 if eighth % 8 == 0 else 3.0 if eighth % 4 == 0 else 2.0
            place = x + eighth * INCH_MM / 8
            shapes.append(line((place, y), (place, y + length)))
            if eighth % 8 == 0:
                shapes.append(Words(str(eighth // 8), (place, y + 5.4 + SMALL_MM), SMALL_MM))
    yield from map(_mark, shapes)
    units = "sheet.mm_and_inches" if paper is Paper.LETTER else "sheet.mm"
    beside = x + 4 * INCH_MM + 6
    yield _words(texts.label("sheet.scale"), (beside, y - 2), TEXT_MM, fill=0, bold=True)
    yield _words(texts.label(units), (beside, y - 2 + LINE_MM), SMALL_MM, fill=GREY)


def _mark(shape: Shape) -> Mark:
    match shape:
        case Circle(centre=(x, y), diameter=diameter, filled=True):
            return {"circle": (x, y, diameter), "fill": PENS[shape.ink][1]}
        case Circle(centre=(x, y), diameter=diameter):
            return {"circle": (x, y, diameter), "pen": PENS[shape.ink]}
        case Path(points=points, closed=closed):
            return {"path": points, "closed": closed, "pen": PENS[shape.ink]}
        case Words(text=text, at=at, height=height, by_body=by_body):
            grey = LETTERS[shape.ink]
            return _words(text, at, height, fill=grey, align=0.5, by_body=by_body)


def _words(
    text: str,
    at: Point,
    height: float,
    *,
    fill: int,
    align: float = 0,
    bold: bool = False,
    by_body: bool = False,
) -> Mark:
    return {
        "words": text,
        "at": at,
        "height": height,
        "of": "body" if by_body else "capital",
        "align": align,
        "bold": bold,
        "fill": fill,
    }

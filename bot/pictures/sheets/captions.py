"""The words above a figure: what it measures, and which levels it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from bot.domain.sheet_figures import Circles, Dots
from bot.domain.sheet_strokes import Rows, Squares, Within
from bot.domain.sheets import FIGURE_NAMES, Figure
from bot.texts.texts import Texts


def caption(figure: Figure, texts: Texts) -> str:
    """Return what a figure measures, in words, from the numbers that it is drawn with."""
    numbers = {field.name: _said(getattr(figure, field.name), texts) for field in fields(figure)}
    return texts.label(f"sheet.{_key(figure)}", **numbers)


def levels(numbers: Sequence[int], texts: Texts) -> str:
    """Return which levels of a drill a figure serves; "" where none is named."""
    if not numbers:
        return ""
    key = "sheet.level" if len(numbers) == 1 else "sheet.levels"
    return texts.label(key, levels=_listed([str(number) for number in numbers], texts))


def _key(figure: Figure) -> str:
    match figure:
        case Dots(rings=True):
            return "rings"
        case Rows(pattern=pattern):
            return f"rows_{pattern}"
        case Squares(within=Within.HALVES):
            return "half_squares"
        case Circles():
            return "circles"
        case _ if getattr(figure, "radius", 0):
            return "bent_cuts"
    return FIGURE_NAMES[type(figure)]


def _said(value: object, texts: Texts) -> str:
    if isinstance(value, tuple):
        return _listed(list(dict.fromkeys(f"{each:g}" for each in value)), texts)
    return f"{value:g}" if isinstance(value, float | int) else str(value)


def _listed(words: list[str], texts: Texts) -> str:
    if len(words) < 2:
        return "".join(words)
    return texts.label("sheet.list", first=", ".join(words[:-1]), last=words[-1])

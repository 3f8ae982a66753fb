"""A needle on its way through the air: from where it came out to where it goes in next, turned as a
hand turns it, without bending."""

from __future__ import annotations

from collections.abc import Iterable
from math import acos, cos, pi, sin

from bot.domain.stitches.space import Line, Vec

Basis = tuple[Vec, Vec, Vec]
SMALL = 1e-6


def in_flight(start: Line, end: Line, share: float, height: float) -> Line:
    """Return the needle when a share of its way from `start` to `end` is done, from 0 to 1. It
    rises by `height` mm in between; without a start it comes down from above."""
    if not start:
        return tuple(place + Vec(0, 0, -height * (1 - share)) for place in end)
    axis, angle = _turn(_basis(start), _basis(end))
    here, there = _middle(start), _middle(end)
    raised = Vec(0, 0, -4 * height * share * (1 - share))
    middle = here + (there - here) * share + raised
    return tuple(middle + _rotated(place - there, axis, -angle * (1 - share)) for place in end)


def _middle(line: Line) -> Vec:
    return (line[0] + line[-1]) * 0.5


def _basis(line: Line) -> Basis:
    """Return the directions of a needle: along its chord, towards its back, and off its plane."""
    chord = (line[-1] - line[0]).unit()
    back = line[len(line) // 2] - _middle(line)
    back = (back - chord * back.dot(chord)).unit()
    return chord, back, chord.cross(back)


def _turn(start: Basis, end: Basis) -> tuple[Vec, float]:
    """Return axis and angle of the turn that brings one set of directions into the other."""
    units = (Vec(1, 0, 0), Vec(0, 1, 0), Vec(0, 0, 1))
    turned = [_sum(b * a.dot(unit) for a, b in zip(start, end, strict=True)) for unit in units]
    trace = turned[0].along + turned[1].across + turned[2].depth
    angle = acos(max(-1.0, min(1.0, (trace - 1) / 2)))
    if angle > pi - SMALL:  # half a turn: the axis is what stays where it was
        still = (unit + turned[number] for number, unit in enumerate(units))
        return max(still, key=lambda axis: axis.length).unit(), angle
    axis = Vec(
        turned[1].depth - turned[2].across,
        turned[2].along - turned[0].depth,
        turned[0].across - turned[1].along,
    )
    return axis.unit(), angle


def _sum(parts: Iterable[Vec]) -> Vec:
    total = Vec(0, 0, 0)
    for part in parts:
        total = total + part
    return total


def _rotated(place: Vec, axis: Vec, angle: float) -> Vec:
    return (
        place * cos(angle)
        + axis.cross(place) * sin(angle)
        + axis * (axis.dot(place) * (1 - cos(angle)))
    )

"""The ruled lines of a straightened page, in points, and the page without them."""

from __future__ import annotations

import cv2
import numpy as np

from performance.documents.formats.paged.page import Rule
from performance.documents.formats.scan.straight import Picture

_SHORTEST = 0.3  # inches: shorter strokes belong to characters
_LOWEST_ROW = 0.12  # inches: so short may be a line from one level line to the next
_TOUCHING = 2.0  # points
_BREAK = 3  # pixels that a worn line may miss; letters stand further apart
_THICKEST = 0.06  # inches


def ruled_lines(ink: Picture, dots: float) -> tuple[list[Rule], list[Rule], Picture]:
    """Level lines, upright lines, and where the lines are; ``dots`` is the resolution in dots per inch."""
    length = int(_SHORTEST * dots)
    level, level_mask = _lines(ink, (length, 1), dots)
    upright, upright_mask = _lines(ink, (1, length), dots)
    short, short_mask = _between(level, *_lines(ink, (1, int(_LOWEST_ROW * dots)), dots), dots)
    return level, [*upright, *short], cv2.bitwise_or(cv2.bitwise_or(level_mask, upright_mask), short_mask)


def _between(
    level: list[Rule], strokes: list[Rule], mask: Picture, dots: float
) -> tuple[list[Rule], Picture]:
    """The strokes that reach from one level line to another: the line between two cells of a row that is low."""
    kept = np.zeros_like(mask)
    found = []
    for stroke in strokes:
        if stroke.stop - stroke.start < _SHORTEST * 72 and all(
            any(_touches(rule, stroke.at, end) for rule in level) for end in (stroke.start, stroke.stop)
        ):
            found.append(stroke)
            top, bottom, at = (int(place * dots / 72) for place in (stroke.start, stroke.stop, stroke.at))
            area = slice(top, bottom + 1), slice(max(at - 3, 0), at + 4)
            kept[area] = mask[area]
    return found, kept


def _touches(rule: Rule, at: float, end: float) -> bool:
    return abs(rule.at - end) <= _TOUCHING and rule.start - _TOUCHING <= at <= rule.stop + _TOUCHING


def _lines(ink: Picture, kernel: tuple[int, int], dots: float) -> tuple[list[Rule], Picture]:
    level = kernel[0] > kernel[1]
    bridge = (_BREAK, 1) if level else (1, _BREAK)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(bridge[::-1], np.uint8))
    mask = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
    count, _, found, _ = cv2.connectedComponentsWithStats(mask)
    rules = []
    scale = 72 / dots
    long_runs = np.zeros_like(mask)
    for left, top, width, height, _ in found[1:count]:
        thick, long = (height, width) if level else (width, height)
        if thick > _THICKEST * dots + 0.004 * long:
            continue  # a picture, or an area of colour
        area = slice(top, top + height), slice(left, left + width)
        long_runs[area] = mask[area]
        across, along = (top + height / 2, left) if level else (left + width / 2, top)
        rules.append(Rule(across * scale, along * scale, (along + long) * scale))
    return rules, long_runs


def without_lines(grey: Picture, lines: Picture) -> Picture:
    """The page with its lines painted over in the colour of the paper; letters that touch them keep their strokes."""
    wide = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    paper = int(np.percentile(grey, 90))
    plain = grey.copy()
    plain[wide > 0] = paper
    return plain

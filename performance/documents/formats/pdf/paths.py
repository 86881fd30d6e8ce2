"""The lines and coloured areas that are drawn on a PDF page, by pdfium."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

THIN = 3.2  # points: an area no wider than this is a line
_WHITE = 250  # of 255
_DEEPEST = 5  # drawings within drawings
_MOST_OBJECTS = 100_000

Matrix = tuple[float, float, float, float, float, float]
Edge = tuple[float, float, float, float]  # two points
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass
class Paths:
    """``edges`` are straight lines from point to point, ``areas`` coloured rectangles by their corners."""

    edges: list[Edge] = field(default_factory=list)
    areas: list[Edge] = field(default_factory=list)
    picture: float = 0.0  # the largest area that one picture covers


def paths_of(page: Any) -> Paths:
    paths = Paths()
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    for n in range(count):
        _add(pdfium.FPDFPage_GetObject(page, n), _SAME, 0, paths)
    return paths


def _add(item: Any, matrix: Matrix, depth: int, paths: Paths) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _add_path(item, _product(_matrix_of(item), matrix), paths)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        a, b, c, d, _, _ = _product(_matrix_of(item), matrix)
        paths.picture = max(paths.picture, abs(a * d - b * c))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _product(_matrix_of(item), matrix)
        for n in range(min(pdfium.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
            _add(pdfium.FPDFFormObj_GetObject(item, n), inner, depth + 1, paths)


def _add_path(path: Any, matrix: Matrix, paths: Paths) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    white = fill.value and not stroke.value and _is_white(path)
    for points in _outlines(path, matrix):
        if stroke.value:
            paths.edges += [(*a, *b) for a, b in itertools.pairwise(points)]
        if fill.value and not white:
            _add_area(points, paths)


def _add_area(points: list[tuple[float, float]], paths: Paths) -> None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if top - bottom <= THIN or right - left <= THIN:
        if right - left >= top - bottom:
            middle = (top + bottom) / 2
            paths.edges.append((left, middle, right, middle))
        else:
            middle = (left + right) / 2
            paths.edges.append((middle, bottom, middle, top))
    elif len(set(xs)) <= 3 and len(set(ys)) <= 3:  # a rectangle, not a letter or a seal
        paths.areas.append((left, bottom, right, top))


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Each piece of a path as its points; one with a curve in it draws no table."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for n in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, n)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _matrix_of(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, m):
        return _SAME
    return m.a, m.b, m.c, m.d, m.e, m.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    if outer == _SAME:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _is_white(path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE

"""Tables that draw lines across alone, above and below their head and their end: columns are told by what is free of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from performance.documents.formats.paged.level_words import is_level
from performance.documents.formats.paged.page import Box, Glyph, Rule
from performance.documents.formats.paged.text import Line, lines_of

_SAME_END = 6.0  # points: lines that begin and end this near are of one table
_FEWEST_RULES = 3
_FEWEST_COLUMNS = 3
_MOST_STRIPS = 3  # more lines than a head, a body and a foot need are drawn under every row
_FREE = 0.6  # of a letter's size: room that no letter of any row stands in parts two columns
_FULL = 1.2  # of a letter's size: a line that leaves no more room at its end may go on in the next one
_MANY = (
    0.25  # of the lines in which a column says something: a row that lacks it is the rest of the one above
)


@dataclass(frozen=True)
class OpenTable:
    """Edges of columns and rows, and the lines across that are drawn, or that stand for none, between rows."""

    xs: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def open_tables(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Iterator[OpenTable]:
    """The tables that lines across alone draw; a line may reach from the levels' end only."""
    for own in _of_one_width(rules):
        start, stop = own[0].start, own[0].stop
        inner = [
            rule
            for rule in rules
            if rule not in own and start - _SAME_END < rule.start and rule.stop < stop + _SAME_END
        ]
        for run in _tabular(own, glyphs):
            if table := _table(run, inner, glyphs):
                yield table


def _of_one_width(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    left = sorted(rules, key=lambda rule: rule.start - rule.stop)
    while left:
        first = left[0]
        own = [
            r for r in left if abs(r.start - first.start) < _SAME_END and abs(r.stop - first.stop) < _SAME_END
        ]
        left = [rule for rule in left if rule not in own]
        if len(own) >= _FEWEST_RULES:
            yield sorted(own)


def _tabular(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Iterator[list[Rule]]:
    """Runs of lines between which stand texts side by side; what stands between others is prose."""
    run: list[Rule] = []
    for above, below in pairwise(rules):
        inside = _between(glyphs, above, above.at, below.at)
        if any(len(band) >= _FEWEST_COLUMNS for band in _bands(inside)):
            run = [*run, below] if run else [above, below]
        else:
            if len(run) >= _FEWEST_RULES:
                yield run
            run = []
    if len(run) >= _FEWEST_RULES:
        yield run


def _between(glyphs: Sequence[Glyph], rule: Rule, top: float, bottom: float) -> list[Glyph]:
    return [
        g
        for g in glyphs
        if top < (g.top + g.bottom) / 2 < bottom
        and rule.start - _SAME_END < g.left
        and g.right < rule.stop + _SAME_END
    ]


def _bands(glyphs: Sequence[Glyph]) -> list[list[Line]]:
    """The texts of each line, from left to right."""
    bands: list[list[Line]] = []
    for line in lines_of(glyphs, apart=True):
        last = bands[-1] if bands else None
        if (
            last
            and min(last[0].box.bottom, line.box.bottom) - max(last[0].box.top, line.box.top) > line.size / 2
        ):
            last.append(line)
        else:
            bands.append([line])
    return bands


def _table(run: Sequence[Rule], inner: Sequence[Rule], glyphs: Sequence[Glyph]) -> OpenTable | None:
    first, last = run[0], run[-1]
    inside = _between(glyphs, first, first.at, last.at)
    bands = _bands(inside)
    xs = _edges([band for band in bands if len(band) >= _FEWEST_COLUMNS], inside, first)
    if len(xs) <= _FEWEST_COLUMNS:
        return None
    across = [*run, *(rule for rule in inner if first.at < rule.at < last.at)]
    if len(run) <= _MOST_STRIPS + 1 and len(across) == len(run):
        for above, below in pairwise(run):
            rows = _rows([band for band in bands if above.at < band[0].box.top < below.at], xs)
            if rows is None:
                return None
            across += [Rule(at, first.start, first.stop) for at in rows]
    return OpenTable(tuple(xs), tuple(across), tuple(_sides(xs, sorted(across), bands)))


def _edges(bands: Sequence[Sequence[Line]], glyphs: Sequence[Glyph], rule: Rule) -> list[float]:
    """The sides of the table, and between them the middles of what is free in all rows that have several texts."""
    listed = [(line.box.top, line.box.bottom) for band in bands for line in band[:1]]
    rows = [
        g for g in glyphs if any(top - 1 <= (g.top + g.bottom) / 2 <= bottom + 1 for top, bottom in listed)
    ]
    if not rows:
        return []
    free = _FREE * min(glyph.size for glyph in rows)
    edges, reached = [rule.start], None
    for glyph in sorted(rows):
        if reached is not None and glyph.left - reached >= free:
            edges.append((reached + glyph.left) / 2)
        reached = max(reached or glyph.right, glyph.right)
    return [*edges, rule.stop]


def _rows(bands: Sequence[Sequence[Line]], xs: Sequence[float]) -> list[float] | None:
    """Where one row ends and the next begins; None where nobody can tell whether a line goes on."""
    placed = [_by_column(band, xs) for band in bands]
    needed = _filled(placed)
    edges: list[float] = []
    for above, below in pairwise(placed):
        if needed <= below.keys():
            edges.append((_bottom(above) + _top(below)) / 2)
        elif not _goes_on(above, below, placed):
            return None
    return edges


def _by_column(band: Sequence[Line], xs: Sequence[float]) -> dict[int, Line]:
    return {sum(x < (line.box.left + line.box.right) / 2 for x in xs[1:-1]): line for line in band}


def _filled(rows: Sequence[dict[int, Line]]) -> set[int]:
    """The columns in which rows say something, those of the levels left out: merged, they are blank."""
    found = set()
    for column in {column for row in rows for column in row}:
        texts = [row[column].text for row in rows if column in row]
        levels = sum(map(is_level, texts)) * 2 > len(texts)
        if len(texts) >= _MANY * len(rows) and not levels:
            found.add(column)
    return found


def _goes_on(above: dict[int, Line], below: dict[int, Line], rows: Sequence[dict[int, Line]]) -> bool:
    """Whether every text of a line goes on from the one above it, which had no room left."""
    for column, line in below.items():
        widest = max(row[column].box.right for row in rows if column in row)
        if column not in above or widest - above[column].box.right > _FULL * line.size:
            return False
    return True


def _bottom(row: dict[int, Line]) -> float:
    return max(line.box.bottom for line in row.values())


def _top(row: dict[int, Line]) -> float:
    return min(line.box.top for line in row.values())


def _sides(xs: Sequence[float], across: Sequence[Rule], bands: Sequence[Sequence[Line]]) -> Iterator[Rule]:
    """The sides of cells: nowhere where a text of the row reaches over them."""
    places = sorted({rule.at for rule in across})
    for above, below in pairwise(places):
        texts: list[Box] = [
            line.box
            for band in bands
            for line in band
            if above < line.box.top and line.box.bottom < below + 2
        ]
        for number, x in enumerate(xs):
            crossed = 0 < number < len(xs) - 1 and any(box.left < x < box.right for box in texts)
            if not crossed:
                yield Rule(x, above, below)

"""Ruled lines to tables: which lines belong together, where their columns and rows are, and what cells they enclose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from performance.documents.formats.paged.box_index import BoxIndex
from performance.documents.formats.paged.page import Box, Page, Rule
from performance.documents.formats.paged.three_lines import OpenTable, open_tables

NEAR = 3.0  # points: two lines this near are one, drawn double or not quite straight
_GAP = 6.0  # points: a dashed line is one line
_SHORTEST = 4.0
_BEYOND = 8.0  # points: a line that goes on this far beyond the last one across it shows an open side
_COVERED = 0.6  # of a cell's side that must be drawn for it to be a side
_MOST_RULES = 20_000


@dataclass(frozen=True)
class Region:
    """A cell of a ruled table, by the rows and columns it covers, from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    closed_below: bool = True  # False where no line is drawn at the table's end: the cell goes on elsewhere


@dataclass(frozen=True)
class RuledTable:
    """``xs`` and ``ys`` are the edges of its columns and rows; ``owner`` is the cell of each place of the grid."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def region_at(self, x: float, y: float) -> int | None:
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None

    def box_of(self, number: int) -> Box:
        region = self.regions[number]
        return Box(
            self.xs[region.column],
            self.ys[region.row],
            self.xs[region.column + region.column_span],
            self.ys[region.row + region.row_span],
        )


def ruled_tables(page: Page) -> list[RuledTable]:
    """The tables of a page, those that lie within another one left out."""
    across = _joined(page.horizontal)
    down = _joined(page.vertical)
    soft_across, soft_down = _edges(page.fills)
    across, down = _joined([*across, *soft_across]), _joined([*down, *soft_down])
    if len(across) + len(down) > _MOST_RULES:
        return []
    groups = _connected(across, down)
    tables = [table for group in groups if (table := _table(*group))]
    loose = [rule for group in groups if not group[1] for rule in group[0]]
    tables += [table for drawn in open_tables(loose, page.glyphs) if (table := _open_table(drawn))]
    tables.sort(key=lambda table: (table.box.top, table.box.left))
    boxes = BoxIndex([table.box for table in tables])
    return [table for number, table in enumerate(tables) if not _lies_within(number, tables, boxes)]


def _open_table(drawn: OpenTable) -> RuledTable | None:
    return _table(_joined(drawn.across), _joined(drawn.down))


def _lies_within(number: int, tables: Sequence[RuledTable], boxes: BoxIndex) -> bool:
    box = tables[number].box
    around = boxes.near((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    return any(_holds(tables[other].box, box) for other in around if other != number)


def _edges(fills: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    across, down = [], []
    for box in fills:
        across += [Rule(box.top, box.left, box.right), Rule(box.bottom, box.left, box.right)]
        down += [Rule(box.left, box.top, box.bottom), Rule(box.right, box.top, box.bottom)]
    return across, down


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Lines one over another or in one row of dashes as one line each, at one place each."""
    rules = [rule for rule in rules if rule.stop > rule.start]
    places = clustered(rule.at for rule in rules)
    by_place: dict[float, list[Rule]] = {}
    for rule in rules:
        by_place.setdefault(places[rule.at], []).append(rule)
    found = []
    for at, together in by_place.items():
        together.sort(key=lambda rule: rule.start)
        start, stop = together[0].start, together[0].stop
        for rule in together[1:]:
            if rule.start <= stop + _GAP:
                stop = max(stop, rule.stop)
            else:
                found.append(Rule(at, start, stop))
                start, stop = rule.start, rule.stop
        found.append(Rule(at, start, stop))
    return [rule for rule in found if rule.stop - rule.start >= _SHORTEST]


def clustered(numbers: Iterable[float]) -> dict[float, float]:
    """Each number with the middle of those near it."""
    places: dict[float, float] = {}
    group: list[float] = []
    for number in sorted(set(numbers)):
        if group and (number - group[-1] > NEAR or number - group[0] > 2 * NEAR):
            places |= dict.fromkeys(group, (group[0] + group[-1]) / 2)
            group = []
        group.append(number)
    return places | dict.fromkeys(group, (group[0] + group[-1]) / 2) if group else places


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that touch one another, group by group."""
    parent = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    standing: dict[float, list[int]] = {}  # at each place from above; none reaches over the next
    for n in sorted(range(len(down)), key=lambda n: down[n].start):
        standing.setdefault(down[n].at, []).append(n)
    starts = {at: [down[n].start for n in numbers] for at, numbers in standing.items()}
    places = sorted(standing)
    for number, rule in enumerate(across):
        for at in places[bisect_right(places, rule.start - NEAR) : bisect_right(places, rule.stop + NEAR)]:
            last = bisect_right(starts[at], rule.at + NEAR) - 1
            while last >= 0 and down[standing[at][last]].stop + NEAR >= rule.at:
                parent[root(number)] = root(len(across) + standing[at][last])
                last -= 1
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate([*across, *down]):
        group = groups.setdefault(root(number), ([], []))
        group[number >= len(across)].append(rule)
    return list(groups.values())


def _table(across: list[Rule], down: list[Rule]) -> RuledTable | None:
    """The table that these lines draw; None if they enclose fewer than two cells."""
    if len(across) < 2 and len(down) < 2:
        return None
    if not across or not down:
        return None
    ys = _with_open_sides([r.at for r in across], down)
    xs = _with_open_sides([r.at for r in down], across)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    lines = _by_place(across, ys)
    regions, owner = _regions(xs, ys, lines, _by_place(down, xs))
    if len(regions) < 2:
        return None
    regions = [
        region if _is_closed_below(region, xs, len(ys), lines[-1]) else replace(region, closed_below=False)
        for region in regions
    ]
    return RuledTable(tuple(xs), tuple(ys), tuple(regions), owner)


def _is_closed_below(region: Region, xs: list[float], edges: int, last: list[Rule]) -> bool:
    if region.row + region.row_span < edges - 1:
        return True
    return _is_drawn(last, xs[region.column], xs[region.column + region.column_span])


def _with_open_sides(places: list[float], crossing: list[Rule]) -> list[float]:
    """The places in order, with one more at either end where the lines across go on beyond the last."""
    places = sorted(set(places))
    first, last = min(rule.start for rule in crossing), max(rule.stop for rule in crossing)
    before, after = first < places[0] - _BEYOND, last > places[-1] + _BEYOND
    return [*([first] if before else []), *places, *([last] if after else [])]


def _by_place(rules: list[Rule], places: list[float]) -> list[list[Rule]]:
    lines: dict[float, list[Rule]] = {}
    for rule in rules:
        lines.setdefault(rule.at, []).append(rule)
    return [lines.get(place, []) for place in places]


def _is_drawn(rules: list[Rule], start: float, stop: float) -> bool:
    drawn = sum(max(0.0, min(rule.stop, stop) - max(rule.start, start)) for rule in rules)
    return drawn >= _COVERED * (stop - start)


def _regions(
    xs: list[float], ys: list[float], across: list[list[Rule]], down: list[list[Rule]]
) -> tuple[list[Region], tuple[tuple[int, ...], ...]]:
    """The cells: places of the grid that no drawn line divides, cut so that each is a rectangle."""
    height, width = len(ys) - 1, len(xs) - 1
    joined_right = [
        [not _is_drawn(down[column + 1], ys[row], ys[row + 1]) for column in range(width - 1)]
        for row in range(height)
    ]
    joined_below = [
        [not _is_drawn(across[row + 1], xs[column], xs[column + 1]) for column in range(width)]
        for row in range(height - 1)
    ]
    owner = [[-1] * width for _ in range(height)]
    regions: list[Region] = []
    for row in range(height):
        for column in range(width):
            if owner[row][column] < 0:
                region = _grown(row, column, owner, joined_right, joined_below)
                for r in range(row, row + region.row_span):
                    owner[r][column : column + region.column_span] = [len(regions)] * region.column_span
                regions.append(region)
    return regions, tuple(map(tuple, owner))


def _grown(
    row: int, column: int, owner: list[list[int]], right: list[list[bool]], below: list[list[bool]]
) -> Region:
    """The largest rectangle from here to the right, then downwards, that no line crosses."""
    width = 1
    while (
        column + width < len(owner[0]) and right[row][column + width - 1] and owner[row][column + width] < 0
    ):
        width += 1
    columns = range(column, column + width)
    height = 1
    while (
        row + height < len(owner)
        and all(below[row + height - 1][c] and owner[row + height][c] < 0 for c in columns)
        and all(right[row + height][c] for c in columns[:-1])
    ):
        height += 1
    return Region(row, column, height, width)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left - NEAR <= inner.left
        and outer.top - NEAR <= inner.top
        and outer.right + NEAR >= inner.right
        and outer.bottom + NEAR >= inner.bottom
    )

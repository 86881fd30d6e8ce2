"""A source and the account of its reading → the mirror of the source: each cell with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from performance.documents.blocks import Grid, Source, SourceBlock, SourcePlace, SourceRow
from performance.documents.mirror import Mirror, MirrorBlock, MirrorCell, MirrorMark
from performance.documents.reading import ReadingRemark, Report

MOST_CELLS = 3_000  # shown: a reader looks through no more, and a page holds no more
_LONGEST = 600  # characters of a cell


def mirror_of(source: Source, report: Report) -> Mirror:
    marks = _Marks(report)
    blocks = [block for each in source.blocks if (block := _block(each, marks)).rows]
    shown = _shown(blocks)
    return Mirror(
        tuple(shown),
        pages=max((block.place.page for block in _places(source)), default=0),
        tables=sum(isinstance(block, Grid) for block in source.blocks),
        hidden=len(blocks) - len(shown),
    )


def _places(source: Source) -> Iterator[SourceBlock | SourceRow]:
    for block in source.blocks:
        yield block
        if isinstance(block, Grid) and block.rows:
            yield block.rows[-1]


def _shown(blocks: Sequence[MirrorBlock]) -> list[MirrorBlock]:
    """As many as can be shown, those with marks before all others; in the order of the file."""
    room = MOST_CELLS
    chosen: set[int] = set()
    for number in sorted(range(len(blocks)), key=lambda n: not blocks[n].is_marked):
        size = sum(map(len, blocks[number].rows))
        if size > room and chosen:
            continue
        room -= size
        chosen.add(number)
    return [block for number, block in enumerate(blocks) if number in chosen]


class _Marks:
    """What the report says of places: an account knows a place by its row, some also by its column."""

    def __init__(self, report: Report) -> None:
        self._unplaced = {(_row(piece.place), _bare(piece.text)) for piece in report.unplaced}
        self._problems = _by_place(report.problems)
        self._uncertain = _by_place(report.uncertain)

    def of(self, text: str, place: SourcePlace) -> MirrorMark | None:
        bare = _bare(text)
        if bare and (_row(place), bare) in self._unplaced:
            return MirrorMark.UNPLACED
        if _is_spoken_of(self._problems, bare, place):
            return MirrorMark.PROBLEM
        return MirrorMark.UNCERTAIN if bare and _is_spoken_of(self._uncertain, bare, place) else None


def _by_place(remarks: Sequence[ReadingRemark]) -> dict[SourcePlace, set[str]]:
    found: dict[SourcePlace, set[str]] = {}
    for remark in remarks:
        if remark.place is not None:
            found.setdefault(remark.place, set()).add(_bare(remark.value))
    return found


def _is_spoken_of(remarks: dict[SourcePlace, set[str]], bare: str, place: SourcePlace) -> bool:
    """Whether a remark means this cell: by its value; or by its column, where it tells one and no value."""
    exact = remarks.get(place, set())
    if bare in exact or (place.column is not None and "" in exact):
        return True
    return bool(bare) and bare in remarks.get(_row(place), set())


def _row(place: SourcePlace) -> SourcePlace:
    return replace(place, column=None)


def _bare(text: str) -> str:
    return "".join(text.split())


def _block(block: SourceBlock, marks: _Marks) -> MirrorBlock:
    if isinstance(block, SourceRow):
        cells = tuple(_cell(text, block.place, marks) for text in block.cells)
        return MirrorBlock(str(block.place), (cells,) if any(block.cells) else (), len(block.cells) > 1)
    rows: list[list[MirrorCell]] = [[] for _ in range(block.height)]
    for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
        shown = _cell(cell.text, cell.place, marks)
        rows[cell.row].append(replace(shown, row_span=cell.row_span, column_span=cell.column_span))
    return MirrorBlock(_begin(block), tuple(tuple(row) for row in rows if row), is_table=True)


def _begin(block: Grid) -> str:
    return str(block.place).removesuffix("第1行") or "表格"


def _cell(text: str, place: SourcePlace, marks: _Marks) -> MirrorCell:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return MirrorCell(shown, mark=marks.of(text, place))

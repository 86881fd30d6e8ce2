"""What a web page shows of a printed text → its markup.

A text of twenty projects has thousands of cells; a template takes ten times as long over them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from types import MappingProxyType

from performance.documents.blocks import Spot
from performance.documents.formats.html.cells import (
    HtmlBlock,
    HtmlCell,
    HtmlHeading,
    HtmlParagraph,
    HtmlPart,
    HtmlRow,
    HtmlTable,
)


@dataclass(frozen=True, slots=True)
class HtmlRemark:
    """What stands as a small link in a marked place: a word that is shown, and a sentence for whoever asks."""

    href: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class HtmlMark:
    """Makes a printed place one that links lead to, and that shows remarks; ``kind`` decides its looks."""

    id: str
    kind: str
    remarks: tuple[HtmlRemark, ...] = ()


BlockMarks = Mapping[tuple[int, int], HtmlMark]  # by row and cell; of what is no table, at its only place
Marks = Mapping[tuple[int, int], BlockMarks]  # by part and block
NO_BLOCK_MARKS: BlockMarks = MappingProxyType({})
NO_MARKS: Marks = MappingProxyType({})
ONLY_PLACE = (0, 0)
_MOST_KEPT = 8192  # rows without marks
_LONGEST_KEPT = 600  # characters of its cells: what is kept of texts long gone must not fill the memory


def marks_by_block(marks: Iterable[tuple[Spot, HtmlMark]]) -> Marks:
    found: dict[tuple[int, int], dict[tuple[int, int], HtmlMark]] = defaultdict(dict)
    for spot, mark in marks:
        found[spot.part, spot.block][spot.row, spot.cell] = mark
    return found


def markup(part: HtmlPart, marks: Marks = NO_MARKS) -> str:
    """The section of a page that holds a part; all that anybody wrote in it is escaped."""
    title = escape(part.title)
    blocks = "\n".join(
        _block(block, title, marks.get((part.number, number), NO_BLOCK_MARKS))
        for number, block in enumerate(part.blocks)
    )
    return f'<section id="{escape(part.anchor)}" class="part">\n{blocks}\n</section>'


def _block(block: HtmlBlock, title: str, marks: BlockMarks) -> str:
    if isinstance(block, HtmlHeading):
        return _element(f"h{block.depth}", f"level-{block.level}", block.text, marks.get(ONLY_PLACE))
    if isinstance(block, HtmlParagraph):
        return _element("p", "prose", block.text, marks.get(ONLY_PLACE))
    tables = "\n".join(
        _table(table, f"{title}（续）" if n else title, marks) for n, table in enumerate(block.tables)
    )
    return f'<div class="scroller" role="region" aria-label="{title}" tabindex="0">\n{tables}\n</div>'


def _table(table: HtmlTable, title: str, marks: BlockMarks) -> str:
    widths = "".join(f'<col width="{width}%">' for width in table.widths)
    head = f"<thead>{_rows(table.head, marks)}</thead>\n" if table.head else ""
    return (
        f'<table class="form">\n<caption class="visually-hidden">{title}</caption>\n'
        f"<colgroup>{widths}</colgroup>\n{head}<tbody>{_rows(table.body, marks)}</tbody>\n</table>"
    )


def _rows(rows: Iterable[HtmlRow], marks: BlockMarks) -> str:
    marked = {row for row, _ in marks}
    return "\n".join(
        _kept_row(row) if _may_be_kept(row) and row[0].at[0] not in marked else _row(row, marks)
        for row in rows
    )


def _may_be_kept(row: HtmlRow) -> bool:
    return bool(row) and sum([len(cell.text) for cell in row]) <= _LONGEST_KEPT


def _row(row: HtmlRow, marks: BlockMarks) -> str:
    return f"<tr>{''.join([_cell(cell, marks.get(cell.at)) for cell in row])}</tr>"


@lru_cache(_MOST_KEPT)  # pages are opened far more often than texts change, and forms repeat their rows
def _kept_row(row: HtmlRow) -> str:
    return _row(row, NO_BLOCK_MARKS)


def _cell(cell: HtmlCell, mark: HtmlMark | None) -> str:
    spans = "".join(_spans(cell))
    if cell.scope:
        return _element("th", cell.style, cell.text, mark, f' scope="{cell.scope}"{spans}')
    return _element("td", cell.style, cell.text, mark, spans)


def _spans(cell: HtmlCell) -> Iterator[str]:
    if cell.colspan > 1:
        yield f' colspan="{cell.colspan}"'
    if cell.rowspan > 1:
        yield f' rowspan="{cell.rowspan}"'


def _element(name: str, looks: str, text: str, mark: HtmlMark | None, more: str = "") -> str:
    if mark is None:
        return f'<{name} class="{looks}"{more}>{escape(text)}</{name}>'
    opening = f'<{name} class="{looks} marked {mark.kind}" id="{escape(mark.id)}"{more}>'
    return f"{opening}{escape(text)}{_remarks(mark)}</{name}>"


def _remarks(mark: HtmlMark) -> str:
    """The links of a marked place."""
    links = "".join(
        f'<a href="{escape(remark.href)}" title="{escape(remark.title)}">{escape(remark.text)}</a>'
        for remark in mark.remarks
    )
    return f'<span class="marks">{links}</span>' if links else ""

"""A printed text as the data of a template: every line with its look, every cell at its beginning only.

Nothing here is markup, so nothing needs escaping; the template prints strings as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, count, groupby

from performance.documents.blocks import Heading, Part, Printed, Style, TableBlock
from performance.documents.formats.docx.contents import Entry, blocks_of, entries_of
from performance.documents.formats.docx.page import TURNED, page_of
from performance.documents.formats.html.cells import HtmlCell, HtmlRow, html_tables
from performance.documents.formats.paper_looks import cover_of, looks_of
from performance.documents.formats.unprintable import Unprintable

Data = dict[str, object]
Text = str | list[str | list[str]]

_TEXT_WIDTH = 442.2  # points: 156 mm
_TURNED_WIDTH = 637.8
_CELL_MARGINS = 8.5
_CELL_SIZE, _LINE_SIZE = 10.5, 16.0
_LATIN_WIDTH = 0.62  # of the font size, on average
_KEPT_WHOLE = 15  # lines; a taller row may break across pages rather than leave half a page empty
_GAPLESS = re.compile(r"([!-~]{5,})")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_GOOD_BREAK = re.compile(r"(?<=[-./_,])")
_HEADING_LOOKS = {1: "title", 2: "section"}


def pages_of(printed: Printed) -> Data:
    """The whole text. Raises Unprintable."""
    numbers = count(1)
    parts = [part.drawn for part in printed.parts]
    entries = [entries_of(part, numbers) for part in parts]
    return {
        "title": printed.title,
        "cover": _cover(printed) if printed.has_cover else None,
        "contents": sum(map(len, entries)) > 1,
        "sections": [
            {"turned": turned, "parts": [piece for _, piece in section]}
            for turned, section in groupby(_parts(parts, entries), key=lambda piece: piece[0])
        ],
    }


def _cover(printed: Printed) -> Data:
    cover = cover_of(printed)
    return {
        "above": [_text(line) for line in cover.above],
        "title": _text(cover.title),
        "below": [_text(line) for line in cover.below],
    }


def _parts(parts: Sequence[Part], entries: Sequence[Sequence[Entry]]) -> Iterator[tuple[bool, Data]]:
    """Each part with whether its pages are turned. Behind a mere heading no new page is begun."""
    before: bool | None = None
    only_headings = False
    for part, own in zip(parts, entries, strict=True):
        turned = page_of(part) is TURNED
        breaks = turned == before and not only_headings
        width = _TURNED_WIDTH if turned else _TEXT_WIDTH
        yield turned, {"page-break": breaks, "blocks": list(_blocks(part, own, width))}
        before, only_headings = turned, all(isinstance(block, Heading) for block in part.blocks)


def _blocks(part: Part, entries: Sequence[Entry], width: float) -> Iterator[Data]:
    left = list(entries)
    blocks = blocks_of(part)
    if not blocks or not isinstance(blocks[0], Heading):
        yield _heading("", left.pop(0), "unseen")
    for block, look in zip(blocks, looks_of(blocks), strict=True):
        if isinstance(block, TableBlock):
            yield _table(block, width)
        elif isinstance(block, Heading):
            entry = left.pop(0)
            yield _heading(block.text, entry, "form-title" if entry.hidden else _look_of(block))
        else:
            yield {"kind": "line", "look": look, "text": _text(block.text)}


def _look_of(heading: Heading) -> str:
    return _HEADING_LOOKS.get(heading.level, "form")


def _heading(text: str, entry: Entry, look: str) -> Data:
    """``entry`` is the line of the 目录 and of the bookmarks."""
    words = _checked(entry.text).replace("\n", " ")
    return {"kind": "heading", "look": look, "text": _text(text), "entry": words, "level": entry.level}


def _table(block: TableBlock, width: float) -> Data:
    """One table, also where its repeated header stands in the middle."""
    *before, last = html_tables(block.parted())
    scale = width / sum(block.widths)
    edges = [reached * scale for reached in accumulate(block.widths, initial=0.0)]
    return {
        "kind": "table",
        "widths": block.widths,
        "above": [cell for table in before for cell in _cells(table.body, edges)],
        "head": list(_cells(last.head, edges)),
        "body": list(_cells(last.body, edges)),
    }


def _cells(rows: Sequence[HtmlRow], edges: Sequence[float]) -> Iterator[tuple[Style, int, int, bool, Text]]:
    """Look, columns, rows, whether a page may end within the cell, and text of each cell, row by row."""
    covered = [0] * (len(edges) - 1)  # by column: how many rows a cell that begins above still reaches down
    for row in rows:
        widths = _widths(row, covered, edges)
        splits = any(map(_is_tall, row, widths))
        for cell, width in zip(row, widths, strict=True):
            down = cell.rowspan
            yield cell.style, cell.colspan, down, splits or down > 1, _text(cell.text, _CELL_SIZE, width)


def _widths(row: HtmlRow, covered: list[int], edges: Sequence[float]) -> list[float]:
    """The room for text in each cell; keeps account of what the cells of this row cover further down."""
    widths = []
    begun: list[tuple[int, HtmlCell]] = []
    column = 0
    for cell in row:
        while covered[column]:
            column += 1
        end = column + cell.colspan
        widths.append(edges[end] - edges[column] - _CELL_MARGINS)
        if cell.rowspan > 1:
            begun.append((column, cell))
        column = end
    if any(covered):
        covered[:] = [max(rows - 1, 0) for rows in covered]
    for column, cell in begun:
        covered[column : column + cell.colspan] = [cell.rowspan - 1] * cell.colspan
    return widths


def _is_tall(cell: HtmlCell, width: float) -> bool:
    text = cell.text
    return len(text) > _KEPT_WHOLE and len(text) * _CELL_SIZE / width + text.count("\n") > _KEPT_WHOLE


def _text(text: str, size: float = _LINE_SIZE, width: float = _TEXT_WIDTH) -> Text:
    """The text; or in turns text, and what is too long for its line cut into what may stand on the next one."""
    _checked(text)
    room = width / (size * _LATIN_WIDTH)
    if len(text) <= room or all(len(run) <= room for run in _GAPLESS.findall(text)):
        return text
    return [
        _cut(piece, room) if number % 2 and len(piece) > room else piece
        for number, piece in enumerate(_GAPLESS.split(text))
    ]


def _cut(run: str, room: float) -> list[str]:
    """Cut behind dots and strokes where that is enough, else anywhere."""
    pieces = _GOOD_BREAK.split(run)
    return pieces if all(len(piece) <= room for piece in pieces) else list(run)


def _checked(text: str) -> str:
    if found := _UNPRINTABLE.search(text):
        raise Unprintable(
            f"文字“{text[:30]}”中有印不出来的控制字符（U+{ord(found[0]):04X}），请删去后再导出。"
        )
    return text

"""Word files as usually written and read with python-docx: every cell asked for by its row and column."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate

import docx
from docx.table import Table

from bench.bare_document import PlainDocument, PlainTable


def with_python_docx(plain: PlainDocument) -> bytes:
    """The tables alone: merged first, then filled."""
    document = docx.Document()
    for table in plain.tables:
        columns = sum(cell.span for cell in table.rows[0][1])
        drawn = document.add_table(len(table.rows), columns)
        for top, left, bottom, right in _areas(table):
            drawn.cell(top, left).merge(drawn.cell(bottom, right))
        for row, (_, cells) in enumerate(table.rows):
            for column, cell in zip(_columns(cells), cells, strict=False):
                if cell.merge != "continue":
                    first, *others = cell.texts
                    place = drawn.cell(row, column)
                    place.text = first
                    for text in others:
                        place.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _columns(cells) -> list[int]:
    return list(accumulate((cell.span for cell in cells), initial=0))


def _areas(table: PlainTable) -> Iterator[tuple[int, int, int, int]]:
    for row, (_, cells) in enumerate(table.rows):
        for column, cell in zip(_columns(cells), cells, strict=False):
            if cell.merge != "continue":
                bottom = _last_row(table, row, column) if cell.merge else row
                if bottom > row or cell.span > 1:
                    yield row, column, bottom, column + cell.span - 1


def _last_row(table: PlainTable, row: int, column: int) -> int:
    for below in range(row + 1, len(table.rows)):
        cells = table.rows[below][1]
        under = dict(zip(_columns(cells), cells, strict=False)).get(column)
        if under is None or under.merge != "continue":
            return below - 1
    return len(table.rows) - 1


def rows_of_python_docx(document: bytes) -> list[tuple[str, list[list[str]]]]:
    """Paragraphs and table rows in their order; a merged cell once, what goes on from above empty."""
    rows: list[list[str]] = []
    for block in docx.Document(BytesIO(document)).iter_inner_content():
        if isinstance(block, Table):
            rows += _rows(block)
        else:
            rows.append([block.text])
    return [("", rows)]


def _rows(table: Table) -> Iterator[list[str]]:
    above: set[object] = set()
    for row in range(len(table.rows)):
        texts, seen = [], []
        for column in range(len(table.columns)):
            cell = table.cell(row, column)
            if cell._tc not in seen:
                texts.append("" if cell._tc in above else cell.text)
                seen.append(cell._tc)
        above |= set(seen)
        yield texts

"""The project form as the rows of the two Word tables that print it: before its header, and from the header on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import accumulate

from performance.content import ProjectContent
from performance.documents.blocks import Style, number_text
from performance.documents.formats.docx_page import UPRIGHT
from performance.documents.formats.docx_table import CELL_STYLES
from tests.bench.plain_form import HEADER_AT, FormCell, form_rows

WIDTHS = (13, 14, 17, 19, 13, 11, 9)
EDGES = [round(edge * UPRIGHT.text_width / sum(WIDTHS)) for edge in accumulate(WIDTHS, initial=0)]
CHARACTER, KEPT_WHOLE = 210, 15  # as wide as one is printed, and as many lines as stay on one page
NO_LINES = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'


def form_tables(project: ProjectContent) -> tuple[Iterator[str], Iterator[str]]:
    rows = form_rows(project)
    return _rows(rows[:HEADER_AT], headed=False), _rows(rows[HEADER_AT:], headed=True)


def _rows(rows: Sequence[Sequence[FormCell]], *, headed: bool) -> Iterator[str]:
    for number, (row, following) in enumerate(zip(rows, (*rows[1:], None), strict=True)):
        going_on = following is not None and following[0].below  # the form merges in its first column only
        header = "<w:tblHeader/>" if headed and not number else ""
        cells, tall = [], False
        column = 0
        for value, span, style, below, number_format in row:
            text = number_text(value, number_format) if isinstance(value, Decimal) else value or ""
            width = EDGES[column + span] - EDGES[column]
            if len(text) > KEPT_WHOLE and len(text) * CHARACTER / width + text.count("\n") > KEPT_WHOLE:
                tall = True
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>')
            if span > 1:
                cells.append(f'<w:gridSpan w:val="{span}"/>')
            if below:
                cells.append('<w:vMerge w:val="continue"/>')
            elif going_on and not column:
                cells.append('<w:vMerge w:val="restart"/>')
            if style is Style.BARE or style is Style.BARE_RIGHT:
                cells.append(NO_LINES)
            cells.append('<w:vAlign w:val="center"/></w:tcPr>')
            for line in text.split("\n"):
                cells.append(f'<w:p><w:pPr><w:pStyle w:val="{CELL_STYLES[style]}"/></w:pPr>')
                if line:
                    cells.append(
                        f'<w:r><w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r></w:p>'
                    )
                else:
                    cells.append("</w:p>")
            cells.append("</w:tc>")
            column += span
        yield f'<w:tr><w:trPr>{"" if tall else "<w:cantSplit/>"}<w:trHeight w:val="454"/>{header}</w:trPr>'
        yield "".join(cells)
        yield "</w:tr>"

"""The project form as the rows of the two Word tables that print it: before its header, and from the header on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import accumulate

from bench.plain_form import HEADER_AT, FormCell, form_rows
from performance.content.model import ProjectContent
from performance.documents.blocks import Style, number_text
from performance.documents.formats.docx.page import UPRIGHT
from performance.documents.formats.docx.table import CELL_STYLES

WIDTHS = (13, 14, 17, 19, 13, 11, 9)
EDGES = [round(edge * UPRIGHT.text_width / sum(WIDTHS)) for edge in accumulate(WIDTHS, initial=0)]
CHARACTER, KEPT_WHOLE = 210, 15  # as wide as one is printed, and as many lines as stay on one page
BARE = (Style.BARE, Style.BARE_RIGHT)
SPANNING = ["", "", *(f'<w:gridSpan w:val="{span}"/>' for span in range(2, 8))]
NO_LINES = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'


def form_tables(project: ProjectContent) -> tuple[Iterator[str], Iterator[str]]:
    rows = form_rows(project)
    return _rows(rows[:HEADER_AT], headed=False), _rows(rows[HEADER_AT:], headed=True)


def _rows(rows: Sequence[Sequence[FormCell]], *, headed: bool) -> Iterator[str]:
    for number, (row, following) in enumerate(zip(rows, (*rows[1:], None), strict=True)):
        merge = '<w:vMerge w:val="restart"/>' if following is not None and following[0].below else ""
        pieces, tall = [], False
        column = 0
        for value, span, style, below, number_format in row:
            text = number_text(value, number_format) if isinstance(value, Decimal) else value or ""
            width = EDGES[column + span] - EDGES[column]
            if len(text) > KEPT_WHOLE and len(text) * CHARACTER / width + text.count("\n") > KEPT_WHOLE:
                tall = True
            going_on = '<w:vMerge w:val="continue"/>' if below else merge
            pieces.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
                f"{SPANNING[span]}{going_on}{NO_LINES if style in BARE else ''}"
                f'<w:vAlign w:val="center"/></w:tcPr>{_lines(text, style)}</w:tc>'
            )
            column += span
            merge = ""  # the form merges downwards in its first column only
        header = "<w:tblHeader/>" if headed and not number else ""
        yield f'<w:tr><w:trPr>{"" if tall else "<w:cantSplit/>"}<w:trHeight w:val="454"/>{header}</w:trPr>'
        yield "".join(pieces)
        yield "</w:tr>"


def _lines(text: str, style: Style) -> str:
    opening = f'<w:p><w:pPr><w:pStyle w:val="{CELL_STYLES[style]}"/></w:pPr>'
    if not text:
        return f"{opening}</w:p>"
    return "".join([
        f'{opening}<w:r><w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    ])  # fmt: skip

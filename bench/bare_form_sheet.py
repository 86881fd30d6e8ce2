"""The project form as the XML of a sheet: rows laid out, heights measured, cells and merged areas spelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

from bench.plain_form import FormCell, form_rows, form_title
from performance.content.model import ProjectContent
from performance.documents.blocks import Style
from performance.documents.formats.xlsx.sheet_drawing import FORMULA_LIKE, spreadsheet_number
from performance.documents.formats.xlsx.text_extent import height_of, line_count

LETTERS = "ABCDEFG"
WIDTHS = (12.19, 13.12, 15.94, 17.81, 12.19, 10.31, 8.44)
SPANS = [list(accumulate(WIDTHS[column:])) for column in range(len(WIDTHS))]
TITLE_SIZE, TITLE_HEIGHT, ROW_HEIGHT = 14, 28.0, 22.0

Styles = Mapping[tuple[Style | None, str, bool], str]  # by style, number format and whether like a formula
Area = list[int]  # first row and the one behind the last: the form merges downwards in its first column only


def form_sheet(
    number: int, project: ProjectContent, styles: Styles, strings: dict[str, int]
) -> Iterator[str]:
    """All between the columns of the sheet and its page."""
    title = form_title(number, project)
    rows = form_rows(project)
    areas = _areas(rows)
    style = styles[None, "", False]
    tall = max(height_of(line_count(title, sum(WIDTHS), TITLE_SIZE), TITLE_SIZE), TITLE_HEIGHT)
    yield f'<sheetData><row r="1" ht="{tall:.2f}" customHeight="1">'
    yield f'<c r="A1" s="{style}" t="s"><v>{strings.setdefault(title, len(strings))}</v></c>'
    yield "".join([f'<c r="{letter}1" s="{style}"/>' for letter in LETTERS[1:]])
    yield "</row>"
    merges = ["A1:G1"]
    for at, (row, height) in enumerate(zip(rows, _heights(rows, areas), strict=True), 2):
        yield _row(at, row, height, styles, strings, merges)
    merges += [f"A{top + 2}:A{bottom + 1}" for top, bottom in areas]
    yield f'</sheetData><mergeCells count="{len(merges)}">'
    yield "".join([f'<mergeCell ref="{merge}"/>' for merge in merges])
    yield "</mergeCells>"


def _row(
    number: int,
    row: Sequence[FormCell],
    height: float,
    styles: Styles,
    strings: dict[str, int],
    merges: list[str],
) -> str:
    pieces = [f'<row r="{number}" ht="{height:.2f}" customHeight="1">']
    column = 0
    for value, span, look, _, number_format in row:
        place = f'<c r="{LETTERS[column]}{number}" s="'
        if isinstance(value, Decimal):
            style = styles[look, number_format, False]
            pieces.append(f'{place}{style}"><v>{spreadsheet_number(value)}</v></c>')
        elif value:
            style = styles[look, "", value[0] in FORMULA_LIKE]
            pieces.append(f'{place}{style}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>')
        else:
            style = styles[look, "", False]
            pieces.append(f'{place}{style}"/>')
        if span > 1:
            further = LETTERS[column + 1 : column + span]
            pieces += [f'<c r="{letter}{number}" s="{style}"/>' for letter in further]
            merges.append(f"{LETTERS[column]}{number}:{LETTERS[column + span - 1]}{number}")
        column += span
    pieces.append("</row>")
    return "".join(pieces)


def _areas(rows: Sequence[Sequence[FormCell]]) -> list[Area]:
    areas: list[Area] = []
    for at, row in enumerate(rows):
        if row[0].below:
            if areas and areas[-1][1] == at:
                areas[-1][1] = at + 1
            else:
                areas.append([at - 1, at + 1])
    return areas


def _heights(rows: Sequence[Sequence[FormCell]], areas: Sequence[Area]) -> list[float]:
    """Of every row as its tallest text needs it; what a merged area lacks is shared out among its rows."""
    ends = dict(areas)
    heights, wanting = [], []
    for at, row in enumerate(rows):
        most, column = 1, 0
        for value, span, *_ in row:
            width = SPANS[column][span - 1]
            if isinstance(value, str) and (len(value) * 2 + 1.2 > width or "\n" in value):
                lines = line_count(value, width)
                if column == 0 and at in ends:
                    wanting.append((at, ends[at], lines))
                elif lines > most:
                    most = lines
            column += span
        heights.append(max(height_of(most), ROW_HEIGHT))
    for top, bottom, lines in wanting:
        lacking = (height_of(lines) - sum(heights[top:bottom])) / (bottom - top)
        if lacking > 0:
            heights[top:bottom] = [height + lacking for height in heights[top:bottom]]
    return heights

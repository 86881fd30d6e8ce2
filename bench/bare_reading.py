"""The least it takes to get at the words of an office file: lxml over its XML, merged cells told apart, no questions."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from departments.uploads.sheet_bounds import column_number

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Grid = list[list[str]]
_ROW, _CELL, _VALUE, _MERGE, _TEXT = (f"{MAIN}{name}" for name in ("row", "c", "v", "mergeCell", "t"))
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
CONTENTS = "目录"


def bare_grids(workbook: bytes) -> list[tuple[str, Grid]]:
    """Every sheet but the 目录 as the rectangle of its texts; what lies under a merged cell is empty."""
    with ZipFile(BytesIO(workbook)) as archive:
        shared = etree.fromstring(archive.read("xl/sharedStrings.xml"))
        strings = ["".join(item.itertext(_TEXT)) for item in shared]
        sheets = etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        return [
            (sheet.get("name"), _grid(archive.read(f"xl/worksheets/sheet{number}.xml"), strings))
            for number, sheet in enumerate(sheets, 1)
            if sheet.get("name") != CONTENTS
        ]


def _grid(xml: bytes, strings: list[str]) -> Grid:
    root = etree.fromstring(xml)
    grid = [[_text(cell, strings) for cell in row] for row in root.iter(_ROW)]
    for area in root.iter(_MERGE):
        (left, top), (right, bottom) = _REFERENCE.findall(area.get("ref"))
        first = int(top) - 1, _column(left)
        for row in range(int(top) - 1, int(bottom)):
            for column in range(_column(left), _column(right) + 1):
                if (row, column) != first:
                    grid[row][column] = ""
    return grid


def _text(cell: etree._Element, strings: list[str]) -> str:
    value = cell.find(_VALUE)
    if value is None:
        return ""
    return strings[int(value.text)] if cell.get("t") == "s" else value.text


@cache
def _column(letters: str) -> int:
    return column_number(letters.encode()) - 1


def bare_rows(document: bytes) -> list[tuple[str, Grid]]:
    """The paragraphs of a Word file and the rows of its tables, one cell for each that is drawn."""
    with ZipFile(BytesIO(document)) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    rows: Grid = []
    for block in body:
        if block.tag == f"{W}p":
            rows.append([_paragraph(block)])
        elif block.tag == f"{W}tbl":
            rows += [[_cell(cell) for cell in row.iter(f"{W}tc")] for row in block.iter(f"{W}tr")]
    return [("", rows)]


def _cell(cell: etree._Element) -> str:
    properties = cell.find(f"{W}tcPr")
    merged = None if properties is None else properties.find(f"{W}vMerge")
    if merged is not None and merged.get(f"{W}val", "continue") == "continue":
        return ""
    return "\n".join(_paragraph(paragraph) for paragraph in cell.iter(f"{W}p"))


def _paragraph(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))

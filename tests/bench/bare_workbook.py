"""A workbook as plain data (rows, cells, merged areas), and the least it takes to write that as a file.

The data come from a finished workbook, so whoever writes them has nothing left to lay out, measure or look up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_WRITTEN_FROM_DATA = re.compile(r"xl/(worksheets/sheet\d+|sharedStrings)\.xml")


@dataclass(frozen=True, slots=True)
class PlainCell:
    letters: str
    style: str
    text: str | None = None
    number: str | None = None

    @property
    def value(self) -> str | float | None:
        return self.text if self.number is None else float(self.number)


@dataclass(frozen=True, slots=True)
class PlainRow:
    number: int
    height: str
    cells: tuple[PlainCell, ...]


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet: all before its rows and behind its merged areas is ready text."""

    name: str
    head: str
    rows: tuple[PlainRow, ...]
    merges: tuple[tuple[str, int, str, int], ...]
    tail: str


@dataclass(frozen=True)
class PlainWorkbook:
    """``parts``: every member of the archive in its order; a sheet where it is to be written, else ready bytes."""

    parts: tuple[tuple[str, bytes | PlainSheet | None], ...]

    @property
    def sheets(self) -> list[PlainSheet]:
        return [part for _, part in self.parts if isinstance(part, PlainSheet)]


def plain_workbook(workbook: bytes) -> PlainWorkbook:
    with ZipFile(BytesIO(workbook)) as archive:
        strings = [
            "".join(item.itertext(f"{MAIN}t"))
            for item in etree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        names = [
            sheet.get("name")
            for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        ]
        parts = []
        for member in archive.namelist():
            content: bytes | PlainSheet | None = archive.read(member)
            if member.startswith("xl/worksheets/"):
                index = int(re.search(r"\d+", member)[0]) - 1
                content = _plain_sheet(names[index], content, strings)
            elif member == "xl/sharedStrings.xml":
                content = None
            parts.append((member, content))
    return PlainWorkbook(tuple(parts))


def _plain_sheet(name: str, xml: bytes, strings: list[str]) -> PlainSheet:
    text = xml.decode()
    root = etree.fromstring(xml)
    rows = tuple(
        PlainRow(int(row.get("r")), row.get("ht"), tuple(_plain_cell(cell, strings) for cell in row))
        for row in root.iter(f"{MAIN}row")
    )
    merges = tuple(
        (left[1], int(left[2]), right[1], int(right[2]))
        for left, right in (
            map(_REFERENCE.match, area.get("ref").split(":")) for area in root.iter(f"{MAIN}mergeCell")
        )
    )
    head, _, rest = text.partition("<sheetData>")
    tail = rest.rpartition("</mergeCells>" if merges else "</sheetData>")[2]
    return PlainSheet(name, head, rows, merges, tail)


def _plain_cell(cell: etree._Element, strings: list[str]) -> PlainCell:
    letters = _REFERENCE.match(cell.get("r"))[1]
    value = cell.findtext(f"{MAIN}v")
    if cell.get("t") == "s":
        return PlainCell(letters, cell.get("s"), text=strings[int(value)])
    return PlainCell(letters, cell.get("s"), number=value)


def bare_xlsx(workbook: PlainWorkbook) -> bytes:
    """The floor: cells as XML text, shared strings, zip at the usual level, and nothing else."""
    strings: dict[str, int] = {}
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in workbook.parts:
            if isinstance(part, PlainSheet):
                part = "".join(_sheet_pieces(part, strings)).encode()
            elif part is None:
                part = "".join(_string_pieces(strings)).encode()
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, part)
    return stream.getvalue()


def _sheet_pieces(sheet: PlainSheet, strings: dict[str, int]) -> Iterator[str]:
    yield f"{sheet.head}<sheetData>"
    for row in sheet.rows:
        number = row.number
        yield f'<row r="{number}" ht="{row.height}" customHeight="1">'
        for cell in row.cells:
            if cell.text is not None:
                index = strings.setdefault(cell.text, len(strings))
                yield f'<c r="{cell.letters}{number}" s="{cell.style}" t="s"><v>{index}</v></c>'
            elif cell.number is not None:
                yield f'<c r="{cell.letters}{number}" s="{cell.style}"><v>{cell.number}</v></c>'
            else:
                yield f'<c r="{cell.letters}{number}" s="{cell.style}"/>'
        yield "</row>"
    yield "</sheetData>"
    if sheet.merges:
        yield f'<mergeCells count="{len(sheet.merges)}">'
        for left, top, right, bottom in sheet.merges:
            yield f'<mergeCell ref="{left}{top}:{right}{bottom}"/>'
        yield "</mergeCells>"
    yield sheet.tail


def _string_pieces(strings: dict[str, int]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    yield f'<sst xmlns="{MAIN[1:-1]}" uniqueCount="{len(strings)}">'
    for text in strings:
        yield f'<si><t xml:space="preserve">{escape(text, quote=False)}</t></si>'
    yield "</sst>"

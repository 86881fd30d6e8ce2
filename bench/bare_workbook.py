"""A workbook as plain data (rows, cells, merged areas), and the least it takes to write the same from its content.

The data come from a finished workbook, so whoever writes them has nothing left to lay out, measure or look up:
other libraries are given them. The floor has them for the few sheets before the forms, and lays the forms out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from bench.bare_form_sheet import Styles, form_sheet
from bench.plain_form import form_rows
from performance.content.model import ProjectContent
from performance.documents.blocks import Style
from performance.documents.formats.xlsx.sheet_drawing import FORMULA_LIKE

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


@dataclass(frozen=True)
class Forms:
    """The projects that the last sheets of a workbook are of, and the numbers of the cell formats they use."""

    projects: tuple[ProjectContent, ...]
    styles: Styles


def forms_of(projects: tuple[ProjectContent, ...], workbook: PlainWorkbook) -> Forms:
    """Cell formats are looked up in the finished workbook: the floor need not make any."""
    styles: dict[tuple[Style | None, str, bool], str] = {}
    for project, sheet in zip(projects, workbook.sheets[-len(projects) :], strict=True):
        title, *rows = sheet.rows
        styles[None, "", False] = title.cells[0].style
        for drawn, row in zip(form_rows(project), rows, strict=True):
            column = 0
            for value, span, style, _, number_format in drawn:
                quoted = isinstance(value, str) and value[:1] in FORMULA_LIKE
                styles[style, number_format, bool(value) and quoted] = row.cells[column].style
                column += span
    return Forms(projects, styles)


def bare_xlsx(workbook: PlainWorkbook, forms: Forms | None = None) -> bytes:
    """The floor: content to rows to cells as XML text, shared strings, zip at the usual level, and nothing else.

    Without ``forms`` not even that: all sheets are laid out already.
    """
    strings: dict[str, int] = {}
    before_forms = len(workbook.sheets) - len(forms.projects if forms else ())
    number = 0
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in workbook.parts:
            if isinstance(part, PlainSheet):
                number += 1
                drawn = _sheet_pieces(part, strings)
                if forms and number > before_forms:
                    nth = number - before_forms
                    sheet = form_sheet(nth, forms.projects[nth - 1], forms.styles, strings)
                    drawn = chain((part.head,), sheet, (part.tail,))
                part = "".join(drawn).encode()
            elif part is None:
                part = "".join(_string_pieces(strings)).encode()
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
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

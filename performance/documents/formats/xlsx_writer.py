"""A printed text as a workbook: cover, contents with links, and a sheet for each part.

Written by hand rather than through a library: the look is fixed, so the XML is a few patterns, and a
workbook of hundreds of merged forms costs little more than compressing it. The same text gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from performance.documents.blocks import Block, Heading, Part, Printed, TableBlock
from performance.documents.formats import xlsx_package as package
from performance.documents.formats.shared_strings import escaped_attribute
from performance.documents.formats.sheet_drawing import Ink, SheetDrawing
from performance.documents.formats.sheet_grid import LANDSCAPE_UNITS, PORTRAIT_UNITS
from performance.documents.formats.sheet_names import sheet_names
from performance.documents.formats.sheet_page import sheet_xml
from performance.documents.formats.xlsx_styles import (
    CONTENTS_LINE,
    COVER_LINE,
    COVER_TITLE,
    HEADINGS,
    PROSE,
    TABLE_TITLE,
)

COVER = "封面"
CONTENTS = "目录"
_PORTRAIT_COLUMNS = 7  # a table with more columns is printed on a page turned
_BETWEEN_TABLES = 12.0
_CLOCKLESS = (1980, 1, 1, 0, 0, 0)
_SHEET_FOLDER = "xl/worksheets"
_INDENT = "　　"  # the first line only: spreadsheets can indent none but whole paragraphs


def xlsx_bytes(printed: Printed) -> bytes:
    stream = BytesIO()
    write_xlsx(printed, stream)
    return stream.getvalue()


def write_xlsx(printed: Printed, stream: BinaryIO) -> None:
    """Writes sheet after sheet, so that memory does not grow with their number."""
    ink = Ink()
    names = sheet_names([COVER, CONTENTS, *(part.title for part in printed.parts)])
    repeated_rows: dict[int, tuple[int, int]] = {}
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        _add(archive, "[Content_Types].xml", [package.content_types(len(names))])
        _add(archive, "_rels/.rels", [package.package_relations()])
        _add(archive, "docProps/core.xml", [package.core_properties(printed.title)])
        _add(archive, "xl/_rels/workbook.xml.rels", [package.workbook_relations(len(names))])
        _add(archive, f"{_SHEET_FOLDER}/sheet1.xml", [_cover(printed, ink)])
        _add(archive, f"{_SHEET_FOLDER}/sheet2.xml", [_contents(printed.parts, names[2:], ink)])
        for index, part in enumerate(printed.parts, start=2):
            xml, header = _part(part, ink)
            _add(archive, f"{_SHEET_FOLDER}/sheet{index + 1}.xml", [xml])
            if header:
                repeated_rows[index] = header
        _add(archive, "xl/workbook.xml", [package.workbook(names, repeated_rows)])
        _add(archive, "xl/styles.xml", [package.XML, ink.styles.xml()])
        _add(archive, "xl/sharedStrings.xml", [package.XML, *ink.strings.xml()])


def _add(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    member = ZipInfo(name, _CLOCKLESS)
    member.compress_type = ZIP_DEFLATED
    member.create_system = 0  # the same bytes on every system
    archive.writestr(member, "".join(pieces).encode())


def _cover(printed: Printed, ink: Ink) -> str:
    drawing = SheetDrawing(ink.grid((), PORTRAIT_UNITS), ink)
    drawing.space(200)
    drawing.line(printed.title, COVER_TITLE, least=80)
    for line in printed.cover:
        if line != printed.title:
            drawing.line(line, COVER_LINE, least=36)
    return sheet_xml(drawing, "portrait", numbered=False)


def _contents(parts: Sequence[Part], names: Sequence[str], ink: Ink) -> str:
    drawing = SheetDrawing(ink.grid((), PORTRAIT_UNITS), ink)
    drawing.line(CONTENTS, HEADINGS[1], least=40)
    links = []
    for part, name in zip(parts, names, strict=True):
        row = drawing.line(part.title, CONTENTS_LINE, least=22)
        place = escaped_attribute(f"{package.quoted_sheet(name)}!A1")
        links.append(f'<hyperlink ref="A{row}" location="{place}"/>')
    return sheet_xml(drawing, "portrait", links="".join(links))


def _part(part: Part, ink: Ink) -> tuple[str, tuple[int, int] | None]:
    """The sheet of a part, and its rows to be repeated: those of a header, where there is but one."""
    tables = [block for block in part.blocks if isinstance(block, TableBlock)]
    wide = max((len(table.widths) for table in tables), default=0) > _PORTRAIT_COLUMNS
    drawing = SheetDrawing(ink.grid(tables, LANDSCAPE_UNITS if wide else PORTRAIT_UNITS), ink)
    headers = []
    for block, following in pairwise((*part.blocks, None)):
        headers.append(_draw(drawing, block, following))
    headers = [header for header in headers if header]
    xml = sheet_xml(drawing, "landscape" if wide else "portrait")
    return xml, headers[0] if len(headers) == 1 else None


def _draw(drawing: SheetDrawing, block: Block | None, following: Block | None) -> tuple[int, int] | None:
    before_table = isinstance(following, TableBlock)
    if isinstance(block, TableBlock):
        header = drawing.table(block)
        if before_table:
            drawing.space(_BETWEEN_TABLES)
        return header
    if isinstance(block, Heading):
        look = HEADINGS.get(block.level, HEADINGS[3])
        drawing.line(block.text, TABLE_TITLE if before_table and block.level > 1 else look, least=28)
    elif block is not None:
        text = block.text
        drawing.line(text if text[:1].isspace() else _INDENT + text, PROSE)
    return None

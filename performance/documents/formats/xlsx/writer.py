"""A printed text as a workbook: cover, contents with links, and a sheet for each part; before it, remarks on it.

Written by hand rather than through a library: the look is fixed, so the XML is a few patterns, and a
workbook of hundreds of merged forms costs little more than compressing it. The same text gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from performance.documents.blocks import Block, Heading, Part, Printed, TableBlock
from performance.documents.formats.archive_member import archive_member
from performance.documents.formats.xlsx import package
from performance.documents.formats.xlsx.remark_sheet import LinkTargets, remark_sheet
from performance.documents.formats.xlsx.shared_strings import escaped_attribute
from performance.documents.formats.xlsx.sheet_drawing import DrawnTable, SheetDrawing, WorkbookState
from performance.documents.formats.xlsx.sheet_grid import LANDSCAPE_UNITS, PORTRAIT_UNITS, PROSE_UNITS
from performance.documents.formats.xlsx.sheet_names import sheet_names
from performance.documents.formats.xlsx.sheet_page import sheet_xml
from performance.documents.formats.xlsx.styles import (
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
_SHEET_FOLDER = "xl/worksheets"
_INDENT = "　　"  # the first line only: spreadsheets can indent none but whole paragraphs


def xlsx_bytes(printed: Printed, remarks: Part | None = None, *, approval: str = "") -> bytes:
    stream = BytesIO()
    write_xlsx(printed, stream, remarks, approval=approval)
    return stream.getvalue()


def write_xlsx(
    printed: Printed, stream: BinaryIO, remarks: Part | None = None, *, approval: str = ""
) -> None:
    """Writes sheet after sheet, so that memory does not grow with their number.

    ``remarks`` become the first sheet. It is written last, when the places its cells link to are known.
    ``approval`` is the line below the page numbers by which an approved print can be verified.
    """
    state = WorkbookState()
    before = [remarks.title] if remarks else []
    ahead = _ahead(printed)
    names = sheet_names([*before, *ahead, *(part.title for part in printed.parts)])
    first_part = len(before) + len(ahead)
    targets = LinkTargets(remarks)
    repeated_rows: dict[int, tuple[int, int]] = {}
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        _add(archive, "[Content_Types].xml", [package.content_types(len(names))])
        _add(archive, "_rels/.rels", [package.package_relations()])
        _add(archive, "docProps/core.xml", [package.core_properties(printed.title)])
        _add(archive, "xl/_rels/workbook.xml.rels", [package.workbook_relations(len(names))])
        if COVER in ahead:
            _add(archive, _sheet(len(before)), [_cover(printed, state, approval)])
        if CONTENTS in ahead:
            contents = _contents(printed.parts, names[first_part:], state, approval)
            _add(archive, _sheet(first_part - 1), [contents])
        for number, part in enumerate(printed.parts):
            index = first_part + number
            xml, header = _part(part, state, partial(targets.note, number, names[index]), approval)
            _add(archive, _sheet(index), [xml])
            if header:
                repeated_rows[index] = header
        if remarks:
            xml, repeated_rows[0] = remark_sheet(remarks, targets, state)
            _add(archive, _sheet(0), [xml])
        _add(archive, "xl/workbook.xml", [package.workbook(names, repeated_rows)])
        _add(archive, "xl/styles.xml", [package.XML, state.styles.xml()])
        _add(archive, "xl/sharedStrings.xml", [package.XML, *state.strings.xml()])


def _ahead(printed: Printed) -> list[str]:
    """What stands before the parts: nothing before a form that is printed by itself."""
    if printed.has_cover:
        return [COVER, CONTENTS]
    return [CONTENTS] if len(printed.parts) > 1 else []


def _sheet(index: int) -> str:
    return f"{_SHEET_FOLDER}/sheet{index + 1}.xml"


def _add(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    archive.writestr(archive_member(name), "".join(pieces).encode())


def _cover(printed: Printed, state: WorkbookState, approval: str) -> str:
    drawing = SheetDrawing(state.grid((), PROSE_UNITS), state)
    drawing.space(200)
    drawing.line(printed.title, COVER_TITLE, least=80)
    for line in printed.cover:
        if line != printed.title:
            drawing.line(line, COVER_LINE, least=36)
    return sheet_xml(drawing, "portrait", numbered=False, approval=approval)


def _contents(parts: Sequence[Part], names: Sequence[str], state: WorkbookState, approval: str) -> str:
    drawing = SheetDrawing(state.grid((), PROSE_UNITS), state)
    drawing.line(CONTENTS, HEADINGS[1], least=40)
    links = []
    for part, name in zip(parts, names, strict=True):
        row = drawing.line(part.title, CONTENTS_LINE, least=22)
        place = escaped_attribute(f"{package.quoted_sheet(name)}!A1")
        links.append(f'<hyperlink ref="A{row}" location="{place}"/>')
    return sheet_xml(drawing, "portrait", links="".join(links), approval=approval)


def _part(
    part: Part, state: WorkbookState, note: Callable[[int, DrawnTable | int], None], approval: str
) -> tuple[str, tuple[int, int] | None]:
    """The sheet of a part, and its rows to be repeated: those of a header, where there is but one."""
    blocks = part.blocks
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    wide = max((len(table.widths) for table in tables), default=0) > _PORTRAIT_COLUMNS
    units = LANDSCAPE_UNITS if wide else PORTRAIT_UNITS if tables else PROSE_UNITS
    drawing = SheetDrawing(state.grid(tables, units), state)
    headers = []
    for number, (block, following) in enumerate(zip(blocks, (*blocks[1:], None), strict=False)):
        drawn = _draw(drawing, block, following)
        note(number, drawn)
        if isinstance(block, TableBlock) and isinstance(drawn, DrawnTable):
            headers.append(drawn.rows_of(block.header or block.titles))
    headers = [header for header in headers if header]
    xml = sheet_xml(drawing, "landscape" if wide else "portrait", approval=approval)
    return xml, headers[0] if len(headers) == 1 else None


def _draw(drawing: SheetDrawing, block: Block, following: Block | None) -> DrawnTable | int:
    """Where the block has come to stand: a table, or the row of a line."""
    before_table = isinstance(following, TableBlock)
    if isinstance(block, TableBlock):
        table = drawing.table(block)
        if before_table:
            drawing.space(_BETWEEN_TABLES)
        return table
    if isinstance(block, Heading):
        look = HEADINGS.get(block.level, HEADINGS[3])
        return drawing.line(block.text, TABLE_TITLE if before_table and block.level > 1 else look, least=28)
    text = block.text
    return drawing.line(text if text[:1].isspace() else _INDENT + text, PROSE)

"""A workbook of plain text whose rows are written as they come: no list of them, and no table of texts, is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from performance.documents.blocks import Style
from performance.documents.formats.archive_member import archive_member
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx import package
from performance.documents.formats.xlsx.shared_strings import LONGEST_TEXT, escaped
from performance.documents.formats.xlsx.sheet_drawing import FORMULA_LIKE, WorkbookState
from performance.documents.formats.xlsx.sheet_grid import column_letters
from performance.documents.formats.xlsx.styles import MAIN

MOST_ROWS = 1_048_576  # of a sheet, as spreadsheets have it
_AT_ONCE = 500  # rows


@dataclass(frozen=True, slots=True)
class TextSheet:
    """The first ``captions`` rows stay in sight."""

    name: str
    columns: int
    rows: Iterable[Sequence[str]]
    captions: int = 1


def write_streamed_workbook(title: str, sheets: Sequence[TextSheet], stream: BinaryIO) -> None:
    """The same rows give the same bytes. Raises Unprintable for what a cell or a sheet does not hold."""
    state, names = WorkbookState(), [sheet.name for sheet in sheets]
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(sheets, 1):
            member = archive_member(f"xl/worksheets/sheet{number}.xml")
            with archive.open(member, "w", force_zip64=True) as part:
                for piece in _sheet(sheet, state):
                    part.write(piece.encode())
        for name, text in _fixed_parts(title, names, state):
            archive.writestr(archive_member(name), text)


def _fixed_parts(title: str, names: Sequence[str], state: WorkbookState) -> Iterator[tuple[str, str]]:
    yield "xl/workbook.xml", package.workbook(names, {})
    yield "[Content_Types].xml", package.content_types(len(names))
    yield "_rels/.rels", package.package_relations()
    yield "docProps/core.xml", package.core_properties(title)
    yield "xl/_rels/workbook.xml.rels", package.workbook_relations(len(names))
    yield "xl/styles.xml", package.XML + state.styles.xml()
    yield "xl/sharedStrings.xml", package.XML + "".join(state.strings.xml())


def _sheet(sheet: TextSheet, state: WorkbookState) -> Iterator[str]:
    letters = [column_letters(number) for number in range(sheet.columns)]
    yield (
        f'{package.XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{sheet.captions}" topLeftCell="A{sheet.captions + 1}" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>'
    )
    looks = {
        caption: state.table_styles(Style.CAPTION if caption else Style.TEXT, "") for caption in (True, False)
    }
    pieces: list[str] = []
    for number, row in enumerate(sheet.rows, 1):
        if number > MOST_ROWS:
            raise Unprintable(
                f"“{sheet.name}”超过 {MOST_ROWS} 行，工作簿放不下。请减少部门，或改用逐表文件。"
            )
        look = looks[number <= sheet.captions]
        cells = (_cell(letter, number, text, look) for letter, text in zip(letters, row, strict=True) if text)
        pieces.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(pieces) == _AT_ONCE:
            yield "".join(pieces)
            pieces.clear()
    yield f"{''.join(pieces)}</sheetData></worksheet>"


def _cell(letter: str, row: int, text: str, look: tuple[str, str]) -> str:
    if len(text) * 2 > LONGEST_TEXT and len(text.encode("utf-16-le")) > LONGEST_TEXT * 2:
        raise Unprintable(
            f"有一格文字共{len(text)}字，超过 Excel 单元格{LONGEST_TEXT}字的上限，请改用逐表文件：“{text[:30]}……”"
        )
    style = look[text[0] in FORMULA_LIKE]
    return f'<c r="{letter}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'

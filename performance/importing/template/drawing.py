"""The workbook as a file: the official tables, captions locked, cells to be filled in open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from indicators.vocabulary import Vocabulary
from performance.documents.blocks import Style
from performance.documents.cells import Amount, Percent, Unreadable
from performance.documents.formats.xlsx.reader import IDENTITY
from performance.documents.formats.xlsx.sheet_drawing import FORMULA_LIKE, TALLEST_ROW, spreadsheet_number
from performance.documents.formats.xlsx.sheet_grid import PORTRAIT_UNITS
from performance.documents.formats.xlsx.text_extent import height_of, line_count
from performance.importing.template.arrangement import key_column, row_key
from performance.importing.template.checks import add_checks, add_dictionary
from performance.importing.template.marks import CLEAR, REMOVE
from performance.importing.template.plan import FIRST_ROW, HINT_ROW, TITLE_ROW, Plan, Slot
from performance.importing.template.signed import HINT, PROPERTY, SignedIdentity

PORTRAIT = PORTRAIT_UNITS + 20  # how wide a sheet is drawn
KEEPS = f"空格表示保持原内容不变；要清空写“{CLEAR}”"
_LONGEST_CELL = 32_767
_LINE = Side(style="thin", color="808080")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_BODY_FONT, _CAPTION_FONT = Font("宋体", size=10.5), Font("宋体", size=10.5, bold=True)
_OPEN = Protection(locked=False)  # cells are locked unless they say otherwise
_CAPTION_FILL = PatternFill("solid", start_color="E6EBF2")
_BARE = (Style.BARE, Style.BARE_RIGHT)


@dataclass(frozen=True)
class FilledSheet:
    """A sheet with what is written into it, by the names of the fields. ``rules`` are how to fill it in."""

    name: str
    title: str
    hint: str
    plan: Plan
    texts: dict[str, str]
    rules: str = f"{KEEPS}，要删除一行在该行任一格写“{REMOVE}”；行不够可以插入行。"
    width: float = PORTRAIT


def workbook_bytes(identity: SignedIdentity, sheets: Sequence[FilledSheet], vocabulary: Vocabulary) -> bytes:
    workbook = Workbook()
    for sheet in sheets:
        _draw(workbook.create_sheet(sheet.name), sheet, vocabulary)
    add_dictionary(workbook.create_sheet(), vocabulary)
    hidden = workbook.create_sheet(IDENTITY)
    hidden.sheet_state = "veryHidden"
    for row in identity.rows():
        hidden.append(row)
    for cells in hidden.iter_rows():
        for cell in cells:
            _put_text(cell, cell.value)
    del workbook["Sheet"]
    workbook.custom_doc_props.append(StringProperty(name=PROPERTY, value=identity.summary))
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _draw(sheet: Worksheet, filled: FilledSheet, vocabulary: Vocabulary) -> None:
    plan = filled.plan
    scale = filled.width / sum(plan.widths)
    for column, width in enumerate(plan.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width * scale
    _headline(sheet, TITLE_ROW, filled.title, len(plan.widths), Font("黑体", size=14))
    _headline(
        sheet,
        HINT_ROW,
        f"{HINT}{filled.hint}{filled.rules}",
        len(plan.widths),
        Font("宋体", size=9, color="4A525C"),
    )
    heights: dict[int, float] = {}
    for slot in plan.slots:
        text = filled.texts.get(slot.name, "") if slot.name else slot.text
        _draw_slot(sheet, slot, text)
        if slot.down == 1:
            width = sum(plan.widths[slot.column - 1 : slot.column - 1 + slot.span]) * scale
            height = height_of(max(1, line_count(text, width)))
            heights[slot.row] = max(heights.get(slot.row, 0), height)
    _number_rows(sheet, plan)
    for row, height in heights.items():
        sheet.row_dimensions[row].height = min(max(height, 22), TALLEST_ROW)
    add_checks(sheet, plan, vocabulary)
    _protect(sheet)
    sheet.sheet_view.showGridLines = False
    if filled.width > PORTRAIT:
        sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = 9, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _number_rows(sheet: Worksheet, plan: Plan) -> None:
    """By its number a row is known again after others were put in above it."""
    column = key_column(plan)
    for row in range(FIRST_ROW, plan.rows + 1):
        _put_text(sheet.cell(row, column), row_key(row))
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def _headline(sheet: Worksheet, row: int, text: str, width: int, font: Font) -> None:
    cell = sheet.cell(row, 1)
    _put_text(cell, text)
    cell.font = font
    cell.alignment = Alignment("center" if row == TITLE_ROW else "left", "center", wrap_text=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    sheet.row_dimensions[row].height = 30


def _draw_slot(sheet: Worksheet, slot: Slot, text: str) -> None:
    bottom, right = slot.row + slot.down - 1, slot.column + slot.span - 1
    cell = sheet.cell(slot.row, slot.column)
    if slot.name:
        _put_answer(cell, slot, text)
    else:
        _put_text(cell, text)
    cell.alignment = _alignment(slot)
    cell.font = _CAPTION_FONT if slot.style is Style.CAPTION else _BODY_FONT
    bare = slot.style in _BARE
    for cells in sheet.iter_rows(slot.row, bottom, slot.column, right):
        for one in cells:
            if not bare:
                one.border = _BORDER
            if slot.name:
                one.protection = _OPEN
            elif not bare:
                one.fill = _CAPTION_FILL
    if bottom > slot.row or right > slot.column:
        sheet.merge_cells(start_row=slot.row, start_column=slot.column, end_row=bottom, end_column=right)


@cache
def _aligned(horizontal: str) -> Alignment:
    return Alignment(horizontal, "center", wrap_text=True)


def _alignment(slot: Slot) -> Alignment:
    if slot.style is Style.TEXT and slot.name:
        return _aligned("left")
    return _aligned("right" if slot.style in (Style.NUMBER, Style.BARE_RIGHT) else "center")


def _put_answer(cell: Cell, slot: Slot, text: str) -> None:
    spec = slot.question.spec if slot.question else None
    if not isinstance(spec, Amount | Percent):
        cell.number_format = "@"
        _put_text(cell, text)
        return
    percent = isinstance(spec, Percent)
    cell.number_format = "0.00%" if percent else "#,##0.00####"
    try:
        number = spec.read(text)[spec.field] if text.strip() else None
    except Unreadable:  # last year's words are no number: whoever fills in decides
        number = None
    if isinstance(number, Decimal):
        shown = number / 100 if percent else number * getattr(spec, "unit").per_wan  # noqa: B009
        if spreadsheet_number(shown) is not None:
            cell.value = shown


def _put_text(cell: Cell, text: str | None) -> None:
    """A text that a cell cannot hold is left out: a blank cell leaves what is stored as it is."""
    if not text or len(text) > _LONGEST_CELL or ILLEGAL_CHARACTERS_RE.search(text):
        return
    cell.value = text
    cell.data_type = "s"
    if text[0] in FORMULA_LIKE:
        cell.quotePrefix = True


def _protect(sheet: Worksheet) -> None:
    """Against mistakes, not against people: there is no password."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False  # False: allowed
    protection.selectLockedCells = protection.insertRows = False

"""A criteria sheet on paper, for whoever signs it or files it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localtime

from performance.assessment.criteria import CRITERIA, FULL_POINTS
from performance.assessment.services import total_of
from performance.documents.blocks import Block, Cell, Heading, Paragraph, Part, Printed, Style, TableBlock
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.models import ReviewSheet

_WIDTHS = (12.0, 18.0, 48.0, 10.0, 12.0, 10.0)


def printed_sheet(sheet: ReviewSheet) -> Printed:
    kind = "重点项目绩效目标审核表" if sheet.project_label else "预算绩效目标审核表"
    title = f"{sheet.statement.department.name}{sheet.statement.fiscal_year}年{kind}"
    return Printed(title, (title,), (Part(title, tuple(_blocks(title, sheet))),), has_cover=False)


def _blocks(title: str, sheet: ReviewSheet) -> Iterator[Block]:
    yield Heading(title, 1)
    department = sheet.statement.department
    yield Paragraph(f"部门：{department.code} {department.name}")
    if sheet.project_label:
        yield Paragraph(f"项目：{sheet.project_label}")
    yield Paragraph(f"审核环节：第{sheet.round}轮{sheet.get_stage_display()}")
    yield TableBlock(tuple(_rows(sheet)), _WIDTHS, header=range(1))
    total = total_of(sheet)
    points = f"　得分合计：{total}（满分{FULL_POINTS}）" if total is not None else ""
    yield Paragraph(f"总评等级：{sheet.get_grade_display() or '未评'}{points}")
    yield Paragraph(f"审核结论：{sheet.get_decision_display() or '未定'}")
    yield Paragraph(f"审核意见：{sheet.opinion or '未填写'}")
    reviewer = sheet.reviewer.get_full_name() or sheet.reviewer.get_username()
    if sheet.event is None:
        yield Paragraph(f"填写人：{reviewer}（草稿，尚未送出）")
    else:
        yield Paragraph(
            f"审核人：{sheet.event.actor_name}　{localtime(sheet.event.at):%Y年%m月%d日}办理“{sheet.event.label}”"
        )
    yield Paragraph("签字：")


def _rows(sheet: ReviewSheet) -> Iterator[tuple[Cell, ...]]:
    heads = ("方面", "审核要点", "说明", "等级", "得分", "满分")
    yield tuple(Cell(head, style=Style.CAPTION) for head in heads)
    marks = {mark.criterion: mark for mark in sheet.marks.all()}
    for criterion in CRITERIA:
        mark = marks.get(criterion.code)
        points = mark.points if mark else None
        yield (
            *map(Cell, (criterion.dimension, criterion.label, criterion.question)),
            Cell(mark.get_grade_display() if mark else "", style=Style.CENTRED),
            Cell("" if points is None else f"{points}", style=Style.CENTRED),
            Cell("" if points is None else f"{criterion.points}", style=Style.CENTRED),
        )


def sheet_docx(printed: Printed) -> bytes:
    return docx_bytes(printed)


def sheet_pdf(printed: Printed) -> bytes:
    """A sheet is no draft of a text. Raises Unprintable."""
    return pdf_bytes(printed, marks=Marks(draft=False))


def sheet_xlsx(printed: Printed) -> bytes:
    return xlsx_bytes(printed)


SHEET_WRITERS = {"docx": sheet_docx, "xlsx": sheet_xlsx, "pdf": sheet_pdf}
SHEET_FORMATS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}

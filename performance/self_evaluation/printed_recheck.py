"""The sheet of the finance office on paper, with the two signatures that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.timezone import localtime

from performance.documents.blocks import Block, Cell, Heading, Paragraph, Part, Printed, Style, TableBlock
from performance.models import RecheckSheet
from performance.scoring.arithmetic import plain
from performance.self_evaluation.recheck_lines import LINES

TITLE = "绩效自评复核表"
GRID = (20, 70, 10, 10)
WHOLE = sum((line.points for line in LINES), Decimal(0))


def printed_recheck(sheet: RecheckSheet) -> Printed:
    row = sheet.evaluation
    title = f"{row.statement.fiscal_year}年{row.label}{TITLE}"
    blocks: tuple[Block, ...] = (
        Heading(TITLE, 1),
        Paragraph(f"项目：{row.code} {row.label}　　实施单位：{row.unit or row.statement.department}"),
        TableBlock(tuple(_rows(sheet)), GRID),
        Paragraph(f"复核意见：{sheet.opinion}"),
        Paragraph(
            f"填写：{sheet.person.get_full_name() or sheet.person.get_username()}，{localtime(sheet.at):%Y-%m-%d %H:%M}"
        ),
        Paragraph("复核人（签字）：　　　　　　　　负责人（签字）："),
    )
    return Printed(title, (title,), (Part(TITLE, blocks),), has_cover=False)


def _rows(sheet: RecheckSheet) -> Iterator[tuple[Cell, ...]]:
    yield tuple(Cell(text, style=Style.CAPTION) for text in ("项目", "复核内容", "分值", "得分"))
    for line in LINES:
        yield (
            Cell(line.label),
            Cell(line.question),
            Cell(plain(line.points), style=Style.CENTRED),
            Cell(sheet.points.get(line.code, ""), style=Style.CENTRED),
        )
    yield (
        Cell("合计", 2, Style.CAPTION),
        Cell(plain(WHOLE), style=Style.CENTRED),
        Cell(plain(sheet.total), style=Style.CENTRED),
    )

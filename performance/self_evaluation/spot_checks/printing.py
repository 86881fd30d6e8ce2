"""The spot check on paper, with the two signatures that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localtime

from performance.documents.blocks import Block, Cell, Heading, Paragraph, Part, Printed, Style, TableBlock
from performance.models import MaterialState, SpotCheck

TITLE = "绩效自评抽查表"
SCORES = ("评分内容", "分值", "自评得分", "抽查得分", "理由")
SCORES_GRID = (36, 8, 10, 10, 46)
MATERIALS = ("应提供的材料", "状态", "说明")
MATERIALS_GRID = (46, 14, 50)


def printed_spot_check(sheet: SpotCheck) -> Printed:
    row = sheet.evaluation
    title = f"{row.statement.fiscal_year}年{row.label}{TITLE}"
    person = sheet.person.get_full_name() or sheet.person.get_username()
    blocks: tuple[Block, ...] = (
        Heading(TITLE, 1),
        Paragraph(f"项目：{row.code} {row.label}　　实施单位：{row.unit or row.statement.department}"),
        TableBlock(tuple(_scores(sheet)), SCORES_GRID),
        Paragraph(f"抽查得分：{sheet.total} 分。{sheet.words}。"),
        TableBlock(tuple(_materials(sheet)), MATERIALS_GRID),
        Paragraph(f"抽查意见：{sheet.opinion}"),
        Paragraph(f"填写：{person}，{localtime(sheet.at):%Y-%m-%d %H:%M}"),
        Paragraph("抽查人（签字）：　　　　　　　　负责人（签字）："),
    )
    return Printed(title, (title,), (Part(TITLE, blocks),), has_cover=False)


def _scores(sheet: SpotCheck) -> Iterator[tuple[Cell, ...]]:
    yield tuple(Cell(text, style=Style.CAPTION) for text in SCORES)
    for line in sheet.scores:
        yield (
            Cell(line["key"][-1]),
            *(Cell(line[name], style=Style.CENTRED) for name in ("points", "own", "checked")),
            Cell(line["reason"]),
        )


def _materials(sheet: SpotCheck) -> Iterator[tuple[Cell, ...]]:
    yield tuple(Cell(text, style=Style.CAPTION) for text in MATERIALS)
    for one in sheet.materials:
        state = MaterialState(one["state"]).label
        yield Cell(one["name"]), Cell(state, style=Style.CENTRED), Cell(one["note"])

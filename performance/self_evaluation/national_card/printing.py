"""A card on the national form, for every file format that prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from performance.content.self_evaluation import TEXTS, ResultRow
from performance.documents.blocks import Block, Cell, Heading, Paragraph, Part, Printed, Style, TableBlock
from performance.scoring.arithmetic import plain
from performance.self_evaluation.card import Card
from performance.self_evaluation.national_card.declaration import DeclaredCell, national_card

REASON, MEASURE, SCORE_REASON, SOURCE = "原因：", "措施：", "得分说明：", "佐证："


def printed_card(card: Card) -> Printed:
    form = national_card()
    statement = card.row.statement
    values = _values(card)
    rows = [tuple(_cell(cell, values) for cell in row) for row in form.rows]
    rows += [_heads(), *_results(card)]
    rows += [tuple(_cell(cell, values) for cell in row) for row in form.last]
    year = form.year_line.format(year=statement.fiscal_year)
    title = f"{statement.fiscal_year}年{card.row.label}绩效自评表"
    scheme = Paragraph(f"评分方案：{card.scheme.name}。{card.sheet.words}。")
    notes = [
        Paragraph(f"{part.name}（{plain(part.points)}分）：得 {_shown(part.awarded)} 分")
        for part in card.sheet.parts
    ]
    notes += [
        Paragraph(f"{one.name}（调整之前为：{before}）")
        for place, before in card.promised.earlier.items()
        if (one := card.promised.content.indicators[place])
    ]
    if card.row.final_total is not None:
        notes.append(
            Paragraph(f"财政复核得分：{card.row.final_total}（{card.row.final_grade or '不评等级'}）")
        )
    signed = Paragraph("项目负责人（签字）：　　　　　　　　财务负责人（签字）：")
    blocks: tuple[Block, ...] = (
        Heading(form.title, 1),
        Paragraph(year),
        TableBlock(tuple(rows), form.grid),
        scheme,
        *notes,
        signed,
    )
    return Printed(title, (title,), (Part(form.title, blocks),), has_cover=False)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _values(card: Card) -> Mapping[str, str]:
    row, sheet = card.row, card.sheet
    values = {
        "name": f"{row.code} {row.label}".strip(),
        "department": str(row.statement.department),
        "unit": str(row.unit or row.statement.department),
        "goal": card.promised.goal,
        "execution_points": plain(sheet.execution.points),
        "execution_score": _shown(sheet.execution.awarded),
        "execution_rate": "" if sheet.execution.rate is None else f"{plain(sheet.execution.rate)}%",
        "total_score": _shown(sheet.total),
        "grade": sheet.grade,
    }
    for fund in card.content.funds:
        values |= {
            f"{fund.source}:{column}": getattr(fund, column) for column in ("opening", "adjusted", "spent")
        }
    return values | {name: getattr(card.content, name) for name in TEXTS}


def _cell(declared: DeclaredCell, values: Mapping[str, str]) -> Cell:
    if declared.field:
        short = ":" in declared.field or declared.field.startswith(("execution", "total", "grade"))
        return Cell(values[declared.field], declared.span, Style.CENTRED if short else Style.TEXT)
    if declared.below:
        return Cell(span=declared.span, style=Style.CAPTION, below=True)
    return Cell(declared.text, declared.span, Style.CAPTION)


def _heads() -> tuple[Cell, ...]:
    form = national_card()
    return (
        Cell(form.side, style=Style.CAPTION),
        *(Cell(head, style=Style.CAPTION) for _, head in form.columns),
    )


def _results(card: Card) -> Iterator[tuple[Cell, ...]]:
    """The points of a family stand inside its cell, as the form has them."""
    rows = list(
        zip(card.promised.content.indicators, card.content.results, card.sheet.indicators, strict=True)
    )
    for level1, family in groupby(rows, key=lambda row: row[0].level1):
        members = list(family)
        points = plain(sum((scored.points for _, _, scored in members), start=members[0][2].points * 0))
        second = ""
        for place, (indicator, written, scored) in enumerate(members):
            goes_on = place > 0 and indicator.level2 == second
            second = indicator.level2
            yield (
                Cell(below=True, style=Style.CAPTION),
                Cell(below=True) if place else Cell(f"{level1}（{points}分）", style=Style.CENTRED),
                Cell(below=True) if goes_on else Cell(indicator.level2, style=Style.CENTRED),
                Cell(indicator.name),
                Cell(indicator.target, style=Style.CENTRED),
                Cell(written.value if written.applicable else "不适用", style=Style.CENTRED),
                Cell(plain(scored.points), style=Style.CENTRED),
                Cell(_shown(scored.awarded), style=Style.CENTRED),
                Cell(reasons_of(written)),
            )


def reasons_of(row: ResultRow) -> str:
    """Everything that is said of a result, each under its name."""
    said = (
        (REASON, row.reason),
        (MEASURE, row.measure),
        (SCORE_REASON, row.score_reason),
        (SOURCE, row.source),
    )
    return "\n".join(f"{name}{text.strip()}" for name, text in said if text.strip())

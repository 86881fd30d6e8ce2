"""A card on its form, for every file format that prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from performance.content.self_evaluation import FUND_COLUMNS, FUND_LABELS, TEXTS
from performance.documents.blocks import Block, Cell, Heading, Paragraph, Part, Printed, Style, TableBlock
from performance.scoring.arithmetic import plain
from performance.self_evaluation.card import Card
from performance.self_evaluation.forms.declaration import DeclaredCell, Rows
from performance.self_evaluation.forms.printed_rows import (
    Row,
    heads_of,
    indicator_rows,
    judged_rows,
    numbers_in_captions,
    shown,
)

_SHORT = ("execution", "total", "grade", "final")


def printed_card(card: Card) -> Printed:
    form, statement = card.form, card.row.statement
    year = Paragraph(form.year_line.format(year=statement.fiscal_year))
    values = _values(card)
    rows = [*_declared(form.rows, values)]
    heads = range(len(rows), len(rows) + 1)
    rows += [heads_of(card), *judged_rows(card), *indicator_rows(card), *_declared(form.last, values)]
    title = f"{statement.fiscal_year}年{card.row.label}绩效自评表"
    blocks: tuple[Block, ...] = (
        Heading(form.title, 1),
        *([Paragraph(form.number)] if form.number else ()),
        year,
        TableBlock(tuple(rows), form.grid, titles=heads),
        *map(Paragraph, _notes(card)),
        Paragraph(form.signed),
    )
    before = (
        Part(
            sheet.title,
            (Heading(sheet.title, 1), year, TableBlock(tuple(_declared(sheet.rows, values)), sheet.grid)),
        )
        for sheet in form.sheets
    )
    return Printed(title, (title,), (*before, Part(form.title, blocks)), has_cover=False)


def _notes(card: Card) -> Iterator[str]:
    yield f"评分方案：{card.scheme.name}。{card.sheet.words}。"
    if not card.form.judged:
        for part in card.sheet.parts:
            yield f"{part.name}（{plain(part.points)}分）：得 {shown(part.awarded)} 分"
    for fund in card.content.funds:
        amounts = [
            f"{label} {text}" for name, label in FUND_COLUMNS.items() if (text := getattr(fund, name).strip())
        ]
        if fund.source not in card.form.sources and amounts:
            yield f"{FUND_LABELS[fund.source].removeprefix('其中：')}（万元）：{'，'.join(amounts)}"
    for place, before in card.promised.earlier.items():
        yield f"{card.promised.content.indicators[place].name}（调整之前为：{before}）"
    if card.row.final_total is not None:
        yield f"财政复核得分：{card.row.final_total}（{card.row.final_grade or '不评等级'}）"


def _values(card: Card) -> Mapping[str, str]:
    row, sheet = card.row, card.sheet
    values = {
        "name": f"{row.code} {row.label}".strip(),
        "department": str(row.statement.department),
        "unit": str(row.unit or row.statement.department),
        "goal": card.promised.goal,
        "execution_score": shown(sheet.execution.awarded),
        "execution_rate": "" if sheet.execution.rate is None else f"{plain(sheet.execution.rate)}%",
        "total_score": shown(sheet.total),
        "grade": sheet.grade,
        "final_total": shown(row.final_total),
        **numbers_in_captions(card),
    }
    for fund in card.content.funds:
        values |= {f"{fund.source}:{column}": getattr(fund, column) for column in FUND_COLUMNS}
    values |= {answer.key: "" for answer in card.form.all_answers} | dict(card.content.more)
    return values | {name: getattr(card.content, name) for name in TEXTS}


def _declared(rows: Rows, values: Mapping[str, str]) -> Iterator[Row]:
    for row in rows:
        yield tuple(_cell(cell, values) for cell in row)


def _cell(declared: DeclaredCell, values: Mapping[str, str]) -> Cell:
    if declared.field:
        short = ":" in declared.field or "-" in declared.field or declared.field.startswith(_SHORT)
        return Cell(values[declared.field], declared.span, Style.CENTRED if short else Style.TEXT)
    if declared.below:
        return Cell(span=declared.span, style=Style.CAPTION, below=True)
    return Cell(
        declared.text.format(**values) if "{" in declared.text else declared.text,
        declared.span,
        Style.CAPTION,
    )

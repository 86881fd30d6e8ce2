"""A card of self-evaluation on a sheet: what was promised and what the payment system says beside what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from performance.content.model import IndicatorContent
from performance.content.self_evaluation import FUND_COLUMNS, FUND_LABELS, RESULT_FIELDS, TEXTS
from performance.importing.written.sheet import EntryCell, Row, TextCell
from performance.scoring.schemes import Method
from performance.self_evaluation.card import Card, more_field, result_field
from performance.self_evaluation.execution import plain_amount
from performance.self_evaluation.page_fields import TICKED, UNUSED, labels_of, part_field
from performance.written.rows import fund_field

# Each column of the indicators with its width; what is not a field of the page is told.
COLUMNS = {
    **{"一级指标": 8, "二级指标": 9, "三级指标": 16, "年度指标值": 11, "调整前的指标值": 10},
    **dict(zip(RESULT_FIELDS.values(), (12, 11, 8, 7, 16, 22, 20, 18), strict=True)),
    "不适用": 7,
}
WIDTHS = tuple(COLUMNS.values())
ALL = len(WIDTHS)
FUND_SPANS = (3, 2, 2, 2)
METHODS = {method.label: method.value for method in Method}
UNUSED_WORD = {"不适用": TICKED}


def card_rows(card: Card) -> Iterator[Row]:
    row, labels = card.row, labels_of(card.content)
    yield TextCell("项目", 3, head=True), TextCell(f"{row.code} {row.label}".strip(), ALL - 3)
    yield from _funds(card, labels)
    yield _asked("execution_entered", "执行率得分（与计算相同的不填）")
    for place, (name, _) in enumerate(card.content.parts):
        yield _asked(part_field(place), f"{name}的得分")
    for answer in card.form.all_answers:
        yield _asked(more_field(answer.key), answer.label)
    yield TextCell("年度总体目标", 3, head=True), TextCell(card.promised.goal, ALL - 3)
    yield tuple(TextCell(head, head=True) for head in COLUMNS)
    for place, indicator in enumerate(card.promised.content.indicators):
        yield _result(card, place, indicator, labels)
    for name, label in TEXTS.items():
        yield _asked(name, label)


def _asked(name: str, label: str) -> Row:
    return TextCell(label, 3, head=True), EntryCell(name, label, ALL - 3)


def _funds(card: Card, labels: dict[str, str]) -> Iterator[Row]:
    heads = ("项目资金（万元）", *FUND_COLUMNS.values())
    yield tuple(TextCell(head, span, head=True) for head, span in zip(heads, FUND_SPANS, strict=True))
    first, *others = FUND_SPANS
    for fund in card.content.funds:
        names = (fund_field(fund.source, column) for column in FUND_COLUMNS)
        yield (
            TextCell(FUND_LABELS[fund.source], first, head=True),
            *(
                EntryCell(name, labels[name], span, money=True)
                for name, span in zip(names, others, strict=True)
            ),
        )
    if card.executed is not None and card.executed.spent is not None:
        words = f"支付系统的执行数 {plain_amount(card.executed.spent)} 万元"
        yield TextCell("年度资金总额", first, head=True), TextCell(words, ALL - first)


def _result(card: Card, place: int, indicator: IndicatorContent, labels: dict[str, str]) -> Row:
    names = {name: result_field(place, name) for name in (*RESULT_FIELDS, UNUSED)}
    choices = {"method": METHODS, UNUSED: UNUSED_WORD}
    columns = (indicator.level1, indicator.level2, indicator.name, indicator.target)
    return (
        *map(TextCell, (*columns, card.promised.earlier.get(place, ""))),
        *(EntryCell(key, labels[key], choices=choices.get(name, {})) for name, key in names.items()),
    )

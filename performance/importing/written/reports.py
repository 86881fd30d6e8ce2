"""A monitoring report on a sheet: the national form with what was promised and the period before beside it."""

from __future__ import annotations

from collections.abc import Iterator

from performance.alerts.period import Counting, Likelihood, ReasonKind
from performance.content.model import FundSource, IndicatorContent
from performance.importing.written.sheet import EntryCell, Row, TextCell
from performance.monitoring.content import FUND_COLUMNS, FUND_LABELS, NO, STATE_FIELDS, TEXTS, YES, StateRow
from performance.monitoring.page_fields import CHOICES, KINDS, ON_TRACK, labels_of
from performance.monitoring.report import Report, state_field
from performance.written.rows import fund_field

REASONS = {kind.label: kind.value for kind in ReasonKind}
# Each column of the indicators with its width; what is not a field of the page is told.
COLUMNS = {
    **{
        "一级指标": 8,
        "二级指标": 9,
        "三级指标": 16,
        "年度指标值": 11,
        "调整前的指标值": 10,
        "上期执行情况": 11,
    },
    **{STATE_FIELDS["actual"]: 12, CHOICES["counting"]: 9, STATE_FIELDS["forecast"]: 12},
    **dict.fromkeys(REASONS, 6),
    **{STATE_FIELDS["reason"]: 20, CHOICES["likelihood"]: 11, STATE_FIELDS["baseline"]: 11},
    **{STATE_FIELDS["source"]: 11, STATE_FIELDS["numerator"]: 8, STATE_FIELDS["denominator"]: 8},
    STATE_FIELDS["remark"]: 12,
}
WIDTHS = tuple(COLUMNS.values())
ALL = len(WIDTHS)
FUND_SPANS = (3, 2, 2, 2, 2)  # its name, the three amounts, and the period before
COUNTINGS = {counting.label: counting.value for counting in Counting}
LIKELIHOODS = {likelihood.label: likelihood.value for likelihood in Likelihood}


def report_rows(report: Report) -> Iterator[Row]:
    row, labels = report.row, labels_of(report.content)
    yield TextCell("项目", 3, head=True), TextCell(f"{row.code} {row.label}".strip(), ALL - 3)
    yield TextCell("数据截至", 3, head=True), TextCell(f"{row.task.cutoff}，金额单位：万元", ALL - 3)
    yield from _funds(report, labels)
    yield TextCell("年度总体目标", 3, head=True), TextCell(report.promised.goal, ALL - 3)
    yield tuple(TextCell(head, head=True) for head in COLUMNS)
    for place, (indicator, state) in enumerate(
        zip(report.promised.content.indicators, report.content.states, strict=True)
    ):
        yield _state(report, place, indicator, state, labels)
    yield _asked(ON_TRACK, labels[ON_TRACK], choices={YES: YES, NO: NO})
    for kind in ReasonKind:
        label = f"{labels[KINDS]}：{kind.label}"
        yield TextCell(label, 3, head=True), EntryCell(KINDS, label, ALL - 3, choices=REASONS, box=kind.value)
    for name, label in TEXTS.items():
        yield _asked(name, label)


def _asked(name: str, label: str, *, choices: dict[str, str] | None = None) -> Row:
    return TextCell(label, 3, head=True), EntryCell(name, label, ALL - 3, choices=choices or {})


def _funds(report: Report, labels: dict[str, str]) -> Iterator[Row]:
    heads = ("项目资金（万元）", *FUND_COLUMNS.values(), "上期执行数")
    yield tuple(TextCell(head, span, head=True) for head, span in zip(heads, FUND_SPANS, strict=True))
    spent = {fund.source: fund.spent for fund in report.before[-1].funds} if report.before else {}
    first, *others = FUND_SPANS
    for fund in report.content.funds:
        names = (fund_field(fund.source, column) for column in FUND_COLUMNS)
        yield (
            TextCell(FUND_LABELS[FundSource(fund.source)], first, head=True),
            *(
                EntryCell(name, labels[name], span, money=True)
                for name, span in zip(names, others, strict=False)
            ),
            TextCell(spent.get(fund.source, ""), others[-1]),
        )
    if report.paid is not None:
        words = f"支付系统的执行数 {report.paid.normalize():f} 万元"
        yield TextCell("年度资金总额", first, head=True), TextCell(words, ALL - first)


def _state(
    report: Report, place: int, indicator: IndicatorContent, state: StateRow, labels: dict[str, str]
) -> Row:
    def asked(name: str, choices: dict[str, str] | None = None, box: str = "") -> EntryCell:
        key = state_field(place, name)
        return EntryCell(key, labels[key], choices=choices or {}, box=box)

    before = list(report.earlier_actuals(state))
    columns = (
        *(indicator.level1, indicator.level2, indicator.name, indicator.target),
        *(report.promised.earlier.get(place, ""), before[-1] if before else ""),
    )
    return (
        *map(TextCell, columns),
        *(asked("actual"), asked("counting", COUNTINGS), asked("forecast")),
        *(asked("reasons", REASONS, kind.value) for kind in ReasonKind),
        *(asked("reason"), asked("likelihood", LIKELIHOODS)),
        *(asked(name) for name in ("baseline", "source", "numerator", "denominator", "remark")),
    )

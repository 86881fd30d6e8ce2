"""A report on the national form, for every file format that prints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from performance.alerts.period import Likelihood, ReasonKind
from performance.content.model import FundSource
from performance.documents.blocks import Block, Cell, Heading, Paragraph, Part, Printed, Style, TableBlock
from performance.monitoring.content import FUND_LABELS, TEXTS, FundRow
from performance.monitoring.national_form.captions import COMPARED, GOAL, KINDS, ON_TRACK, RATE, TICK, TITLE
from performance.monitoring.report import Report
from performance.scoring.arithmetic import percent
from performance.written.rows import fund_field

GRID = (8, 9, 9, 16, 12, 14, 14, *(7,) * 5, 16, *(7,) * 3, 10)
ALL = len(GRID)
BEFORE_REASONS, BEHIND = 7, 1  # columns whose head reaches over both rows, on either side of the ticks
HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "{period}执行情况", "全年预计完成情况")
Row = tuple[Cell, ...]


def printed_report(report: Report) -> Printed:
    task = report.row.task
    rows = [*_facts(report), *_funds(report), _said(GOAL, report.promised.goal)]
    first = len(rows)
    rows += [*_heads(task.label), *_states(report)]
    answers = {ON_TRACK: report.content.on_track, KINDS: "、".join(_kinds(report))}
    answers |= {label: getattr(report.content, name) for name, label in TEXTS.items()}
    rows += [_said(label, text) for label, text in answers.items()]
    table = TableBlock(tuple(rows), GRID, titles=range(first, first + 2))
    earlier = [
        Paragraph(f"{report.promised.content.indicators[place].name}（调整之前为：{before}）")
        for place, before in report.promised.earlier.items()
    ]
    year = Paragraph(f"（{task.fiscal_year}年{task.label}，数据截至{task.cutoff}，金额单位：万元）")
    title = f"{report.row}绩效目标执行监控表"
    blocks: tuple[Block, ...] = (Heading(TITLE, 1), year, table, *earlier, *_compared(report))
    return Printed(title, (title,), (Part(TITLE, blocks),), has_cover=False)


def _kinds(report: Report) -> Iterator[str]:
    return (kind.label for kind in ReasonKind if kind.value in report.content.kinds)


def _caption(text: str, span: int = 1) -> Cell:
    return Cell(text, span, Style.CAPTION)


def _goes_on(span: int = 1) -> Cell:
    return Cell(span=span, style=Style.CAPTION, below=True)


def _said(label: str, text: str) -> Row:
    return _caption(label, 2), Cell(text, ALL - 2)


def _facts(report: Report) -> Iterator[Row]:
    row = report.row
    yield _said("项目名称", f"{row.code} {row.label}".strip())
    department = str(row.statement.department)
    yield (
        _caption("主管部门及代码", 2),
        Cell(department, 5),
        _caption("实施单位", 2),
        Cell(str(row.unit or department), ALL - 9),
    )


def _funds(report: Report) -> Iterator[Row]:
    period = report.row.task.label
    heads = ("年初预算数", f"{period}执行数", f"{period}{RATE}", "全年预计执行数")
    spans = (3, 3, 3, ALL - 13)
    yield (
        _caption("项目资金（万元）", 2),
        _caption("", 2),
        *(_caption(head, span) for head, span in zip(heads, spans, strict=True)),
    )
    for fund in report.content.funds:
        values = (fund.budget, fund.spent, _rate(report, fund), fund.forecast)
        label = FUND_LABELS[FundSource(fund.source)]
        yield (
            _goes_on(2),
            Cell(label, 2),
            *(Cell(value, span, Style.CENTRED) for value, span in zip(values, spans, strict=True)),
        )


def _rate(report: Report, fund: FundRow) -> str:
    budget, spent = (report.numbers.get(fund_field(fund.source, name)) for name in ("budget", "spent"))
    return percent(Fraction(spent) / Fraction(budget)) if budget and spent is not None else ""


def _heads(period: str) -> Iterator[Row]:
    reasons = [kind.label for kind in ReasonKind]
    likelihoods = [likelihood.label for likelihood in Likelihood]
    yield (
        _caption("绩效指标"),
        *(_caption(head.format(period=period)) for head in HEADS),
        _caption("偏差原因分析", len(reasons) + 1),
        _caption("完成目标可能性", len(likelihoods)),
        _caption("备注"),
    )
    yield (
        *(_goes_on() for _ in range(BEFORE_REASONS)),
        *(_caption(label) for label in (*reasons, "原因说明", *likelihoods)),
        *(_goes_on() for _ in range(BEHIND)),
    )


def _states(report: Report) -> Iterator[Row]:
    pairs = list(zip(report.promised.content.indicators, report.content.states, strict=True))
    for level1, family in groupby(pairs, key=lambda pair: pair[0].level1):
        second = None
        for place, (indicator, written) in enumerate(family):
            goes_on = indicator.level2 == second
            second = indicator.level2
            yield (
                _goes_on(),
                _goes_on() if place else Cell(level1, style=Style.CENTRED),
                _goes_on() if goes_on else Cell(indicator.level2, style=Style.CENTRED),
                Cell(indicator.name),
                Cell(indicator.target, style=Style.CENTRED),
                Cell(written.actual, style=Style.CENTRED),
                Cell(written.forecast, style=Style.CENTRED),
                *(_tick(kind.value in written.reasons) for kind in ReasonKind),
                Cell(written.reason),
                *(_tick(likelihood.value == written.likelihood) for likelihood in Likelihood),
                Cell(written.remark),
            )


def _compared(report: Report) -> Iterator[Block]:
    """What the period before said beside what this one says, as far as either says anything."""
    if report.previous is None:
        return
    rows: list[tuple[str, ...]] = []
    before = {fund.source: fund for fund in report.previous.funds}
    for fund in report.content.funds:
        then = before.get(fund.source, FundRow(fund.source))
        label = f"{FUND_LABELS[FundSource(fund.source)]}（万元）"
        rows.append((label, then.spent, fund.spent, then.forecast, fund.forecast))
    for state in report.content.states:
        previous = report.previous_state(state)
        actual, forecast = (previous.actual, previous.forecast) if previous else ("", "")
        rows.append((state.name, actual, state.actual, forecast, state.forecast))
    cells = [(Cell(label), *(Cell(text, style=Style.CENTRED) for text in texts)) for label, *texts in rows]
    heads = tuple(_caption(head) for head in COMPARED)
    yield TableBlock((heads, *cells), (32, 17, 17, 17, 17), header=range(1))


def _tick(ticked: bool) -> Cell:
    return Cell(TICK if ticked else "", style=Style.CENTRED)

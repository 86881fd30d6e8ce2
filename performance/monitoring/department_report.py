"""A department's report of one period, to be signed and sent: what was spent, the lights, its projects, its warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from performance.alerts.expected import share_of
from performance.alerts.rules import RULES
from performance.alerts.settings import Light
from performance.documents.blocks import Block, Cell, Heading, Paragraph, Part, Printed, Style, TableBlock
from performance.models import Action, MonitoringAlert, MonitoringEvent, MonitoringReport
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.content import TEXTS, ReportContent, from_plain
from performance.scoring.arithmetic import percent
from performance.steps.locks import REPORT_OPEN
from projects.amounts import grouped

BAR = 10  # marks of a whole
DONE, LEFT, OVER = "■", "□", "▶"
LIGHTS = {"money_light": "资金", "goal_light": "目标", "forecast_light": "全年预计"}
BEHIND = (Light.RED.value, Light.YELLOW.value)
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class DepartmentReport:
    """``own`` is that of the department as a whole, ``projects`` those of its projects; ``earlier`` the sums of the year's periods."""

    own: MonitoringReport
    projects: Sequence[MonitoringReport]
    alerts: Sequence[MonitoringAlert]
    earlier: Sequence[tuple[str, Decimal, Decimal]]
    signed: MonitoringEvent | None

    @property
    def title(self) -> str:
        task = self.own.task
        return f"{self.own.statement.department.name}{task.fiscal_year}年{task.label}绩效运行监控报告"

    @property
    def known(self) -> list[MonitoringReport]:
        return [row for row in self.projects if row.budget is not None and row.spent is not None]

    @property
    def said(self) -> ReportContent:
        return from_plain(self.own.latest.content) if self.own.latest else ReportContent()


def department_report(own: MonitoringReport) -> DepartmentReport:
    """All reports of the department for the period: whoever reads its own report reads those of its projects."""
    reports = MonitoringReport.objects.filter(statement=own.statement_id, unit__isnull=False)
    projects = reports.filter(task=own.task_id).select_related("unit", "latest")
    alerts = MonitoringAlert.objects.filter(report__task=own.task_id, report__statement=own.statement_id)
    signed = own.events.filter(action=Action.SUBMIT).order_by("-pk").first()
    return DepartmentReport(
        own,
        list(projects.order_by("position", "pk")),
        list(alerts.select_related("report").order_by("report__position", "pk")),
        list(_periods(own, reports)),
        signed if own.state not in REPORT_OPEN else None,
    )


def _periods(own: MonitoringReport, reports) -> Iterator[tuple[str, Decimal, Decimal]]:
    """What all projects had and had spent by each period of the year up to this one."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    known = reports.filter(
        task__cutoff__lte=own.task.cutoff, task__kind=own.task.kind, budget__isnull=False, spent__isnull=False
    )
    for label, budget, spent in known.order_by("task__cutoff", "task_id").values_list(
        "task__label", "budget", "spent"
    ):
        before = sums.get(label, (Decimal(0), Decimal(0)))
        sums[label] = before[0] + budget, before[1] + spent
    for label, (budget, spent) in sums.items():
        yield label, budget, spent


def printed_department(report: DepartmentReport) -> Printed:
    title = report.title
    whole = (
        Heading(title, 1),
        Heading("一、总体情况", 2),
        *_whole(report),
        Heading("二、各期支出进度", 2),
        _spending(report),
    )
    others = (
        ("三、各项目执行情况", _projects(report)),
        ("四、偏差和措施", _shortfalls(report)),
        ("五、预警清单", _alerts(report)),
    )
    parts = (Part(name, (Heading(name, 2), *blocks)) for name, blocks in others)
    return Printed(title, (title,), (Part(title, whole), *parts), has_cover=False)


def _whole(report: DepartmentReport) -> tuple[Block, ...]:
    projects, known, task = report.projects, report.known, report.own.task
    handed_in = sum(row.state not in REPORT_OPEN for row in projects)
    budget, spent = _sums(known)
    rate = share_of(spent, budget)
    lines = [
        f"截至{task.cutoff:%Y年%m月%d日}，本部门纳入监控的项目{len(projects)}个，已报送{handed_in}个。",
        f"已填写预算数和执行数的{len(known)}个项目，预算数合计{grouped(budget)}万元，"
        f"执行数合计{grouped(spent)}万元，执行率{'—' if rate is None else percent(rate)}。",
        *(
            f"{label}：{text}"
            for name, label in TEXTS.items()
            if (text := getattr(report.said, name).strip())
        ),
        _signature(report),
    ]
    return *(Paragraph(line) for line in lines), _lights(report)


def _signature(report: DepartmentReport) -> str:
    signed = report.signed
    if signed is None:
        return "部门签章：尚未签章报送。"
    return f"部门签章：{signed.actor_name}，{timezone.localtime(signed.at):%Y年%m月%d日}。"


def _lights(report: DepartmentReport) -> TableBlock:
    heads = ("灯", *(light.label for light in Light), "红灯和黄灯所占")
    rows = [_heads(heads)]
    for name, label in LIGHTS.items():
        lit = [getattr(row, name) for row in report.projects]
        behind = sum(light in BEHIND for light in lit)
        share = Fraction(behind, len(lit)) if lit else None
        counts = (Cell(str(lit.count(light.value)), style=Style.CENTRED) for light in Light)
        rows.append((Cell(label, style=Style.CENTRED), *counts, Cell(bar(share))))
    return TableBlock(tuple(rows), (10, 8, 8, 8, 8, 40), header=range(1))


def _spending(report: DepartmentReport) -> TableBlock:
    rows = [_heads(("期间", "预算数（万元）", "执行数（万元）", "执行率", "图示（整条为预算数）"))]
    for label, budget, spent in report.earlier:
        rate = share_of(spent, budget)
        rows.append(
            (
                Cell(label, style=Style.CENTRED),
                _amount(budget),
                _amount(spent),
                Cell("—" if rate is None else percent(rate), style=Style.CENTRED),
                Cell(bar(rate)),
            )
        )
    return TableBlock(tuple(rows), (14, 14, 14, 10, 40), header=range(1))


def _projects(report: DepartmentReport) -> tuple[Block, ...]:
    heads = ("项目", "单位", "状态", "预算数（万元）", "执行数（万元）", "执行率", "图示", *LIGHTS.values())
    rows = [_heads(heads)]
    for row in report.projects:
        rate = share_of(row.spent, row.budget)
        lights = (Cell(Light(getattr(row, name)).label, style=Style.CENTRED) for name in LIGHTS)
        marks = "（重点关注）" * row.marked + "（已暂停）" * row.paused
        rows.append(
            (
                Cell(f"{row.label}{marks}"),
                Cell(row.unit.name if row.unit else ""),
                Cell(row.get_state_display(), style=Style.CENTRED),
                _amount(row.budget),
                _amount(row.spent),
                Cell("—" if rate is None else percent(rate), style=Style.CENTRED),
                Cell(bar(rate)),
                *lights,
            )
        )
    budget, spent = _sums(report.known)
    rate = share_of(spent, budget)
    total = Cell("合计（预算数和执行数都已填的）", 3, Style.CAPTION)
    share = Cell("—" if rate is None else percent(rate), style=Style.CENTRED)
    rows.append((total, _amount(budget), _amount(spent), share, Cell(bar(rate)), Cell(span=len(LIGHTS))))
    return (TableBlock(tuple(rows), (20, 15, 9, 11, 11, 12, 22, 10, 10, 10), header=range(1)),)


def _shortfalls(report: DepartmentReport) -> tuple[Block, ...]:
    """Of those that are behind, or say so themselves, why and what is done about it."""
    rows = [_heads(("项目", "目标执行情况", "原因分析", "改进措施和建议"))]
    for row in report.projects:
        if row.latest is None:
            continue
        content = from_plain(row.latest.content)
        if {row.money_light, row.goal_light, row.forecast_light}.intersection(
            BEHIND
        ) or content.shortfall.strip():
            rows.append(
                (Cell(row.label), Cell(content.situation), Cell(content.shortfall), Cell(content.measures))
            )
    if len(rows) == 1:
        return (Paragraph("没有红灯、黄灯的项目。"),)
    return (TableBlock(tuple(rows), (20, 26, 30, 30), header=range(1)),)


def _alerts(report: DepartmentReport) -> tuple[Block, ...]:
    if not report.alerts:
        return (Paragraph("本期没有预警。"),)
    waiting = sum(alert.state in UNANSWERED for alert in report.alerts)
    rows = [_heads(("项目", "预警", "依据", "状态", "连续期数", "答复", "理由", "办结日期"))]
    for alert in report.alerts:
        about = f"：{alert.about.rpartition('·')[2]}" if alert.about else ""
        rows.append(
            (
                Cell(alert.report.label),
                Cell(f"{alert.code} {RULES[alert.code].name}{about}"),
                Cell(alert.words),
                Cell(alert.get_state_display(), style=Style.CENTRED),
                Cell(str(alert.in_a_row), style=Style.CENTRED),
                Cell(alert.get_answer_display() or "—", style=Style.CENTRED),
                Cell(alert.reason),
                Cell(f"{alert.until:%Y-%m-%d}" if alert.until else "", style=Style.CENTRED),
            )
        )
    line = Paragraph(f"共{len(report.alerts)}条，待答复{waiting}条。")
    return line, TableBlock(tuple(rows), (18, 18, 28, 9, 7, 10, 20, 14), header=range(1))


def bar(share: Fraction | None, length: int = BAR) -> str:
    """A share drawn in marks: all of them are a whole, what is more than that ends in an arrow."""
    if share is None:
        return "—"
    done = min(length, int(share * length + Fraction(1, 2)))
    return DONE * done + LEFT * (length - done) + (OVER if share > 1 else "")


def _heads(texts: Sequence[str]) -> Row:
    return tuple(Cell(text, style=Style.CAPTION) for text in texts)


def _amount(amount: Decimal | None) -> Cell:
    return Cell("—" if amount is None else grouped(amount), style=Style.NUMBER)


def _sums(rows: Sequence[MonitoringReport]) -> tuple[Decimal, Decimal]:
    budgets = (row.budget or Decimal(0) for row in rows)
    return sum(budgets, Decimal(0)), sum((row.spent or Decimal(0) for row in rows), Decimal(0))

"""The page of a report: its lights and warnings, and what it shows besides what every paper of this kind does."""

from performance.alerts.period import Counting, Likelihood, ReasonKind
from performance.models import MonitoringReport
from performance.monitoring import transitions
from performance.monitoring.content import FUND_COLUMNS, FUND_LABELS, STATE_FIELDS, TEXTS, is_rate
from performance.monitoring.deciding import why_not_marked
from performance.monitoring.figures import plan_against_actual
from performance.monitoring.national_form.printing import printed_report
from performance.monitoring.national_form.reading import NoPaper, read_form
from performance.monitoring.page_fields import CHOICES, ON_TRACK, texts_of
from performance.monitoring.plan_chart import plan_chart
from performance.monitoring.report import state_field
from performance.monitoring.services import why_not_open, words_of
from performance.monitoring.writing import REPORT
from performance.statements.promised import why_not_promised
from performance.views.monitoring.alerts import offered
from performance.views.written.controls import Controls
from performance.views.written.face import Face, PaperRemark
from projects.amounts import grouped

AROUND_ALERTS = ("report__task", "report__statement__department", "report__unit", "answered_by")
NUMBERS = ("numerator", "denominator")


class ReportFace(Face):
    kind = REPORT
    model = MonitoringReport
    around = ("task__office", "statement__department__office", "unit", "revision", "latest__person")
    transitions = transitions
    printed = staticmethod(printed_report)
    read_file = staticmethod(read_form)
    route = "monitoring_report"
    template = "performance/monitoring/report.html"
    noun = "监控表"
    this = "这份监控报告"
    no_such_file = NoPaper

    def saved_words(self, paper):
        return f"已保存：{words_of(paper)}。"

    def remarks(self, paper):
        beside = {}
        for severity, label, found in (("error", "错误", paper.faults), ("warning", "待填", paper.owed)):
            for fault in found:
                beside.setdefault(fault.field, []).append(
                    PaperRemark(severity, label, "" if fault.blank else fault.sentence)
                )
        return beside

    def figures(self, paper):
        judged = paper.judgement
        left = f"报送之前还有 {paper.open_count} 处" if paper.open_count else "没有需要处理的"
        figures = {
            **_lit("money", judged.money),
            **_lit("goal", judged.goal),
            **_lit("forecast", judged.forecast),
            "money-forecast-words": (judged.money_forecast.words, ""),
            "open": (left, ""),
        }
        for place, (goal, forecast) in enumerate(zip(judged.goals, judged.forecasts, strict=True)):
            figures |= {**_lit(f"goal-{place}", goal), **_lit(f"forecast-{place}", forecast)}
        return figures

    def context(self, request, paper, shown):
        row = paper.row
        controls = Controls(texts_of(paper.content), self.remarks(paper))
        alerts = row.alerts.select_related(*AROUND_ALERTS)
        plan = plan_against_actual(paper)
        return {
            "report": paper,
            "judged": paper.judgement,
            "closed": why_not_promised(row) or why_not_open(row.task),
            "previous_funds": _previous_funds(paper),
            "paid": None if paper.paid is None else grouped(paper.paid),
            "funds": list(controls.funds(paper.content.funds, FUND_LABELS, FUND_COLUMNS)),
            "fund_heads": FUND_COLUMNS.values(),
            "states": list(_states(paper, controls)),
            "texts": [controls.text(name, label, rows=3) for name, label in TEXTS.items()],
            "on_track": controls.text(ON_TRACK, ""),
            "countings": tuple(Counting),
            "likelihoods": tuple(Likelihood),
            "reason_kinds": tuple(ReasonKind),
            "alerts": [offered(alert, request.user, paper.settings.in_a_row) for alert in alerts],
            "answered": (shown.more or {}).get("answered"),
            "decides": not why_not_marked(row, request.user),
            "plan": plan,
            "chart": plan_chart(plan),
            "behind": row.statement.approved_revision_id != row.revision_id,
        }


def _lit(name, lit):
    light = lit.light
    return {name: (light.label, f"light {light.value}"), f"{name}-words": (lit.words, "")}


def _previous_funds(report):
    """Each source with what the period before said was spent of it."""
    funds = report.previous.funds if report.previous else ()
    rows = ((FUND_LABELS[fund.source].removeprefix("其中："), fund.spent.strip()) for fund in funds)
    return [f"{label} {spent} 万元" for label, spent in rows if spent]


def _states(report, controls):
    judged = report.judgement
    for place, (indicator, row) in enumerate(
        zip(report.promised.content.indicators, report.content.states, strict=True)
    ):
        fields = {name: state_field(place, name) for name in (*STATE_FIELDS, *CHOICES)}
        labels = {**STATE_FIELDS, **{name: f"{STATE_FIELDS[name]}（比率指标）" for name in NUMBERS}}
        yield {
            "indicator": indicator,
            "earlier": report.promised.earlier.get(place, ""),
            "previous": report.previous_state(row),
            "row": row,
            "is_rate": is_rate(indicator),
            "place": place,
            "goal": judged.goals[place],
            "forecast": judged.forecasts[place],
            "fields": fields,
            "controls": {
                name: controls.number(fields[name], label, row.name)
                if name in NUMBERS
                else controls.text(fields[name], label, row.name, 2 if name == "reason" else 0)
                for name, label in labels.items()
            },
            "choices": {name: controls.text(fields[name], label) for name, label in CHOICES.items()},
        }


FACE = ReportFace()

"""One report: written by those whose it is, read by all who see it, with its warnings and the steps that are open."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from performance.alerts.period import Counting, Likelihood, ReasonKind
from performance.models import Action, MonitoringReport, MonitoringVersion
from performance.monitoring.content import FUND_COLUMNS, FUND_LABELS, STATE_FIELDS, TEXTS
from performance.monitoring.figures import plan_against_actual
from performance.monitoring.report import state_field
from performance.monitoring.services import may_write, report_of, save_report, why_not_open, words_of
from performance.monitoring.walking import obstacles_to, open_steps, perform
from performance.statement_pages.form_files import SUFFIXES
from performance.statements.written import LONGEST, fund_field
from performance.steps.refusals import Overtaken, Refused
from performance.views.monitoring.alerts import offered
from performance.views.monitoring.posted import posted_content
from projects.amounts import grouped

LONGEST_KEY = 64
VERSIONS_SHOWN = 10


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def monitoring_report(request, pk):
    row = visible_report(request.user, pk)
    if request.method != "POST":
        return report_page(request, row)
    content = posted_content(report_of(row), request.POST)
    if content is None:
        messages.error(request, "提交的内容不完整，没有保存，请重新保存。")
        return report_page(request, row, status=400)
    version = _number(request.POST.get("version"))
    try:
        report = save_report(row, content, by=request.user, expected_version=version, request=request)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        overtaken = isinstance(refusal, Overtaken)
        now = visible_report(request.user, pk)
        return report_page(request, now, content, status=409, overtaken=overtaken)
    messages.success(request, f"已保存：{words_of(report)}。")
    return redirect("monitoring_report", pk)


@never_cache
@login_required
@require_POST
def monitoring_step(request, pk, step):
    row = visible_report(request.user, pk)
    try:
        event = perform(
            row,
            Action(step),
            by=request.user,
            expected_version=_number(request.POST.get("version")),
            reason=request.POST.get("reason", "")[:LONGEST],
            key=request.POST.get("key", "")[:LONGEST_KEY],
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        asked = {"action": step, "reason": request.POST.get("reason", "")}
        return report_page(request, visible_report(request.user, pk), status=409, asked=asked)
    messages.success(request, f"已办理“{event.label}”，目前为“{event.get_target_display()}”。")
    return redirect("monitoring_report", pk)


def visible_report(user, pk):
    visible = MonitoringReport.objects.visible_to(user)
    around = ("task__office", "statement__department__office", "unit", "revision", "latest")
    return get_object_or_404(visible.select_related(*around), pk=pk)


def report_page(request, row, content=None, *, status=200, overtaken=False, asked=None, answered=None):
    """With ``content`` what somebody typed that was not saved; beside it what stands there now, where others saved."""
    report = report_of(row, content)
    closed = why_not_open(row.task)
    versions = MonitoringVersion.objects.visible_to(request.user).filter(report=row)
    alerts = row.alerts.select_related(
        "report__task", "report__statement__department", "report__unit", "answered_by"
    )
    context = {
        "row": row,
        "report": report,
        "judged": report.judgement,
        "writes": may_write(row, request.user) and not closed,
        "closed": closed,
        "paid": None if report.paid is None else grouped(report.paid),
        "funds": [_fund(fund) for fund in report.content.funds],
        "fund_heads": FUND_COLUMNS.values(),
        "states": list(_states(report)),
        "texts": [(name, label, getattr(report.content, name)) for name, label in TEXTS.items()],
        "heads": STATE_FIELDS,
        "countings": tuple(Counting),
        "likelihoods": tuple(Likelihood),
        "reason_kinds": tuple(ReasonKind),
        "longest": LONGEST,
        "suffixes": SUFFIXES,
        "others": _others(report, report_of(row)) if overtaken else [],
        "alerts": [offered(alert, request.user, report.settings.in_a_row) for alert in alerts],
        "answered": answered,
        "offers": [
            (step, obstacles_to(row, step, request.user), secrets.token_urlsafe(12))
            for step in open_steps(row, request.user)
        ],
        "asked": asked,
        "plan": plan_against_actual(report),
        "events": row.events.all(),
        "versions": versions.select_related("person")[:VERSIONS_SHOWN],
        "behind": row.statement.approved_revision_id != row.revision_id,
    }
    return render(request, "performance/monitoring/report.html", context, status=status)


def _fund(fund):
    cells = [
        (fund_field(fund.source, column), f"{FUND_LABELS[fund.source]} {label}", getattr(fund, column))
        for column, label in FUND_COLUMNS.items()
    ]
    return FUND_LABELS[fund.source], cells


def _states(report):
    judged = report.judgement
    fields = (*STATE_FIELDS, "counting", "likelihood", "reasons")
    for place, (indicator, row) in enumerate(
        zip(report.promised.content.indicators, report.content.states, strict=True)
    ):
        yield {
            "indicator": indicator,
            "earlier": report.promised.earlier.get(place, ""),
            "before": list(report.earlier_actuals(row)),
            "row": row,
            "goal": judged.goals[place],
            "forecast": judged.forecasts[place],
            "fields": {name: state_field(place, name) for name in fields},
        }


def _others(mine, theirs):
    """Where what was typed differs from what others saved meanwhile."""
    found = [
        (label, getattr(theirs.content, name))
        for name, label in TEXTS.items()
        if getattr(mine.content, name) != getattr(theirs.content, name)
    ]
    for own, other in zip(mine.content.states, theirs.content.states, strict=True):
        found += [
            (f"{own.name}：{label}", getattr(other, name))
            for name, label in STATE_FIELDS.items()
            if getattr(own, name) != getattr(other, name)
        ]
    for own, other in zip(mine.content.funds, theirs.content.funds, strict=True):
        found += [
            (f"{FUND_LABELS[own.source]}：{label}", getattr(other, name))
            for name, label in FUND_COLUMNS.items()
            if getattr(own, name) != getattr(other, name)
        ]
    return found


def _number(word):
    """A version as a form sends it; what is none is a version that never was."""
    return int(word) if word and word.isascii() and word.isdecimal() and len(word) < 10 else 0

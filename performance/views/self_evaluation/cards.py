"""One card: written by those whose it is, read by all who see it, with the steps that are open."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from performance.content.self_evaluation import FUND_COLUMNS, FUND_LABELS, LONGEST, RESULT_FIELDS, TEXTS
from performance.models import Action, BudgetDecision, EvaluationVersion, SelfEvaluation
from performance.review.findings import Severity
from performance.scoring.schemes import ScoreEntry
from performance.self_evaluation.card import fund_field, result_field
from performance.self_evaluation.execution import plain_amount
from performance.self_evaluation.findings import blocking, findings_of
from performance.self_evaluation.services import card_of, may_write, not_open, save_card
from performance.self_evaluation.uses import Decided, may_decide, usual_decision
from performance.self_evaluation.walking import obstacles_to, open_steps, perform
from performance.statement_pages.form_files import SUFFIXES
from performance.steps.refusals import Overtaken, Refused
from performance.views.self_evaluation.posted import posted_content

LONGEST_KEY = 64
VERSIONS_SHOWN = 10


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request, pk):
    row = visible_evaluation(request.user, pk)
    if request.method != "POST":
        return card_page(request, row)
    content = posted_content(card_of(row), request.POST)
    if content is None:
        messages.error(request, "提交的内容不完整，没有保存，请重新保存。")
        return card_page(request, row, status=400)
    try:
        card = save_card(
            row,
            content,
            by=request.user,
            expected_version=seen_number(request.POST.get("version")),
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        overtaken = isinstance(refusal, Overtaken)
        return card_page(
            request, visible_evaluation(request.user, pk), content, status=409, overtaken=overtaken
        )
    messages.success(request, f"已保存。{card.sheet.words}。")
    return redirect("evaluation", pk)


@never_cache
@login_required
@require_POST
def evaluation_step(request, pk, step):
    row = visible_evaluation(request.user, pk)
    try:
        event = perform(
            row,
            Action(step),
            by=request.user,
            expected_version=seen_number(request.POST.get("version")),
            reason=request.POST.get("reason", "")[:LONGEST],
            points=request.POST.get("points", ""),
            key=request.POST.get("key", "")[:LONGEST_KEY],
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        asked = {
            "action": step,
            "reason": request.POST.get("reason", ""),
            "points": request.POST.get("points", ""),
        }
        return card_page(request, visible_evaluation(request.user, pk), status=409, asked=asked)
    messages.success(request, f"已办理“{event.label}”，目前为“{event.get_target_display()}”。")
    return redirect("evaluation", pk)


def visible_evaluation(user, pk):
    visible = SelfEvaluation.objects.visible_to(user)
    return get_object_or_404(
        visible.select_related("statement__department__office", "unit", "revision"), pk=pk
    )


def card_page(request, row, content=None, *, status=200, overtaken=False, asked=None, decided=None):
    """With ``content`` what somebody typed that was not saved; beside it what stands there now, where others saved."""
    card = card_of(row, content)
    closed = not_open(row.statement)
    writes = may_write(row, request.user) and not closed
    findings = findings_of(card)
    beside = _by_field(findings)
    versions = EvaluationVersion.objects.visible_to(request.user).filter(evaluation=row)
    context = {
        "row": row,
        "card": card,
        "sheet": card.sheet,
        "writes": writes,
        "closed": closed,
        "locked": card.scheme.entry is ScoreEntry.LOCKED,
        "findings": findings,
        "blocking": len(blocking(findings)),
        "severities": Severity,
        "beside": beside,
        "funds": [_fund(fund, beside) for fund in card.content.funds],
        "fund_heads": FUND_COLUMNS.values(),
        "results": _results(card, beside),
        "parts": [
            (place, part, written, beside.get(f"part-{place}"))
            for place, (part, written) in enumerate(zip(card.sheet.parts, card.content.parts, strict=True))
        ],
        "texts": [
            (name, label, getattr(card.content, name), beside.get(name)) for name, label in TEXTS.items()
        ],
        "methods": card.scheme.methods,
        "heads": RESULT_FIELDS,
        "longest": LONGEST,
        "suffixes": SUFFIXES,
        "others": _others(card, card_of(row)) if overtaken else [],
        "offers": [
            (step, obstacles_to(row, step, request.user), secrets.token_urlsafe(12))
            for step in open_steps(row, request.user)
        ],
        "asked": asked,
        "uses": row.uses.select_related("person"),
        "decides": may_decide(row, request.user),
        "decisions": BudgetDecision,
        "decided": decided or Decided(usual_decision(row) or ""),
        "events": row.events.all(),
        "versions": versions.select_related("person")[:VERSIONS_SHOWN],
        "executed": card.executed
        and [
            (label, plain_amount(amount))
            for name, label in FUND_COLUMNS.items()
            if (amount := getattr(card.executed, name, None)) is not None
        ],
        "behind": card.behind,
    }
    return render(request, "performance/self_evaluation/card.html", context, status=status)


def _by_field(findings):
    found = {}
    for finding in findings:
        found.setdefault(finding.remark.field, []).append(finding)
    return found


def _fund(fund, beside):
    cells = [
        (
            name := fund_field(fund.source, column),
            f"{FUND_LABELS[fund.source]} {label}",
            getattr(fund, column),
            beside.get(name),
        )
        for column, label in FUND_COLUMNS.items()
    ]
    return FUND_LABELS[fund.source], cells


def _results(card, beside):
    for place, (indicator, row, scored) in enumerate(
        zip(card.promised.content.indicators, card.content.results, card.sheet.indicators, strict=True)
    ):
        yield {
            "indicator": indicator,
            "earlier": card.promised.earlier.get(place, ""),
            "row": row,
            "scored": scored,
            "fields": {name: result_field(place, name) for name in (*RESULT_FIELDS, "unused")},
            "findings": {name: beside.get(result_field(place, name)) for name in RESULT_FIELDS},
        }


def _others(mine, theirs):
    """Where what was typed differs from what others saved meanwhile."""
    found = [
        (label, getattr(theirs.content, name))
        for name, label in TEXTS.items()
        if getattr(mine.content, name) != getattr(theirs.content, name)
    ]
    for own, other in zip(mine.content.results, theirs.content.results, strict=True):
        found += [
            (f"{own.name}：{label}", getattr(other, name))
            for name, label in RESULT_FIELDS.items()
            if getattr(own, name) != getattr(other, name)
        ]
    for own, other in zip(mine.content.funds, theirs.content.funds, strict=True):
        found += [
            (f"{FUND_LABELS[own.source]}：{label}", getattr(other, name))
            for name, label in FUND_COLUMNS.items()
            if getattr(own, name) != getattr(other, name)
        ]
    return found


def seen_number(word):
    """A version as a form sends it; what is none is a version that never was."""
    return int(word) if word and word.isascii() and word.isdecimal() and len(word) < 10 else 0

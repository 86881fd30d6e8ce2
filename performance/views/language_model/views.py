"""Asking the language model about a project: what would be sent, then what it says, then what a person takes over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from departments.trail.writing import record_refusal
from performance.documents.recognition import UnknownLayout
from performance.entry_forms.opened_form import NoSuchForm
from performance.http.whole_numbers import whole_number
from performance.language_model.adopting import adopt, token_of
from performance.language_model.asking import may_ask, suggestion_for
from performance.language_model.daily_limit import left_today
from performance.language_model.endpoint import endpoint
from performance.language_model.questions import Use, items_of, question_of
from performance.language_model.subject import subject_of
from performance.statement_pages.context import visible_statement
from performance.statements.services import StatementMoved
from performance.steps.refusals import Refused
from performance.views.entry_forms.access import closed_because, visible_project
from projects.models import ProjectLocked

PAGE = "performance/language_model/suggestions.html"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_suggestions(request, pk, project):
    """``item`` names what is asked about; it is sent only by a press below what is shown."""
    model, subject = _asked_about(request, pk, project)
    items = items_of(subject)
    wanted = request.POST.get("item") or request.GET.get("item") or ""
    item = next((one for one in items if one.key == wanted), None)
    question = question_of(subject, item) if item and not item.refusal else None
    suggestion = None
    if request.method == "POST":
        if question is None:
            messages.error(request, "要问的内容已经变了，请重新选择。")
            return redirect("model_suggestions", pk, project)
        try:
            suggestion = _suggested(request, model, subject, question)
        except Refused as refusal:
            _say_refusal(request, subject.statement, refusal, "问模型")
    return render(request, PAGE, _context(request, model, subject, items, question, suggestion))


def _suggested(request, model, subject, question):
    seen = request.POST.get("digest", "")
    return suggestion_for(model, subject, question, seen, by=request.user, request=request)


def _context(request, model, subject, items, question, suggestion):
    context = {
        "statement": subject.statement,
        "project": subject.row,
        "model": model.model,
        "seconds": model.seconds,
        "left": left_today(model.per_day),
        "per_day": model.per_day,
        "items": items,
        "question": question,
        "suggestion": suggestion,
    }
    if suggestion is None:
        return context
    use, rows = question.item.use, subject.project.indicators
    context["adoptable"] = use is not Use.RELEVANCE and bool(suggestion.used)
    context["token"] = token_of(suggestion, subject, request.user)
    context["proposes"] = use is Use.PROPOSE
    context["hints"] = [
        (rows[one.indicator].name, subject.project.goals[one.goal], one.texts["reason"])
        for one in (suggestion.used if use is Use.RELEVANCE else ())
    ]
    context["changes"] = _changes(use, question.item, suggestion, rows)
    return context


def _changes(use, item, suggestion, rows):
    """What the field said and would say."""
    if use is Use.REWRITE_GOAL:
        return [("绩效目标", item.text, suggestion.used[0].texts["text"])]
    if use is not Use.REWRITE_INDICATOR:
        return []
    before, after = rows[item.number], suggestion.used[0].texts
    return [
        ("指标名称", before.name, after["name"]),
        ("指标说明", before.description, after["description"]),
    ]


@never_cache
@login_required
@require_POST
def adopt_model_suggestion(request, pk, project):
    _, subject = _asked_about(request, pk, project)
    chosen = {whole_number(text, -1) for text in request.POST.getlist("chosen")}
    try:
        adopt(
            subject.row,
            subject.statement,
            request.POST.get("token", ""),
            chosen,
            by=request.user,
            request=request,
        )
    except (Refused, ProjectLocked, StatementMoved) as refusal:
        _say_refusal(request, subject.statement, refusal, "采用模型的建议")
        return redirect("model_suggestions", pk, project)
    messages.success(request, "已采用所选的建议；改前的内容留在“修改历史与回收站”里，请再核对一遍。")
    return redirect("entry_project", pk, project)


def _asked_about(request, pk, project):
    """Without a model there is no such page; out of sight neither."""
    model = endpoint()
    if model is None:
        raise Http404
    statement = visible_statement(request.user, pk)
    row = visible_project(request, statement, project)
    try:
        subject = subject_of(statement, row, request.user)
    except (NoSuchForm, UnknownLayout) as missing:
        raise Http404 from missing
    if not may_ask(subject, request.user):
        raise PermissionDenied(closed_because(statement, row.unit))
    return model, subject


def _say_refusal(request, statement, refusal, what):
    for reason in getattr(refusal, "reasons", None) or (str(refusal),):
        messages.error(request, reason)
    record_refusal(by=request.user, subject=statement, details=f"{what}：{refusal}", request=request)

"""The lists of cards that are spot-checked: drawn, read, drawn once more, taken back, and as a workbook."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.file_names import as_file_name
from departments.models import FinanceOffice
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.flat_workbook import FlatSheet, WorkbookColumn, flat_workbook
from performance.http.responses import attachment
from performance.models import DrawnCard, DrawWay, SpotCheck, SpotCheckDraw
from performance.scoring.scheme_files import grade_names
from performance.self_evaluation.checks import of_the_round, seen_by
from performance.self_evaluation.spot_checks.drawing import (
    LONGEST_SEED,
    AskedDraw,
    cancel,
    draw,
    is_repeated,
    latest_draw,
    may_draw,
)
from performance.self_evaluation.spot_checks.materials import REQUIRED
from performance.steps.refusals import Refused
from performance.views.self_evaluation.lists import YEARS
from performance.views.written.posted import seen_number
from performance.written.rows import LONGEST

LONGEST_NUMBER = 30
COLUMNS = (
    *(WorkbookColumn("部门", 24), WorkbookColumn("单位", 24), WorkbookColumn("项目编码", 18)),
    *(WorkbookColumn("名称", 36), WorkbookColumn("依据", 40), WorkbookColumn("状态")),
    *(WorkbookColumn("自评得分"), WorkbookColumn("抽查得分"), WorkbookColumn("算式", 60)),
)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_draws(request, pk, year):
    """The lists of an office for a year, and the form by which its reviewers draw another one."""
    office = get_object_or_404(FinanceOffice.objects.visible_to(request.user), pk=pk)
    if year not in YEARS:
        raise Http404
    draw_asked = AskedDraw(DrawWay.AMOUNT, materials=REQUIRED)
    if request.method == "POST":
        if not may_draw(request.user, office):
            raise PermissionDenied("抽查名单由本局审核人抽取。")
        draw_asked = _posted(request.POST)
        try:
            row = draw(office, year, draw_asked, by=request.user, request=request)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            return _page(request, office, year, draw_asked, status=409)
        messages.success(request, f"已抽取{row.cards.count()}张自评表。")
        return redirect("evaluation_draw", row.pk)
    return _page(request, office, year, draw_asked)


def _page(request, office, year, draw, status=200):
    rows = SpotCheckDraw.objects.visible_to(request.user).filter(office=office, fiscal_year=year)
    context = {
        "office": office,
        "year": year,
        "rows": rows.select_related("person"),
        "draws": may_draw(request.user, office),
        "asked": draw,
        "ways": DrawWay,
        "grade_names": grade_names(),
        "longest_seed": LONGEST_SEED,
        "seen": latest_draw(office, year),
    }
    return render(request, "performance/self_evaluation/draws.html", context, status=status)


def _posted(post):
    lines = (line.strip() for line in post.get("materials", "").splitlines())
    return AskedDraw(
        post.get("way", ""),
        post.get("at_least", "")[:LONGEST_NUMBER],
        post.getlist("grades"),
        post.get("per_department", "")[:LONGEST_NUMBER],
        post.get("seed", ""),
        [line for line in lines if line],
        seen_number(post.get("seen")),
    )


def _draw(request, pk):
    around = ("office", "person", "cancelled_by")
    return get_object_or_404(SpotCheckDraw.objects.visible_to(request.user).select_related(*around), pk=pk)


def _cards(request, row):
    """Those that this person sees, each with the spot check that counts, where they may read it."""
    around = ("evaluation__statement__department", "evaluation__unit")
    cards = DrawnCard.objects.visible_to(request.user).filter(draw=row).select_related(*around)
    checks = SpotCheck.objects.visible_to(request.user).filter(evaluation__drawn__draw=row)
    counting = of_the_round(seen_by(request.user, checks))
    latest = {sheet.evaluation_id: sheet for sheet in counting.order_by("number")}
    return [(card, latest.get(card.evaluation_id)) for card in cards]


@never_cache
@login_required
@require_safe
def evaluation_draw(request, pk):
    return _shown(request, _draw(request, pk))


def _shown(request, row, reason="", status=200):
    cards = _cards(request, row)
    context = {
        "row": row,
        "cards": cards,
        "drawn": row.cards.count(),
        "repeated": is_repeated(row),
        "cancels": row.cancelled is None and may_draw(request.user, row.office),
        "reason": reason,
        "longest": LONGEST,
    }
    return render(request, "performance/self_evaluation/draw.html", context, status=status)


@never_cache
@login_required
@require_safe
def evaluation_draw_workbook(request, pk):
    row = _draw(request, pk)
    rows = [
        (
            *(card.evaluation.statement.department.name, str(card.evaluation.unit or "部门整体")),
            *(card.evaluation.code, card.evaluation.label, card.words),
            *(card.evaluation.get_state_display(), card.evaluation.total),
            *((sheet.total, sheet.words) if sheet else (None, "")),
        )
        for card, sheet in _cards(request, row)
    ]
    title = f"{row.fiscal_year}年自评抽查第{row.pk}号名单"
    try:
        written = flat_workbook(title, [FlatSheet("抽查名单", COLUMNS, rows)])
    except Unprintable as fault:
        messages.error(request, str(fault))
        return redirect("evaluation_draw", pk)
    record(Action.EXPORT, by=request.user, subject=row, details=f"{title}.xlsx", request=request)
    return attachment(written, as_file_name(f"{title}.xlsx"))


@never_cache
@login_required
@require_POST
def cancel_draw(request, pk):
    row, reason = _draw(request, pk), request.POST.get("reason", "")
    if not may_draw(request.user, row.office):
        raise PermissionDenied("抽查名单由本局审核人作废。")
    try:
        cancel(row, reason, by=request.user, request=request)
    except Refused as refusal:
        for fault in refusal.reasons:
            messages.error(request, fault)
        return _shown(request, row, reason, 409)
    messages.success(request, "名单已作废，名单上的自评表不再须先抽查。")
    return redirect("evaluation_draw", pk)

"""修改历史与回收站: who changed what, and bringing it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from performance.differences import differences
from performance.history.places import NothingThere
from performance.history.restoring import foretold, present_text, restore_all, restore_place, undo
from performance.history.sittings import recycled, sittings
from performance.importing.modes import deletions
from performance.models import EarlierText
from performance.models.history import prepared_by
from performance.statement_pages.shown_differences import counts_of
from performance.statements.editable_parts import editable_parts
from performance.statements.services import ContentRefused, StatementMoved
from performance.steps.refusals import Refused
from projects.models import ProjectLocked

OF_A_PAGE = 10
REFUSALS = (Refused, ProjectLocked, StatementMoved, ContentRefused)
SAME = "现在的内容与当时相同，没有需要恢复的。"
GONE = "这一处已经没有可以恢复的内容，页面可能已过时，请刷新后再看。"


@never_cache
@login_required
@require_safe
def history(request, pk):
    statement = _prepared(request.user, pk)
    earlier_texts = (
        EarlierText.objects.visible_to(request.user).filter(statement=statement).select_related("person")
    )
    present = present_text(statement)
    page = Paginator(earlier_texts, OF_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "statement": statement,
        "page": page,
        "sittings": sittings(statement, request.user, list(page.object_list), present),
        "removed": recycled(statement, request.user, present),
        "editable": bool(editable_parts(statement, request.user)),
    }
    return render(request, "performance/history/history.html", context)


@never_cache
@login_required
@require_POST
def history_place(request, pk, earlier):
    earlier_text = _earlier(request.user, pk, earlier)
    try:
        report = restore_place(earlier_text, request.POST.get("place", ""), by=request.user, request=request)
    except NothingThere:
        messages.error(request, GONE)
    except REFUSALS as refusal:
        messages.error(request, f"没有恢复：{refusal}")
    else:
        messages.success(request, "已恢复。" if report.changed else SAME)
    return redirect("history", pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def history_undo(request, pk, earlier):
    """Asks first, with the figures; ``what`` is everything as it stood then, or this one act alone."""
    earlier_text = _earlier(request.user, pk, earlier)
    everything = request.POST.get("what", request.GET.get("what")) == "all"
    if request.method == "POST":
        try:
            report = (restore_all if everything else undo)(earlier_text, by=request.user, request=request)
        except REFUSALS as refusal:
            messages.error(request, f"没有恢复：{refusal}")
        else:
            done = "已恢复到当时的内容。" if everything else "已撤销这次修改。"
            messages.success(request, done if report.changed else SAME)
        return redirect("history", pk)
    foreseen = foretold(earlier_text, request.user, everything=everything)
    present = present_text(earlier_text.statement).content
    changes = differences(present, foreseen.listed.content)
    context = {
        "statement": earlier_text.statement,
        "earlier": earlier_text,
        "everything": everything,
        "counts": counts_of(changes),
        "deletions": list(deletions(present, foreseen.listed.content)),
        "left": foreseen.left,
    }
    return render(request, "performance/history/undo.html", context)


def _prepared(user, pk):
    return get_object_or_404(prepared_by(user).select_related("department__office"), pk=pk)


def _earlier(user, pk, earlier):
    earlier_texts = EarlierText.objects.visible_to(user).select_related(
        "statement__department__office", "person"
    )
    return get_object_or_404(earlier_texts, pk=earlier, statement__pk=pk)

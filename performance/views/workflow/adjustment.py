"""Applying for an adjustment: the parts that are to be opened, and what became of earlier applications."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from performance.differences.opened import OF_DEPARTMENT, OF_PROJECT, OpenedKind
from performance.exporting.gathering import exportable_by
from performance.models import Action, AdjustmentRequest
from performance.steps.available import open_steps
from performance.steps.refusals import Refused
from performance.workflow.applications import Application, NamedPart
from performance.workflow.services import perform

LONGEST = 2000
LONGEST_KEY = 64


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adjustments(request, pk):
    """Whoever reads the whole text reads the applications; the department's reviewer applies."""
    statement = get_object_or_404(exportable_by(request.user).select_related("approved_revision"), pk=pk)
    applies = any(step.action == Action.ADJUST for step in open_steps(statement, request.user))
    if request.method == "POST" and _applied(request, statement):
        return redirect("statement", pk)
    found = AdjustmentRequest.objects.visible_to(request.user).filter(statement=statement)
    context = {
        "statement": statement,
        "requests": found.select_related("filed", "allowed", "ended").prefetch_related("parts"),
        "choices": _choices(statement, request.POST) if applies else (),
        "applies": applies,
        "reason": request.POST.get("reason", ""),
        "version": request.POST.get("version", statement.version),
        "longest": LONGEST,
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "performance/workflow/adjustments.html", context, status=status)


def _applied(request, statement):
    posted = request.POST
    version = posted.get("version", "")
    parts = tuple(_named(posted, chosen) for chosen in posted.getlist("part"))
    try:
        event = perform(
            statement,
            Action.ADJUST,
            by=request.user,
            expected_version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            reason=posted.get("reason", ""),
            key=posted.get("key", "")[:LONGEST_KEY],
            application=Application(parts),
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return False
    messages.success(request, f"已办理“{event.label}”，等待财政局同意；批复版继续有效。")
    return True


def _named(posted, chosen):
    kind, _, owner = chosen.partition("-")
    key = int(owner) if owner.isdecimal() and len(owner) < 19 else None
    texts = (posted.get(f"{name}-{chosen}", "").strip()[:LONGEST] for name in ("old", "new", "why"))
    return NamedPart(kind, key, *texts)


def _choices(statement, posted):
    """Groups of parts: of the department, of each project, of each unit; with what was typed already."""
    chosen = set(posted.getlist("part")) if posted else set()
    yield "部门部分", [_choice(kind, None, posted, chosen) for kind in OF_DEPARTMENT]
    for project in statement.projects:
        yield f"项目 {project}", [_choice(kind, project.pk, posted, chosen) for kind in OF_PROJECT]
    units = statement.department.units.order_by("position", "code")
    yield "新增项目", [_choice(OpenedKind.ADDITION, unit.pk, posted, chosen, str(unit)) for unit in units]


def _choice(kind, owner, posted, chosen, label=""):
    name = kind.value if owner is None else f"{kind.value}-{owner}"
    typed = {field: posted.get(f"{field}-{name}", "") for field in ("old", "new", "why")}
    return {"name": name, "label": label or kind.label, "chosen": name in chosen, **typed}

"""Applying for an adjustment, deciding it, and what became of earlier applications."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from departments.permissions.roles import Role
from performance.differences.opened import OF_DEPARTMENT, OF_PROJECT, OpenedKind
from performance.http.whole_numbers import DIGITS_OF_A_KEY, whole_number
from performance.models import Action, AdjustmentRequest
from performance.monitoring.origins import origin_named
from performance.statement_pages.context import visible_statement
from performance.statements.adjustment_scope import parts_in_force
from performance.steps.available import open_request_steps
from performance.steps.refusals import Refused
from performance.workflow.applications import Application, NamedPart
from performance.workflow.offers import Offer, roles_here
from performance.workflow.request_steps import apply_for, take_request_step
from performance.workflow.requests import requests_seen_by

LONGEST = 2000
LONGEST_KEY = 64


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adjustments(request, pk):
    """Whoever reads the whole text reads the applications, a unit its own; the department's reviewer and fillers apply."""
    statement = visible_statement(request.user, pk)
    if request.method == "POST" and _applied(request, statement):
        return redirect("adjustments", pk)
    return _page(request, statement, posted=request.POST)


@never_cache
@login_required
@require_POST
def adjustment_step(request, pk, adjustment, step):
    statement = visible_statement(request.user, pk)
    subject = get_object_or_404(requests_seen_by(request.user, statement), pk=adjustment)
    posted = request.POST
    try:
        event = take_request_step(
            subject,
            step,
            by=request.user,
            expected_version=whole_number(posted.get("version"), 0),
            reason=posted.get("reason", "")[:LONGEST],
            key=posted.get("key", "")[:LONGEST_KEY],
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return _page(
            request,
            statement,
            wanted={"request": adjustment, "step": step, "reason": posted.get("reason", "")},
        )
    messages.success(request, f"已办理“{event.label}”，目前为“{event.get_target_display()}”。")
    return redirect("adjustments", pk)


def _page(request, statement, posted=None, wanted=None):
    seen = requests_seen_by(request.user, statement)
    roles = roles_here(request.user, statement)
    applicant = _applicant(roles, statement)
    context = {
        "statement": statement,
        "requests": [
            (each, list(map(Offer, open_request_steps(each, roles.over(each.unit_id))))) for each in seen
        ],
        "applicant": applicant,
        "choices": list(_choices(statement, applicant, posted)) if applicant else (),
        "reason": posted.get("reason", "") if posted else "",
        "offer": Offer(applicant.step) if applicant else None,
        "asked": wanted,
        "origin": _named_origin(request),
        "origin_words": origin_named(_named_origin(request), statement, request.user),
        "longest": LONGEST,
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "performance/workflow/adjustments.html", context, status=status)


def _named_origin(request):
    """What the page was opened from, which it sends along."""
    return request.POST.get("origin") or request.GET.get("origin", "")


class Applicant:
    """As whom somebody may apply: for the department, else for the ``units`` at which he fills in."""

    def __init__(self, step, units, *, of_department):
        self.step, self.units, self.of_department = step, units, of_department


def _applicant(roles, statement):
    units = list(statement.department.units.order_by("position", "code"))
    if steps := open_request_steps(AdjustmentRequest(statement=statement), roles.everywhere):
        return Applicant(steps[0], units, of_department=True)
    mine = [unit for unit in units if Role.FILLER in roles.over(unit.pk)]
    steps = mine and open_request_steps(AdjustmentRequest(statement=statement), frozenset((Role.FILLER,)))
    return Applicant(steps[0], mine, of_department=False) if steps else None


def _applied(request, statement):
    posted = request.POST
    parts = tuple(_named(posted, chosen) for chosen in posted.getlist("part"))
    try:
        event = apply_for(
            statement,
            Application(parts, origin=origin_named(_named_origin(request), statement, request.user)),
            by=request.user,
            unit=_unit_of(parts, statement, _applicant(roles_here(request.user, statement), statement)),
            reason=posted.get("reason", "")[:LONGEST],
            key=posted.get("key", "")[:LONGEST_KEY],
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return False
    waits_for = "部门转报" if event.action == Action.APPLY else "财政局同意"
    messages.success(request, f"已办理“{event.label}”，等待{waits_for}；批复版继续有效。")
    return True


def _unit_of(parts, statement, applicant):
    """A unit's application is about one unit, and goes by what it names."""
    if applicant is None:
        raise Refused("目前不能由您申请调整。")
    if applicant.of_department:
        return None
    projects = dict(statement.projects.values_list("pk", "unit"))
    named = {part.owner if part.kind == OpenedKind.ADDITION else projects.get(part.owner) for part in parts}
    chosen = [unit for unit in applicant.units if unit.pk in named]
    if len(chosen) > 1:
        raise Refused("一次申请只能包含一个单位的项目，请分别申请。")
    return chosen[0] if chosen else applicant.units[0]


def _named(posted, chosen):
    kind, _, owner = chosen.partition("-")
    key = whole_number(owner, None, digits=DIGITS_OF_A_KEY)
    texts = (posted.get(f"{name}-{chosen}", "").strip()[:LONGEST] for name in ("old", "new", "why"))
    return NamedPart(kind, key, *texts)


def _choices(statement, applicant, posted):
    """Groups of parts: of the department, of each project, of each unit; with what was typed, without what is open."""
    taken = {_name(part.kind, part.project_id or part.unit_id) for part in parts_in_force(statement)}
    chosen = set(posted.getlist("part")) if posted else set()

    def group(title, named):
        rows = [
            _choice(_name(kind, owner), label or kind.label, posted, chosen) for kind, owner, label in named
        ]
        return title, [row for row in rows if row["name"] not in taken]

    if applicant.of_department:
        yield group("部门部分", [(kind, None, "") for kind in OF_DEPARTMENT])
    for project in statement.projects.filter(unit__in=applicant.units):
        yield group(f"项目 {project}", [(kind, project.pk, "") for kind in OF_PROJECT])
    yield group("新增项目", [(OpenedKind.ADDITION, unit.pk, str(unit)) for unit in applicant.units])


def _name(kind, owner):
    return str(getattr(kind, "value", kind)) + (f"-{owner}" if owner else "")


def _choice(name, label, posted, chosen):
    typed = {field: posted.get(f"{field}-{name}", "") if posted else "" for field in ("old", "new", "why")}
    return {"name": name, "label": label, "chosen": name in chosen, **typed}

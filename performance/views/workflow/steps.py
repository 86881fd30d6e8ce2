"""A step of the workflow, asked for by a button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from departments.models import BudgetUnit
from performance.http.whole_numbers import whole_number
from performance.models import Action, UnitSubmission
from performance.statement_pages.context import RefusedStep, statement_context, visible_statement
from performance.steps.refusals import Refused
from performance.workflow.services import perform

LONGEST_KEY = 64


class StepConverter:
    """An action of the workflow; any other word is 404."""

    regex = "|".join(Action.values)

    def to_python(self, value):
        return Action(value)

    def to_url(self, value):
        return Action(value).value


@never_cache
@login_required
@require_POST
def statement_step(request, pk, step):
    statement = visible_statement(request.user, pk)
    return _answer(request, statement, take_step(request, statement, step))


@never_cache
@login_required
@require_POST
def unit_step(request, pk, unit, step):
    statement = visible_statement(request.user, pk)
    return _answer(request, statement, take_step(request, statement, step, unit))


def take_step(request, statement, step, unit=None):
    """What was asked for, if it was refused; what came of it is told in messages either way."""
    params = request.POST
    subject = statement if unit is None else _share(request.user, statement, unit)
    try:
        event = perform(
            subject,
            step,
            by=request.user,
            expected_version=_number(params.get("version")),
            reason=params.get("reason", ""),
            units=_chosen_units(request, statement),
            key=params.get("key", "")[:LONGEST_KEY],
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return RefusedStep(step, unit, params.get("reason", ""))
    about = f"{event.unit}：" if event.unit else ""
    messages.success(request, f"{about}已办理“{event.label}”，目前为“{event.get_target_display()}”。")
    return None


def _answer(request, statement, refused):
    if refused is None:
        return redirect("statement", statement.pk)
    statement = visible_statement(request.user, statement.pk)
    context = statement_context(statement, request.user, refused)
    return render(request, "performance/statements/statement.html", context, status=409)


def _share(user, statement, pk):
    units = BudgetUnit.objects.business_of(user).filter(department=statement.department_id)
    unit = get_object_or_404(units, pk=pk)
    stored = UnitSubmission.objects.filter(statement=statement, unit=unit).first()
    return stored or UnitSubmission(statement=statement, unit=unit)


def _chosen_units(request, statement):
    """Units that are not of this department are not there to be chosen."""
    chosen = {_number(word) for word in request.POST.getlist("units")}
    units = list(statement.department.units.filter(pk__in=chosen))
    if len(units) < len(chosen):
        raise Http404
    return units


def _number(word):
    """A version or key as a form sends it; what is none is a version that never was."""
    return whole_number(word, 0)

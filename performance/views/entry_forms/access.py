"""Which statement, project and form a request is about: out of sight or not there is 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from performance.documents.recognition import UnknownLayout
from performance.entry_forms.opened_form import NoSuchForm, open_form
from performance.statements.editable_parts import editable_parts
from performance.steps.locks import PREPARING, SENT_BY_THE_UNIT


def visible_project(request, statement, pk):
    """A project of the statement; a project of another year or department is not there."""
    return get_object_or_404(statement.projects.visible_to(request.user).select_related("unit"), pk=pk)


def visible_unit(request, statement, pk):
    return get_object_or_404(statement.department.units.business_of(request.user), pk=pk)


def opened(statement, **which):
    """The form that ``open_form`` gives for the same."""
    try:
        return open_form(statement, **which)
    except (NoSuchForm, UnknownLayout) as missing:
        raise Http404 from missing


def may_edit(user, statement, unit=None):
    """Whether the department's part, or the projects of a unit, are open and this user's to fill in."""
    parts = editable_parts(statement, user)
    return parts.department if unit is None else unit.pk in parts.units


def closed_because(statement, unit=None):
    """Why a part is only shown, and what would open it."""
    whose = f"{unit}的项目" if unit else "部门部分"
    share = statement.submissions.filter(unit=unit).first() if unit else None
    if share and share.state in SENT_BY_THE_UNIT and statement.state in PREPARING:
        remedy = "需要修改的，请先在文本页面撤回报送，或请部门退回。"
        return f"{whose}已经报送（{share.get_state_display()}），现在不能填写。{remedy}"
    return f"{whose}现在不能由您填报：文本为“{statement.get_state_display()}”，或这一部分不由您负责。"

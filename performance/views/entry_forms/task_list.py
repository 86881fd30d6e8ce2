"""The task list of a statement, and beginning one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from performance.documents.recognition import UnknownLayout
from performance.entry.sheets import is_entered
from performance.entry_forms.opened_fields import ProjectActs
from performance.entry_forms.task_list import task_list
from performance.models.history import prepared_by
from performance.statement_pages.context import closing_while_due, visible_statement
from performance.statements.editable_parts import editable_parts
from performance.statements.empty_draft import delete_empty_draft, may_delete
from performance.statements.project_list import begin_statement
from performance.steps.refusals import Refused
from performance.views.entry_forms.forms import NewStatementForm
from performance.workflow.applications import open_now
from performance.workflow.open_returns import open_returns


@never_cache
@login_required
@require_safe
def entry(request, pk):
    statement = visible_statement(request.user, pk)
    try:
        tasks = task_list(statement, request.user)
    except UnknownLayout as missing:
        raise Http404 from missing
    parts = editable_parts(statement, request.user)
    context = {
        "statement": statement,
        "closing": closing_while_due(statement),
        "tasks": tasks,
        "acts": ProjectActs.of(statement, parts),
        "is_entered": is_entered(statement.province, statement.edition),
        "parts": parts,
        "prepares": prepared_by(request.user).filter(pk=statement.pk).exists(),
        "returns": open_returns(statement, request.user),
        "opened_parts": open_now(statement, request.user),
        "may_delete": may_delete(statement, request.user),
    }
    return render(request, "performance/entry_forms/task_list.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statement_new(request):
    form = NewStatementForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        department, year = form.cleaned_data["department"], form.cleaned_data["year"]
        try:
            statement = begin_statement(department, year, by=request.user, request=request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已新建{statement}。")
            return redirect("entry", statement.pk)
    return render(request, "performance/entry_forms/statement_new.html", {"form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statement_delete(request, pk):
    """Asks first; only a draft in which nothing has been written."""
    statement = visible_statement(request.user, pk)
    if not may_delete(statement, request.user):
        raise Http404
    if request.method == "POST":
        try:
            delete_empty_draft(statement, by=request.user, request=request)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("entry", statement.pk)
        messages.success(request, f"已删除空白的{statement}。")
        return redirect("statements")
    return render(request, "performance/entry_forms/statement_delete.html", {"statement": statement})

"""Last year's projects, all in one step: what comes along and what is changed is shown first."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from performance.all_projects.last_year import CarryOptions, carry_over, last_year
from performance.documents.recognition import UnknownLayout
from performance.entry_forms.opened_fields import ProjectActs
from performance.statement_pages.context import visible_statement
from performance.statements.editable_parts import editable_parts
from performance.views.all_projects.chosen import REFUSALS, say_done, say_refused, ticked


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def projects_last_year(request, pk):
    statement = visible_statement(request.user, pk)
    params = request.POST if request.method == "POST" else request.GET
    first = "asked" not in params
    options = CarryOptions("amounts" in params, first or "values" in params, first or "years" in params)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            number = carry_over(
                statement,
                options,
                chosen=ticked(request.POST),
                seen=seen,
                by=request.user,
                request=request,
            )
        except REFUSALS as refusal:
            say_refused(request, statement, "带入上年的项目", refusal)
            statement.refresh_from_db()
        except UnknownLayout as missing:
            raise Http404 from missing
        else:
            say_done(request, statement, f"已带入{number}个项目；项目编码和没有带入的栏目请逐个补填。")
            return redirect("all_projects", statement.pk)
    try:
        before = last_year(statement, request.user, options)
    except UnknownLayout as missing:
        raise Http404 from missing
    context = {
        "statement": statement,
        "options": options,
        "before": before,
        "year": statement.fiscal_year - 1,
        "may_add": bool(ProjectActs.of(statement, editable_parts(statement, request.user)).additions),
    }
    return render(request, "performance/all_projects/last_year.html", context)

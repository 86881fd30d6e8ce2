"""One project against itself in other years, and against its like in other departments."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from performance.models import PerformanceStatement
from performance.overview.peers import may_compare, peer_figures
from performance.overview.project_years import project_over_the_years
from performance.views.overview.figures_file import figures_file
from projects.models import BudgetProject


@never_cache
@login_required
@require_safe
def project_years(request, pk, as_workbook=False):
    project = _visible(request, pk)
    figures = project_over_the_years(project, request.user)
    return _answered(request, project, "历年对比", figures, as_workbook, "project_years")


@never_cache
@login_required
@require_safe
def project_peers(request, pk, as_workbook=False):
    """For reviewers of the finance office: to everybody else it does not exist."""
    if not may_compare(request.user):
        raise Http404
    project = _visible(request, pk)
    figures = peer_figures(project, request.user)
    return _answered(request, project, "同类项目参考", figures, as_workbook, "project_peers")


def _visible(request, pk):
    seen = BudgetProject.objects.visible_to(request.user).select_related("unit__department__office")
    return get_object_or_404(seen, pk=pk)


def _answered(request, project, what, figures, as_workbook, route):
    title = f"{project.name or project.code}{what}"
    if as_workbook:
        return figures_file(request, title, figures, about=project)
    statement = PerformanceStatement.objects.visible_to(request.user).filter(
        department=project.unit.department_id, fiscal_year=project.fiscal_year
    )
    context = {
        "project": project,
        "title": title,
        "figures": figures,
        "statement": statement.first(),
        "route": route,
        "may_compare": may_compare(request.user),
    }
    return render(request, "performance/overview/project.html", context)

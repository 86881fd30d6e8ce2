"""The list of statements, and a statement as its official tables."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from performance.documents.recognition import UnknownLayout
from performance.forms import StatementFilter
from performance.models import PerformanceStatement
from performance.sight import overview
from performance.statement_review import review_for
from performance.views.downloads import DOWNLOADS

PER_PAGE = 50


@never_cache
@login_required
@require_safe
def statements(request):
    choice = StatementFilter(request.GET, overview(request.user))
    page = Paginator(choice.chosen(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "performance/statements.html",
        {"choice": choice, "page": page, "downloads": DOWNLOADS, "filtered": any(choice.data.values())},
    )


@never_cache
@login_required
@require_safe
def statement(request, pk):
    """The official tables with their findings. A reader of one unit finds that unit's projects, and is told so."""
    visible = PerformanceStatement.objects.visible_to(request.user).select_related("department__office")
    statement = get_object_or_404(visible, pk=pk)
    seen = review_for(statement, request.user)
    context = {
        "statement": statement,
        "content": seen.content,
        "units": statement.department.units.visible_to(request.user),
        "is_partial": seen.is_partial,
        "downloads": DOWNLOADS,
    }
    try:
        context["review"] = seen.marked()
    except UnknownLayout as fault:
        context["fault"] = str(fault)
    return render(request, "performance/statement.html", context)

"""The list of statements, and a statement as its official tables."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from performance.documents.formats.html import html_parts
from performance.documents.recognition import UnknownLayout, layout_of
from performance.forms import StatementFilter
from performance.models import PerformanceStatement
from performance.sight import is_partial, overview, visible_content
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
    """The official tables. A reader of one unit finds that unit's projects among them, and is told so."""
    visible = PerformanceStatement.objects.visible_to(request.user).select_related("department__office")
    statement = get_object_or_404(visible, pk=pk)
    content = visible_content(statement, request.user)
    context = {
        "statement": statement,
        "content": content,
        "units": statement.department.units.visible_to(request.user),
        "is_partial": is_partial(statement, request.user),
        "downloads": DOWNLOADS,
    }
    try:
        printed = layout_of(content.province, content.edition).render(content)
    except UnknownLayout as fault:
        context["fault"] = str(fault)
    else:
        context |= {"printed": printed, "parts": html_parts(printed)}
    return render(request, "performance/statement.html", context)

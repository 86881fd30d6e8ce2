"""The list of statements, and a statement as its official tables."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.models import FinanceOffice
from departments.reach import reaches_of
from departments.roles import Role
from performance.forms import StatementFilter
from performance.sight import overview
from performance.views.downloads import DOWNLOADS
from performance.views.statement_page import statement_context, visible_statement

PER_PAGE = 50


@never_cache
@login_required
@require_safe
def statements(request):
    """The list; whoever has just installed the system is led to what it needs first."""
    if request.user.is_superuser and not FinanceOffice.objects.exists():
        return redirect("first_use")
    choice = StatementFilter(request.GET, overview(request.user))
    page = Paginator(choice.chosen(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "choice": choice,
        "page": page,
        "downloads": DOWNLOADS,
        "filtered": any(choice.data.values()),
        "begins": any(reach.role == Role.DEPARTMENT_REVIEWER for reach in reaches_of(request.user)),
    }
    return render(request, "performance/statements.html", context)


@never_cache
@login_required
@require_safe
def statement(request, pk):
    """The official tables with their findings and comments, where the text stands, and what its reader may do."""
    statement = visible_statement(request.user, pk)
    return render(request, "performance/statement.html", statement_context(statement, request.user))

"""The list of statements, and a statement as its official tables."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role
from performance.exporting.statement_file import DOWNLOADS
from performance.statement_pages.context import statement_context, visible_statement
from performance.statements.visibility import statements_with_totals
from performance.views.statements.forms import StatementFilter

PER_PAGE = 50


@never_cache
@login_required
@require_safe
def statements(request):
    choice = StatementFilter(request.GET, statements_with_totals(request.user))
    page = Paginator(choice.chosen(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "choice": choice,
        "page": page,
        "downloads": DOWNLOADS,
        "filtered": any(choice.data.values()),
        "begins": any(reach.role == Role.DEPARTMENT_REVIEWER for reach in reaches_of(request.user)),
    }
    return render(request, "performance/statements/statements.html", context)


@never_cache
@login_required
@require_safe
def statement(request, pk):
    """The official tables with their findings and comments, where the text stands, and what its reader may do."""
    statement = visible_statement(request.user, pk)
    return render(
        request, "performance/statements/statement.html", statement_context(statement, request.user)
    )

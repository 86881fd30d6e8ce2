"""The quality of a text's projects beside that of the like projects of the office: a page of its own, for it asks for every text."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from performance.findings.office_scores import office_scores
from performance.findings.statement_review import review_for
from performance.models import PerformanceStatement


@never_cache
@login_required
@require_safe
def statement_scores(request, pk):
    """Of the projects that the user may see."""
    statement = get_object_or_404(
        PerformanceStatement.objects.visible_to(request.user).select_related("department"), pk=pk
    )
    seen = review_for(statement, request.user)
    context = {
        "statement": statement,
        "is_partial": seen.is_partial,
        "compared": office_scores(statement, seen, request.user),
    }
    return render(request, "performance/findings/scores.html", context)

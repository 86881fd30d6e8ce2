"""What stands behind the figures of reviewers: which texts each has claimed, and which reviews each has ended."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.permissions.rights import roles_held
from performance.assessment.services import FINANCE_REVIEWERS
from performance.http.whole_numbers import DIGITS_OF_A_KEY, whole_number
from performance.models import PerformanceStatement
from performance.workflow.review_figures import workloads


@never_cache
@login_required
@require_safe
def review_workloads(request):
    """Of one person, or of all who reviewed texts of the year."""
    if not (request.user.is_superuser or roles_held(request.user) & FINANCE_REVIEWERS):
        raise Http404
    year = whole_number(request.GET.get("year"), timezone.localdate().year, digits=4)
    person = whole_number(request.GET.get("person"), 0, digits=DIGITS_OF_A_KEY)
    found = [one for one in workloads(request.user, year) if person in (0, one.person)]
    texts = PerformanceStatement.objects.visible_to(request.user).filter(fiscal_year=year)
    texts = texts.select_related("department").in_bulk(
        {key for one in found for key in (*one.claimed, *(done.statement for done in one.done))}
    )
    people = [
        {
            "figures": one,
            "claimed": [texts[key] for key in one.claimed],
            "done": [(texts[done.statement], done) for done in reversed(one.done)],
        }
        for one in found
    ]
    context = {"year": year, "people": people}
    return render(request, "performance/workflow/workloads.html", context)

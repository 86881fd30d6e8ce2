"""What stands behind the figures of sections and reviewers: which texts wait, who has claimed them, which reviews were ended."""

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
from performance.views.overview.figures_file import figures_file
from performance.workflow.office_sections import SectionSorting, section_figures
from performance.workflow.review_figures import workloads
from performance.workflow.review_workbook import review_tables

EVERYTHING = -1


@never_cache
@login_required
@require_safe
def review_workloads(request, *, as_workbook=False):
    """Of one person, of one section, or of all who reviewed texts of the year."""
    if not (request.user.is_superuser or roles_held(request.user) & FINANCE_REVIEWERS):
        raise Http404
    year = whole_number(request.GET.get("year"), timezone.localdate().year, digits=4)
    sections, people = _asked(request, year)
    texts = _texts(request.user, year, sections, people)
    if as_workbook:
        return figures_file(request, f"{year}年审核情况", review_tables(sections, people, texts, year), None)
    context = {
        "year": year,
        "sections": [
            {
                "figures": one,
                "done": [(name, texts[done.statement], done) for name, done in reversed(one.done)],
            }
            for one in sections
        ],
        "people": [
            {
                "figures": one,
                "claimed": [texts[key] for key in one.claimed],
                "done": [(texts[done.statement], done) for done in reversed(one.done)],
            }
            for one in people
        ],
    }
    return render(request, "performance/workflow/workloads.html", context)


def _asked(request, year):
    """Whoever asks for one section asks for nobody's own figures, and the other way round."""
    person = whole_number(request.GET.get("person"), EVERYTHING, digits=DIGITS_OF_A_KEY)
    section = whole_number(request.GET.get("section"), EVERYTHING, digits=DIGITS_OF_A_KEY)
    sections, people = [], []
    if person == EVERYTHING:
        found = section_figures(SectionSorting(request.user), request.user, year)
        sections = [one for one in found if section in (EVERYTHING, one.key)]
    if section == EVERYTHING:
        people = [one for one in workloads(request.user, year) if person in (EVERYTHING, one.person)]
    return sections, people


def _texts(user, year, sections, people):
    """Those of the year of which the figures speak, by their keys."""
    keys = {key for one in people for key in (*one.claimed, *(done.statement for done in one.done))}
    keys |= {done.statement for one in sections for _, done in one.done}
    texts = PerformanceStatement.objects.visible_to(user).filter(fiscal_year=year)
    return texts.select_related("department").in_bulk(keys)

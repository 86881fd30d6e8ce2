"""Where a reader of the public begins: the offices that publish here, and the years of each."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render

from departments.models import FinanceOffice
from performance.exporting.public_edition import mark_of_index
from performance.exporting.publication import published
from performance.views.exporting.public_page import public_page


def _years(**office):
    """Rows of office, name, year and number of texts; the offices in order, of each the latest year first."""
    rows = published().filter(**{f"department__office__{name}": value for name, value in office.items()})
    place = ("department__office__division_code", "department__office__name", "fiscal_year")
    counted = rows.order_by().values_list(*place).annotate(texts=Count("pk"))
    return list(counted.order_by("department__office__division_code", "-fiscal_year"))


def _publishing():
    return FinanceOffice.objects.filter(publishes=True).order_by("division_code")


@public_page(lambda request: mark_of_index(_offices()))
def public_offices(request):
    """Also where nobody publishes anything yet, which it says."""
    return render(request, "performance/exporting/public/offices.html", {"offices": _offices()})


def _offices():
    years = _years()
    return [
        (
            office.division_code,
            office.name,
            [year for code, _, year, _ in years if code == office.division_code],
        )
        for office in _publishing()
    ]


@public_page(lambda request, division: mark_of_index(_years(division_code=division)))
def public_years(request, division):
    """An office that does not publish is no address."""
    office = get_object_or_404(_publishing(), division_code=division)
    context = {"office": office, "years": _years(division_code=division)}
    return render(request, "performance/exporting/public/years.html", context)

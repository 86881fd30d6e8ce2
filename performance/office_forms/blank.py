"""A form with nothing written in it, as it is printed, and what is written in it already."""

from __future__ import annotations

from dataclasses import dataclass

from departments.models import Timetable
from performance.content.model import ProjectContent, StatementContent
from performance.documents.blocks import Printed
from performance.documents.formats.html.cells import HtmlPart, html_parts
from performance.documents.forms.form import Form
from performance.documents.forms.known import read_with
from performance.documents.forms.printing import form_part
from performance.models import OfficeForm, PerformanceStatement
from projects.models import BudgetProject


def blank_form(form: Form, year: int) -> HtmlPart:
    """A page's section of the form alone, whether or not it has been released."""
    project = ProjectContent(form=form.id) if form.kind != "department" else None
    content = StatementContent(
        form.province,
        form.edition,
        year,
        form=form.id if project is None else "",
        projects=(project,) if project is not None else (),
    )
    with read_with([form]):
        return html_parts(Printed(form.title, (), (form_part(form, content, project),)))[0]


@dataclass(frozen=True)
class Uses:
    """``timetables`` are the years for which the office has chosen the form."""

    statements: int
    projects: int
    years: tuple[int, ...]

    @property
    def any(self) -> bool:
        return bool(self.statements or self.projects or self.years)


def uses_of(row: OfficeForm) -> Uses:
    named = {"department__office": row.office_id}
    texts = PerformanceStatement.objects.filter(**named)
    chosen = Timetable.objects.filter(office=row.office_id)
    years = chosen.filter(department_form=row.form_id) | chosen.filter(project_form=row.form_id)
    return Uses(
        (texts.filter(form=row.form_id) | texts.filter(edition=row.edition)).count(),
        BudgetProject.objects.filter(form=row.form_id).count(),
        tuple(years.order_by("fiscal_year").values_list("fiscal_year", flat=True)),
    )

"""In which form a department writes its text of a year: as its office's timetable says, else as its province prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from departments.models import BudgetUnit, FinanceOffice, Timetable
from performance.content.model import ProjectContent
from performance.documents.forms.choosing import NATIONAL, project_form_of
from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.form import Form
from performance.documents.forms.known import form_named
from performance.documents.forms.places import FormPlaces
from performance.documents.forms.read import UNKNOWN_FORM
from performance.documents.recognition import DECLARED, LAYOUTS, layout_of
from performance.models import PerformanceStatement
from performance.office_forms.shelf import forms_in_use
from performance.steps.refusals import Refused


@dataclass(frozen=True)
class ChosenForm:
    """What a blank text is begun with; ``form`` is that of the department, where it is a declared one."""

    province: str
    edition: str
    form: str = ""


def offered_forms(office: FinanceOffice, *kinds: str) -> list[Form]:
    """The declared forms that an office may choose: its own first, then those of its province and of the nation."""
    shipped = sorted(shipped_forms().values(), key=lambda form: (form.province == NATIONAL, form.id))
    of_province = [form for form in shipped if form.province in (office.province, NATIONAL)]
    return [form for form in (*forms_in_use(office), *of_province) if form.kind in kinds]


def chosen_form(office: FinanceOffice, year: int) -> ChosenForm:
    """Raises Refused where the timetable says nothing and the province has no form that is used without it."""
    timetable = Timetable.objects.filter(office=office, fiscal_year=year).first()
    department = form_named(timetable.department_form) if timetable else None
    project = form_named(timetable.project_form) if timetable else None
    if (first := project or department) is not None:
        return ChosenForm(first.province, first.edition, department.id if department is not None else "")
    return ChosenForm(office.province, edition_for(office, year))


def edition_for(office: FinanceOffice, year: int) -> str:
    """The newest form that was in force in a year; the oldest for years before all of them. Raises Refused."""
    province = office.province
    if province not in LAYOUTS:
        offered = "、".join(form.name for form in offered_forms(office, "project", "list", "department"))
        raise Refused(
            f"“{province}”没有预设的表样，请财政局系统管理员先在{year}年的填报日程中选定表样，可选：{offered}。"
        )
    editions = sorted(LAYOUTS[province].editions)
    return next((edition for edition in reversed(editions) if int(edition) <= year), editions[0])


def choice_faults(
    office: FinanceOffice, year: int, department: str, project: str
) -> Iterator[tuple[str, str]]:
    """By the column of the timetable: why a form cannot be chosen there."""
    chosen = (
        ("department_form", department, ("department",)),
        ("project_form", project, ("project", "list")),
    )
    for column, form_id, kinds in chosen:
        form = form_named(form_id)
        if not form_id:
            continue
        offered = offered_forms(office, *kinds)
        if form is None or form.id not in [one.id for one in offered]:
            names = "、".join(one.name for one in offered)
            yield (
                column,
                f"{form.name if form else form_id}不是本局、{office.province}或全国的表样，可选：{names}。",
            )
        elif not form.is_valid_in(year):
            yield column, f"{form.name}适用于{form.years}，不适用于{year}年。"


def new_project(statement: PerformanceStatement, unit: BudgetUnit) -> ProjectContent:
    """A blank project of the unit in the form of the statement, which prints whose project it is."""
    where = (statement.province, statement.edition)
    if statement.province == UNKNOWN_FORM or layout_of(*where) is not DECLARED:
        return ProjectContent(unit.code, unit.name)
    form = project_form_of(*where)
    prints_department = "department" in FormPlaces(form).fields
    return ProjectContent(
        unit.code,
        unit.name,
        form=form.id,
        department=_department_in(form, statement) if prints_department else "",
    )


def _department_in(form: Form, statement: PerformanceStatement) -> str:
    """The department as the form prints it: with its code where the label asks for one."""
    labels = [cell.label for part in form.parts for row in part.rows for cell in row]
    department = statement.department
    coded = department.code and any("主管部门及代码" in label for label in labels)
    return f"[{department.code}]{department.name}" if coded else department.name

"""Which form a card is printed on: what its office chose for the year, or the usual one of its scheme."""

from __future__ import annotations

from collections.abc import Iterator

from performance.models import EvaluationTimetable
from performance.self_evaluation.forms.declaration import NATIONAL, DeclaredForm, shipped_forms

PROJECT, DEPARTMENT = "project", "department"


def forms_of(subject: str) -> Iterator[DeclaredForm]:
    return (form for form in shipped_forms().values() if subject in form.of)


def usual_form(scheme: str, subject: str) -> str:
    return next((form.id for form in forms_of(subject) if scheme in form.schemes), NATIONAL)


def form_for(timetable: EvaluationTimetable, subject: str) -> str:
    chosen = timetable.project_form if subject == PROJECT else timetable.department_form
    return chosen or usual_form(timetable.scheme, subject)

"""The sheets of declared forms: their rows, columns and controls are those of the declaration."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from performance.content.model import ProjectContent, StatementContent
from performance.documents.cells import Values
from performance.documents.forms.choosing import department_form_of, project_form_of
from performance.documents.forms.form import Form
from performance.documents.forms.places import INDICATORS
from performance.documents.layout import Table
from performance.documents.trees import text_of
from performance.entry.sheet import EntrySheet
from performance.entry.sheets.cover import HEAD, cover_sheet
from performance.entry.sheets.declared_table import table_of
from performance.entry.sheets.declared_values import DepartmentValues, ProjectValues
from performance.entry.sheets.declared_words import vocabulary_of

_KEPT = 256  # sheets: more forms than the offices of one installation use in a year

UNKNOWN_DEPARTMENT: EntrySheet[StatementContent] = EntrySheet(
    "department", "部门部分", Table(widths=()), lambda _: {}, lambda content, _: content
)
UNKNOWN_PROJECT: EntrySheet[ProjectContent] = EntrySheet(
    "project", "项目绩效目标表", Table(widths=()), lambda _: {}, lambda project, _: project
)


def department_sheet(province: str, edition: str, form: str = "") -> EntrySheet[StatementContent]:
    """The department's form; where its edition has none for the department as a whole, what it is called."""
    declared = department_form_of(province, edition, form)
    return _department(declared) if declared is not None else _named_alone()


def project_sheet(province: str, edition: str, form: str = "") -> EntrySheet[ProjectContent]:
    return _project(project_form_of(province, edition, form))


@lru_cache(maxsize=_KEPT)
def _department(form: Form) -> EntrySheet[StatementContent]:
    ways = DepartmentValues(form)
    return EntrySheet(
        "department", form.title, table_of(form), ways.values, ways.said, vocabulary=vocabulary_of(form)
    )


@lru_cache(maxsize=_KEPT)
def _project(form: Form) -> EntrySheet[ProjectContent]:
    ways = ProjectValues(form)
    titles = {INDICATORS: "年度绩效指标"} if ways.places.has_mid_term else {}
    return EntrySheet(
        "project",
        form.title,
        table_of(form),
        ways.values,
        ways.said,
        vocabulary=vocabulary_of(form),
        titles=titles,
    )


@cache
def _named_alone() -> EntrySheet[StatementContent]:
    return EntrySheet("department", "部门名称", cover_sheet({HEAD: "部门名称"}).table, _name_of, _renamed)


def _name_of(content: StatementContent) -> Values:
    return {HEAD: content.department_name}


def _renamed(content: StatementContent, values: Values) -> StatementContent:
    return replace(content, department_name=text_of(values, HEAD))

"""The sheets of each province: its tables with the way from content to their values and back."""

from __future__ import annotations

from collections.abc import Mapping

from performance.content.model import ProjectContent, StatementContent
from performance.documents.forms.read import UNKNOWN_FORM
from performance.documents.recognition import layout_of
from performance.entry.sheet import EntrySheet
from performance.entry.sheets import declared, guizhou, hebei, hubei

_DEPARTMENT: Mapping[str, tuple[EntrySheet[StatementContent], ...]] = {
    province.PROVINCE: province.DEPARTMENT for province in (hebei, hubei, guizhou)
}
_PROJECTS: Mapping[tuple[str, str], EntrySheet[ProjectContent]] = {
    (province.PROVINCE, edition): sheet
    for province in (hebei, hubei, guizhou)
    for edition, sheet in province.PROJECTS.items()
}
# Of the sheets that are entered for a department as a whole, by their keys.
SHEET_TITLES = {sheet.key: sheet.title for sheets in _DEPARTMENT.values() for sheet in sheets}


def department_sheets(
    province: str, edition: str, form: str = ""
) -> tuple[EntrySheet[StatementContent], ...]:
    """What is entered for the department as a whole, in the form that the text names. Raises UnknownLayout."""
    layout_of(province, edition)
    if (province, edition) in _PROJECTS:
        return _DEPARTMENT[province]
    if province == UNKNOWN_FORM:
        return (declared.UNKNOWN_DEPARTMENT,)
    return (declared.department_sheet(province, edition, form),)


def project_sheet(province: str, edition: str, form: str = "") -> EntrySheet[ProjectContent]:
    """What is entered for a project, in the form that it names. Raises UnknownLayout."""
    layout_of(province, edition)
    if (province, edition) in _PROJECTS:
        return _PROJECTS[province, edition]
    return (
        declared.UNKNOWN_PROJECT
        if province == UNKNOWN_FORM
        else declared.project_sheet(province, edition, form)
    )


def is_entered(province: str, edition: str) -> bool:
    """Whether pages ask for what the form says; a form that is not declared is filled in in a file and imported."""
    return province != UNKNOWN_FORM

"""The sheets of each province: its tables with the way from content to their values and back."""

from __future__ import annotations

from collections.abc import Mapping

from performance.content.model import ProjectContent, StatementContent
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


def department_sheets(province: str, edition: str) -> tuple[EntrySheet[StatementContent], ...]:
    """What is entered for the department as a whole. Raises UnknownLayout."""
    layout_of(province, edition)
    return _DEPARTMENT[province] if is_entered(province, edition) else (declared.DEPARTMENT,)


def project_sheet(province: str, edition: str) -> EntrySheet[ProjectContent]:
    """What is entered for each project. Raises UnknownLayout."""
    layout_of(province, edition)
    return _PROJECTS.get((province, edition), declared.PROJECT)


def is_entered(province: str, edition: str) -> bool:
    """Whether pages ask for what the form says; a declared form is filled in in a file and imported."""
    return (province, edition) in _PROJECTS

"""Which fields of a row the form of the statement has: nobody is asked to comment on what is not there."""

from __future__ import annotations

from functools import lru_cache

from performance.comments.anchors import FIELDS
from performance.documents.recognition import UnknownLayout
from performance.entry.field_specs import READONLY, is_tree
from performance.entry.sheets import department_sheets, project_sheet
from performance.models import Anchor


@lru_cache
def fields_of_form(
    anchor: Anchor, province: str, edition: str, of_department: str = "", of_project: str = ""
) -> tuple[str, ...]:
    """The columns of a kind of row, in their order, that the form prints or asks for; all of them in no known form."""
    names = FIELDS[anchor]
    if anchor not in (Anchor.PROJECT, Anchor.INDICATOR):
        return names
    try:
        own = project_sheet(province, edition, of_project)
        others = department_sheets(province, edition, of_department)
    except UnknownLayout:
        return names
    if anchor is Anchor.INDICATOR:
        questions = [*own.questions, *(question for sheet in others for question in sheet.questions)]
        tree_fields = {question.field for question in questions if is_tree(question.group)}
    else:
        tree_fields = {q.field for q in own.questions if not q.group} | set(own.groups) | READONLY
        tree_fields |= {"spending_plan"} if own.has_plan else set()
    return tuple(name for name in names if name in tree_fields)

"""The same text in one field of many projects, such as the basis of all values or the time a project takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from performance.all_projects.changes import Change, is_asked_in_words
from performance.all_projects.opened import OpenProjects
from performance.entry.answers import Record
from performance.entry.field_specs import field_spec_of, is_tree
from performance.entry.sheet import Question
from performance.steps.refusals import Refused

LONGEST = 5_000  # characters, held once for each row that would say so
APART = frozenset(
    ("name", "level1", "level2", "goal", "mid_goal")
)  # what makes each project and indicator its own


@dataclass(frozen=True)
class Target:
    """A field that may say the same everywhere; ``key`` names it in a form."""

    group: str
    field: str
    label: str
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.group}.{self.field}"

    @property
    def of_indicators(self) -> bool:
        return is_tree(self.group)


def targets_of(opened: OpenProjects) -> list[Target]:
    """What the forms of these projects ask for in words, in the order of the forms."""
    found: dict[tuple[str, str], Target] = {}
    sheets = {project.sheet.table: project.sheet for project in opened.projects}
    for sheet in sheets.values():
        for question in filter(is_asked_in_words, sheet.questions):
            own_group = question.group and not is_tree(question.group)
            if own_group or question.field in APART or question.field_spec.ticks:
                continue
            label = question.field_spec.label or field_spec_of("", question.field).label
            if label:
                title = f"{sheet.title_of(question.group)}：{label}" if question.group else label
                target = Target(question.group, question.field, title, question.field_spec.choices)
                found.setdefault((question.group, question.field), target)
    return list(found.values())


def families_of(opened: OpenProjects) -> list[str]:
    """The 二级指标 that these projects have."""
    rows: Iterable[str] = (row.level2 for each in opened.projects for row in each.content.indicators)
    return list(dict.fromkeys(filter(None, rows)))


def saying_the_same(
    target: Target, text: str, *, only_blank: bool, family: str = "", named: str = ""
) -> Change:
    """Of indicators only those of the family and with ``named`` in their name; rows without a name are no indicators.

    Raises Refused where the text is longer than any field.
    """
    if len(text) > LONGEST:
        raise Refused(f"统一填写的文字有{len(text)}字，最多{LONGEST}字。")

    def change(question: Question, stands: str, row: Record) -> str:
        if (question.group, question.field) != (target.group, target.field):
            return stands
        if only_blank and stands.strip():
            return stands
        if target.of_indicators and not _is_meant(row, family, named):
            return stands
        return text

    return change


def _is_meant(row: Record, family: str, named: str) -> bool:
    name = row.get("name", "")
    return bool(name.strip()) and named in name and family in ("", row.get("level2", ""))

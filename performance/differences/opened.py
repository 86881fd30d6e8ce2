"""Which parts of a text an adjustment opens, and what a change touches beside them, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indicators.kinds import LabelledEnum
from performance.differences.model import FieldChange, RowDifference, StatementDifference, Status


class OpenedKind(LabelledEnum):
    """What can be opened: of the department's part, of one project, or of a unit's list of projects."""

    HEAD = "head", "封面与部门信息"
    SECTIONS = "sections", "文字部分"
    GOALS = "goals", "部门目标"
    FUNDING = "funding", "资金构成"
    PROJECT = "project", "项目的全部内容"
    PROJECT_MONEY = "project_money", "项目的资金与支出计划"
    PROJECT_GOALS = "project_goals", "项目的绩效目标"
    PROJECT_INDICATORS = "project_indicators", "项目的绩效指标"
    REMOVAL = "removal", "取消项目"
    ADDITION = "addition", "新增项目"


OF_DEPARTMENT = (OpenedKind.HEAD, OpenedKind.SECTIONS, OpenedKind.GOALS, OpenedKind.FUNDING)
OF_PROJECT = (
    OpenedKind.PROJECT,
    OpenedKind.PROJECT_MONEY,
    OpenedKind.PROJECT_GOALS,
    OpenedKind.PROJECT_INDICATORS,
    OpenedKind.REMOVAL,
)
_MONEY = {"budget", "fiscal_funds", "other_funds", "total_budget", "annual_budget", "funds"}
_INDICATORS = {"empty_families"}


@dataclass(frozen=True)
class OpenedParts:
    """``projects`` go by the key of their row, ``additions`` by that of the unit."""

    department: frozenset[OpenedKind] = frozenset()
    projects: Mapping[int, frozenset[OpenedKind]] = field(default_factory=dict)
    additions: frozenset[int] = frozenset()

    def is_whole(self, project: int) -> bool:
        return OpenedKind.PROJECT in self.projects.get(project, ())


def closed_changes(
    found: StatementDifference, opened: OpenedParts, *, rows: Sequence[int], units: Sequence[int]
) -> list[str]:
    """What is changed though it was not opened. ``rows`` are those of the old projects, ``units`` of the new ones."""
    return [*_of_department(found, opened), *_of_projects(found.projects, opened, rows, units)]


def _of_department(found: StatementDifference, opened: OpenedParts) -> Iterator[str]:
    if OpenedKind.HEAD not in opened.department:
        yield from (f"{OpenedKind.HEAD.label}“{change.label}”" for change in found.head)
    for kind, rows in (
        (OpenedKind.SECTIONS, found.sections),
        (OpenedKind.GOALS, found.goals),
        (OpenedKind.FUNDING, found.funding),
    ):
        if kind not in opened.department:
            yield from (f"{kind.label}“{row.title}”" for row in rows)


def _of_projects(
    found: Sequence[RowDifference], opened: OpenedParts, rows: Sequence[int], units: Sequence[int]
) -> Iterator[str]:
    for row in found:
        if row.status is Status.ADDED:
            if row.new_index is not None and units[row.new_index] not in opened.additions:
                yield f"新增的{_named(row)}"
            continue
        kinds = opened.projects.get(rows[row.old_index or 0], frozenset())
        if row.status is Status.REMOVED:
            if OpenedKind.REMOVAL not in kinds:
                yield f"删除的{_named(row)}"
        elif OpenedKind.PROJECT not in kinds:
            yield from _of_project(row, kinds)


def _of_project(row: RowDifference, kinds: frozenset[OpenedKind]) -> Iterator[str]:
    if row.moved:
        yield f"{_named(row)}的顺序"
    yield from (f"{_named(row)}的“{change.label}”" for change in row.fields if kind_of(change) not in kinds)
    if OpenedKind.PROJECT_INDICATORS not in kinds:
        yield from (f"{_named(row)}的指标“{one.title}”" for one in row.indicators)


def kind_of(change: FieldChange) -> OpenedKind:
    """The least part of a project that has to be open for this field."""
    if change.field in _MONEY or change.field.startswith("spending_plan."):
        return OpenedKind.PROJECT_MONEY
    if change.field == "goals":
        return OpenedKind.PROJECT_GOALS
    return OpenedKind.PROJECT_INDICATORS if change.field in _INDICATORS else OpenedKind.PROJECT


def _named(row: RowDifference) -> str:
    return f"项目“{' '.join(filter(None, (row.code, row.title)))}”"

"""The projects of a text as one table: which columns, which rows, in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.db import models

from departments.models import BudgetUnit
from performance.entry_forms.task_list import Task, TaskList
from projects.models import BudgetProject


@dataclass(frozen=True)
class ListedProject:
    """``place`` is that among the projects of its unit, from 1."""

    unit: BudgetUnit
    place: int
    task: Task

    @property
    def project(self) -> BudgetProject:
        assert self.task.project is not None  # noqa: S101 - a task of a unit is a project
        return self.task.project


Value = str | int | Decimal | None


@dataclass(frozen=True)
class ListColumn:
    """``shown`` at first; others when they are chosen."""

    key: str
    label: str
    of: Callable[[ListedProject], Value]
    shown: bool = False
    number: bool = False


def _field(name: str) -> ListColumn:
    field = cast("models.Field", BudgetProject._meta.get_field(name))
    return ListColumn(name, str(field.verbose_name), lambda row: getattr(row.project, name))


COLUMNS = (
    ListColumn("code", "项目编码", lambda row: row.project.code, shown=True),
    ListColumn("unit", "预算单位", lambda row: f"{row.unit.code} {row.unit.name}", shown=True),
    ListColumn("amount", "预算（万元）", lambda row: row.task.amount, shown=True, number=True),
    ListColumn("state", "填报", lambda row: row.task.state.label, shown=True),
    ListColumn("errors", "错误", lambda row: row.task.errors, shown=True, number=True),
    ListColumn("warnings", "警告", lambda row: row.task.warnings, shown=True, number=True),
    ListColumn("comments", "待答复批注", lambda row: row.task.comments, shown=True, number=True),
    *map(_field, ("project_class", "continuity", "leader", "phone", "period", "fund_nature", "purpose")),
)
NAME = ListColumn("name", "项目", lambda row: row.task.title)


@dataclass(frozen=True)
class ListFilters:
    """``sort`` names a column, with a minus for the largest first; empty is the printed order."""

    text: str = ""
    unit: str = ""
    state: str = ""
    sort: str = ""
    columns: Sequence[str] = ()

    @property
    def shown(self) -> list[ListColumn]:
        chosen = [column for column in COLUMNS if column.key in self.columns]
        return chosen or [column for column in COLUMNS if column.shown]

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.unit or self.state)


def listed_projects(tasks: TaskList, asked: ListFilters) -> list[ListedProject]:
    rows = [
        ListedProject(unit.unit, place, task)
        for unit in tasks.units
        for place, task in enumerate(unit.projects, start=1)
    ]
    rows = [row for row in rows if _is_asked(row, asked)]
    descends, key = asked.sort.startswith("-"), asked.sort.removeprefix("-")
    column = next((column for column in (NAME, *COLUMNS) if column.key == key), None)
    return _sorted(rows, column.of, descends) if column else rows


def _is_asked(row: ListedProject, filters: ListFilters) -> bool:
    searched = f"{row.project.code} {row.task.title}".casefold()
    return (
        filters.text.casefold() in searched
        and filters.unit in ("", str(row.unit.pk))
        and filters.state in ("", row.task.state.value)
    )


def _sorted(
    rows: Iterable[ListedProject], of: Callable[[ListedProject], Value], descends: bool
) -> list[ListedProject]:
    """What says nothing stands last either way."""
    parts: list[ListedProject] = []
    silent: list[ListedProject] = []
    for row in rows:
        (silent if of(row) in (None, "") else parts).append(row)
    return [*sorted(parts, key=of, reverse=descends), *silent]  # type: ignore[arg-type]  # a column is of one kind

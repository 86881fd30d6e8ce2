"""A content under review: its rows and tables with what the rules ask of them, each worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from indicators.kinds import ValueKind
from indicators.text import squeeze
from indicators.units import is_count_unit, is_money_unit
from indicators.values import TargetValue, parse_value
from performance.content import (
    GoalContent,
    GoalKind,
    IndicatorContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
)
from performance.review.families import Family, family_of
from performance.review.findings import OwnerKind, Place
from performance.review.rule_sets import Parameters, any_word
from performance.review.similarity import core

_TEN_THOUSANDS = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万": Decimal(1),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
}
_GOAL_SECTIONS = {
    SectionKind.OVERALL_GOAL,
    SectionKind.FUNCTIONAL_GOAL,
    SectionKind.DETAILED_GOAL,
    SectionKind.ANNUAL_TASKS,
}


class Row:
    """One 三级指标 in its table."""

    def __init__(self, table: Table, number: int, indicator: IndicatorContent) -> None:
        self.table = table
        self.number = number
        self.indicator = indicator
        self.case = table.case
        self.parameters = table.case.parameters
        self.name = core(indicator.name)
        self.label = "".join(indicator.name.split())
        self.family = family_of(indicator.level1, indicator.level2)

    def at(self, field: str) -> Place:
        return self.table.at(field, row=self.number)

    @property
    def shown_value(self) -> str:
        """The value as printed, on one line."""
        return "".join(self.indicator.value.split())

    @property
    def shown(self) -> str:
        """Name and value as printed: what is quoted as evidence."""
        return f"{self.label} {self.shown_value}".strip()

    @cached_property
    def printed(self) -> str:
        return squeeze(self.indicator.value)

    @cached_property
    def value(self) -> TargetValue:
        return self.case.parsed(self.indicator.value)

    @cached_property
    def unit(self) -> str:
        """The unit printed with the value, or declared in brackets at the end of the name."""
        if self.value.unit:
            return squeeze(self.value.unit)
        _, bracket, declared = squeeze(self.indicator.name).rpartition("(")
        return declared.rstrip(")") if bracket and len(declared) <= 5 else ""

    @property
    def has_number(self) -> bool:
        return self.value.number is not None and self.value.kind is not ValueKind.DEADLINE

    @property
    def is_money(self) -> bool:
        """A bare 万 counts as money among the costs only."""
        return is_money_unit(self.unit) or (self.unit == "万" and self.family is Family.COST)

    @property
    def counts(self) -> bool:
        return is_count_unit(self.unit)

    @cached_property
    def is_rate(self) -> bool:
        """Whether the name says that the value is a share of a whole."""
        name = squeeze(self.indicator.name).partition("(")[0]
        return name.endswith(self.parameters.rate_endings)

    @cached_property
    def lower_is_better(self) -> bool:
        return bool(any_word(self.parameters.lower_is_better).search(self.name))

    @cached_property
    def money(self) -> Decimal | None:
        """The number in 万元 if the unit says that it is money."""
        factor = _TEN_THOUSANDS.get(self.unit) if self.is_money else None
        if factor is None or self.value.number is None:
            return None
        return self.value.number * factor


class Table:
    """The indicators of a project or of a department-wide goal."""

    def __init__(
        self, case: Case, owner: OwnerKind, index: int, content: GoalContent | ProjectContent
    ) -> None:
        self.case = case
        self.parameters = case.parameters
        self.owner = owner
        self.index = index
        self.content = content
        self.project = content if isinstance(content, ProjectContent) else None
        self._code = squeeze(self.project.code) if self.project else ""
        self._name = "".join(self.project.name.split()) if self.project else ""
        self.rows = tuple(Row(self, number, row) for number, row in enumerate(content.indicators))

    def at(self, field: str = "indicators", *, row: int | None = None) -> Place:
        label = "project_name" if row is None and field == "name" else field
        return Place(
            owner=self.owner,
            index=self.index,
            row=row,
            field=field,
            section=self.section,
            project_code=self._code,
            project_name=self._name,
            indicator="" if row is None else self.rows[row].label,
            label=self.parameters.labels.get(label, ""),
        )

    @property
    def section(self) -> str:
        return self.content.kind.label if isinstance(self.content, GoalContent) else "预算项目绩效目标"

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(row.name for row in self.rows if row.name)

    def of(self, *families: Family) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.family in families)

    @cached_property
    def budget(self) -> Decimal | None:
        """This year's money of the project in 万元."""
        project = self.project
        if project is None:
            return None
        known = (project.budget, project.annual_budget, project.total_budget)
        return next((amount for amount in known if amount is not None), None)


class Prose:
    """A narrative text with its place: a section, a goal or a purpose."""

    def __init__(self, text: str, place: Place, *, is_goal: bool) -> None:
        self.text = text
        self.flat = "".join(text.split())
        self.place = place
        self.is_goal = is_goal


class Case:
    """A whole content with the parameters it is judged by."""

    def __init__(self, content: StatementContent, parameters: Parameters) -> None:
        self.content = content
        self.parameters = parameters
        self._parsed: dict[str, TargetValue] = {}
        self.goals = tuple(Table(self, OwnerKind.GOAL, n, goal) for n, goal in enumerate(content.goals))
        self.projects = tuple(
            Table(self, OwnerKind.PROJECT, n, project) for n, project in enumerate(content.projects)
        )
        self.tables = self.goals + self.projects

    def parsed(self, text: str) -> TargetValue:
        """The reading of a printed value, made once for each text."""
        if text not in self._parsed:
            self._parsed[text] = parse_value(text, self.content.year)
        return self._parsed[text]

    @cached_property
    def owner_name(self) -> str:
        """Who the text is of: the department, else the first budget unit that a project names."""
        names = (self.content.department_name, *(project.unit_name for project in self.content.projects))
        return next((squeeze(name) for name in names if name.strip()), "")

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for table in self.tables for row in table.rows)

    @cached_property
    def judged_tables(self) -> tuple[Table, ...]:
        """The tables that the form prints: a project that is only listed has none."""
        return (
            self.tables
            if self.parameters.project_tables_printed
            else self.goals + tuple(table for table in self.projects if table.rows)
        )

    def at(self, field: str) -> Place:
        return Place(OwnerKind.STATEMENT, field=field, label=self.parameters.labels.get(field, ""))

    def at_section(self, index: int, field: str = "text") -> Place:
        section = self.content.sections[index]
        title = "".join(section.title.split())
        return Place(
            OwnerKind.SECTION,
            index,
            field=field,
            section=section.kind.label + (f"“{title}”" if title else ""),
            label=self.parameters.labels.get(field, ""),
        )

    def at_funding(self, index: int, field: str) -> Place:
        line = self.content.funding[index]
        return Place(
            OwnerKind.FUNDING,
            index,
            field=field,
            section=f"{line.side.label} {squeeze(line.item)}",
            label=self.parameters.labels.get(field, ""),
        )

    def sections(self, kind: SectionKind) -> Iterator[tuple[int, SectionContent]]:
        for index, section in enumerate(self.content.sections):
            if section.kind is kind:
                yield index, section

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Every narrative text, in document order, empty ones left out."""
        return tuple(prose for prose in self._all_prose() if prose.text.strip())

    def _all_prose(self) -> Iterator[Prose]:
        for index, section in enumerate(self.content.sections):
            is_goal = section.kind in _GOAL_SECTIONS
            yield Prose(section.text, self.at_section(index), is_goal=is_goal)
            yield Prose(section.indicator_text, self.at_section(index, "indicator_text"), is_goal=is_goal)
        for table, goal in zip(self.goals, self.content.goals, strict=True):
            yield Prose(goal.summary, table.at("summary"), is_goal=True)
            if core(goal.text) != core(goal.summary):
                yield Prose(goal.text, table.at("text"), is_goal=True)
        for table, project in zip(self.projects, self.content.projects, strict=True):
            yield Prose(project.purpose, table.at("purpose"), is_goal=False)
            for goal_text in project.goals:
                yield Prose(goal_text, table.at("goals"), is_goal=True)
            for phase in project.phases:
                yield Prose(phase.text, table.at("phases"), is_goal=False)

    @cached_property
    def texts(self) -> tuple[tuple[Place, str], ...]:
        """Every text somebody wrote, with its place: prose, project names, and the words of the indicators."""
        return tuple(self._all_texts())

    def _all_texts(self) -> Iterator[tuple[Place, str]]:
        for prose in self.prose:
            yield prose.place, prose.text
        for table in self.projects:
            if table.project:
                yield table.at("name"), table.project.name
        for row in self.rows:
            yield row.at("name"), row.indicator.name
            if squeeze(row.indicator.description) != squeeze(row.indicator.name):
                yield row.at("description"), row.indicator.description
            yield row.at("value"), row.indicator.value

    def goal_of(self, kind: GoalKind) -> Table | None:
        """The table of a department-wide goal, if the text has it."""
        return next(
            (t for t in self.goals if isinstance(t.content, GoalContent) and t.content.kind is kind), None
        )

"""A content under review: its tables, its prose and its places, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, partial
from itertools import chain

from indicators.text import normalise_label
from performance.content.model import (
    FieldKind,
    GoalContent,
    GoalKind,
    OwnField,
    ProjectContent,
    SectionContent,
    SectionKind,
)
from performance.review.budget import Watched
from performance.review.findings import OwnerKind, TextPlace
from performance.review.reviewed_content import ReviewedContent
from performance.review.similarity import core
from performance.review.tables import Row, Table

_GOAL_SECTIONS = {
    SectionKind.OVERALL_GOAL,
    SectionKind.FUNCTIONAL_GOAL,
    SectionKind.DETAILED_GOAL,
    SectionKind.ANNUAL_TASKS,
}


class Prose:
    """A narrative text with its place: a section, a goal or a purpose."""

    def __init__(self, text: str, place: TextPlace, *, is_goal: bool) -> None:
        self.text = text
        self.flat = "".join(text.split())
        self.place = place
        self.is_goal = is_goal

    def at(self) -> TextPlace:
        return self.place


def _prose_of(table: Table, project: ProjectContent) -> Iterator[Prose]:
    yield Prose(project.purpose, table.at("purpose"), is_goal=False)
    for goal_text in project.goals:
        yield Prose(goal_text, table.at("goals"), is_goal=True)
    if project.mid_term is not None:
        yield Prose(project.mid_term.text, table.at("mid_term"), is_goal=True)
    for phase in project.phases:
        yield Prose(phase.text, table.at("phases"), is_goal=False)


class Case(ReviewedContent):
    """A whole content with its tables."""

    @cached_property
    def goals(self) -> Watched[Table]:
        goals = self.content.goals
        return self.watched(Table(self, OwnerKind.GOAL, n, goal) for n, goal in enumerate(goals))

    @cached_property
    def projects(self) -> Watched[Table]:
        projects = self.content.projects
        return self.watched(Table(self, OwnerKind.PROJECT, n, one) for n, one in enumerate(projects))

    @cached_property
    def tables(self) -> Watched[Table]:
        return self.watched(chain(self.goals, self.projects))

    @cached_property
    def has_codes(self) -> bool:
        return any(project.code.strip() for project in self.content.projects)

    @cached_property
    def rows(self) -> Watched[Row]:
        return self.watched(row for table in self.tables for row in table.rows)

    @cached_property
    def largest_funding(self) -> Decimal:
        """The largest amount of the department's money, of any line; 0 where none is printed."""
        return max(
            (line.amount for line in self.content.funding if line.amount is not None), default=Decimal(0)
        )

    @cached_property
    def judged_tables(self) -> Watched[Table]:
        """The tables that the form prints: a project that is only listed has none."""
        return (
            self.tables
            if self.parameters.project_tables_printed
            else self.watched(chain(self.goals, (table for table in self.projects if table.rows)))
        )

    def at(self, field: str) -> TextPlace:
        return TextPlace(OwnerKind.STATEMENT, field=field, label=self.parameters.labels.get(field, ""))

    def at_section(self, index: int, field: str = "text") -> TextPlace:
        section = self.content.sections[index]
        title = "".join(section.title.split())
        return TextPlace(
            OwnerKind.SECTION,
            index,
            field=field,
            section=section.kind.label + (f"“{title}”" if title else ""),
            label=self.parameters.labels.get(field, ""),
        )

    def at_funding(self, index: int, field: str) -> TextPlace:
        line = self.content.funding[index]
        return TextPlace(
            OwnerKind.FUNDING,
            index,
            field=field,
            section=f"{line.side.label} {normalise_label(line.item)}",
            label=self.parameters.labels.get(field, ""),
        )

    def sections(self, kind: SectionKind) -> Iterator[tuple[int, SectionContent]]:
        for index, section in enumerate(self.budget.spent_on(self.content.sections)):
            if section.kind is kind:
                yield index, section

    @cached_property
    def prose(self) -> Watched[Prose]:
        """Every narrative text, in document order, empty ones left out."""
        return self.watched(prose for prose in self._all_prose() if prose.text.strip())

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
            yield from _prose_of(table, project)
        for place, field in self.own_texts:
            yield Prose(field.value, place, is_goal=False)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The titles under which words stand: of sections, and of the boxes of this form."""
        titles = [section.title for section in self.content.sections]
        return (*titles, *(field.label for _, field in self.own_texts))

    @cached_property
    def own_texts(self) -> Watched[tuple[TextPlace, OwnField]]:
        """What is written into boxes that only this form has, each with its place."""
        own = [(self.at("fields"), field) for field in self.content.fields]
        for table in self.projects:
            own += [(table.at("fields"), field) for field in (table.project.fields if table.project else ())]
        return self.watched(
            (replace(place, label=normalise_label(field.label)), field)
            for place, field in own
            if field.kind is FieldKind.TEXT
        )

    @cached_property
    def texts(self) -> Watched[tuple[Callable[[], TextPlace], str]]:
        """Every text somebody wrote: prose, project names, and the words of the indicators.

        Most are without fault, so the place comes as a function that finds it when it is needed.
        """
        return self.watched(self._all_texts())

    def _all_texts(self) -> Iterator[tuple[Callable[[], TextPlace], str]]:
        for prose in self.prose:
            yield prose.at, prose.text
        for table in self.projects:
            if table.project:
                yield partial(table.at, "name"), table.project.name
        for row in self.rows:
            yield partial(row.at, "name"), row.indicator.name
            if row.indicator.description != row.indicator.name:
                yield partial(row.at, "description"), row.indicator.description
            yield partial(row.at, "value"), row.indicator.value

    def goal_of(self, kind: GoalKind) -> Table | None:
        """The table of a department-wide goal, if the text has it."""
        return next(
            (t for t in self.goals if isinstance(t.content, GoalContent) and t.content.kind is kind), None
        )

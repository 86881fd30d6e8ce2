"""What a declared form says of its owner, as values by field, and the owner again once the form says other values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from performance.content.model import (
    GoalContent,
    GoalKind,
    ProjectContent,
    SectionKind,
    StatementContent,
    TaskContent,
)
from performance.documents.cells import Values
from performance.documents.forms.form import Form
from performance.documents.forms.places import (
    INDICATORS,
    MID_INDICATORS,
    PHASES,
    TASKS,
    FormPlaces,
    ListPlace,
)
from performance.documents.forms.printed_values import PrintedValues, funds_of
from performance.documents.forms.totals import amounts_by_source
from performance.documents.trees import records_of, text_of
from performance.entry.sheets.declared_lists import (
    fund_value,
    own_texts,
    phase_records,
    read_phases,
    read_tasks,
    read_tree,
    task_records,
    tree_records,
    with_funds,
    with_own,
)
from performance.entry.sheets.declared_table import HORIZON, READONLY
from performance.entry.sheets.keeping import section_text, text_section, with_sections

# What has a way of its own between content and form.
_NOT_PLAIN = READONLY | {"", "fund", "own", "blank", "goal", "mid_goal", "code_name", "project"}
_BY_SYSTEM = "（按部门编码印出）"
Goals = dict[str, GoalContent]


@dataclass(frozen=True)
class FormValues:
    """What projects and departments have in common: amounts, own fields and indicators."""

    form: Form

    @cached_property
    def places(self) -> FormPlaces:
        return FormPlaces(self.form)

    @cached_property
    def _own(self) -> dict[str, str]:
        return {place.label: place.name for place in self.places.own}

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {place.label: place.group for place in self.places.own}

    def common(self, owner: ProjectContent | StatementContent, goals: Goals) -> Values:
        values: Values = {place.name: fund_value(funds_of(owner), place.name) for place in self.places.funds}
        values |= own_texts(owner.fields, self._own)
        for group, goal in goals.items():
            if place := self.places.list(group):
                values[group] = tree_records(goal.indicators, goal.empty_families, place)
        if self.places.has_mid_term:
            values |= {"mid_goal": goals[MID_INDICATORS].text, HORIZON: goals[MID_INDICATORS].horizon}
        return values

    def with_tree(self, goal: GoalContent, group: str, values: Values) -> GoalContent:
        place = self.places.list(group)
        if place is None:
            return goal
        indicators, empty = read_tree(records_of(values, group), goal.indicators, place)
        return replace(goal, indicators=indicators, empty_families=empty)

    def with_mid_term(self, goal: GoalContent, values: Values) -> GoalContent:
        if not self.places.has_mid_term:
            return goal
        entered = replace(goal, text=text_of(values, "mid_goal"), horizon=text_of(values, HORIZON))
        return self.with_tree(entered, MID_INDICATORS, values)

    def with_rows(self, owner: ProjectContent | StatementContent, values: Values) -> dict[str, object]:
        stood = funds_of(owner)
        funds = with_funds(stood, values, self.places.funds)
        return {
            "funds": owner.funds if funds == stood else funds,
            "fields": with_own(owner.fields, values, self._own, self._groups),
        }


class ProjectValues(FormValues):
    @cached_property
    def _plain(self) -> tuple[str, ...]:
        columns = [name for name in self.places.fields if name.startswith("fund_")]
        return tuple(sorted(self.places.fields - _NOT_PLAIN - {*columns}))

    def values(self, project: ProjectContent) -> Values:
        values = self.common(project, _goals_of(project))
        values |= {field: getattr(project, field) for field in self._plain}
        if place := self.places.list(PHASES):
            values[PHASES] = phase_records(project.phases, place)
        printed = PrintedValues(self.form, StatementContent("", ""), project)
        values |= {field: printed.text(field) or _BY_SYSTEM for field in READONLY & self.places.fields}
        return values | ({"goal": printed.text("goal")} if "goal" in self.places.fields else {})

    def said(self, project: ProjectContent, values: Values) -> ProjectContent:
        goals = _goals_of(project)
        annual = self.with_tree(goals[INDICATORS], INDICATORS, values)
        mid = self.with_mid_term(goals[MID_INDICATORS], values)
        changes = self.with_rows(project, values) | {field: text_of(values, field) for field in self._plain}
        if "goal" in self.places.fields and text_of(values, "goal") != "\n".join(project.goals):
            changes["goals"] = (text_of(values, "goal"),) if text_of(values, "goal") else ()
        if self.places.list(PHASES):
            changes["phases"] = read_phases(records_of(values, PHASES))
        if changes["funds"] != project.funds:
            changes |= amounts_by_source(changes["funds"])  # type: ignore[arg-type]
        changes |= {"indicators": annual.indicators, "empty_families": annual.empty_families}
        changes["mid_term"] = mid if project.mid_term or mid != GoalContent(GoalKind.LONG_TERM) else None
        entered = replace(project, **changes)  # type: ignore[arg-type]
        return replace(entered, form=entered.form or self.form.id) if entered != project else entered


def _goals_of(project: ProjectContent) -> Goals:
    annual = GoalContent(
        GoalKind.ANNUAL, indicators=project.indicators, empty_families=project.empty_families
    )
    return {INDICATORS: annual, MID_INDICATORS: project.mid_term or GoalContent(GoalKind.LONG_TERM)}


class DepartmentValues(FormValues):
    def values(self, content: StatementContent) -> Values:
        goals = {group: _goal_of(content, kind) for group, kind in _KINDS.items()}
        values = self.common(content, goals)
        values["department_name"] = content.department_name
        printed = PrintedValues(self.form, content, None)
        values |= {"goal": printed.text("goal"), "mandate": section_text(content, SectionKind.MANDATE)}
        values["phone"] = content.cover.phone
        if place := self.places.list(TASKS):
            values[TASKS] = task_records(content.tasks, place)
        return values

    def said(self, content: StatementContent, values: Values) -> StatementContent:
        changes = self.with_rows(content, values)
        changes["department_name"] = text_of(values, "department_name")
        if place := self.places.list(TASKS):
            changes["tasks"] = self._tasks(content, values, place)
        if "phone" in self.places.fields:
            changes["cover"] = replace(content.cover, phone=text_of(values, "phone"))
        entered = replace(content, goals=self._goals(content, values), **changes)  # type: ignore[arg-type]
        if "mandate" in self.places.fields:
            entered = _with_mandate(entered, text_of(values, "mandate"))
        return replace(entered, form=entered.form or self.form.id) if entered != content else entered

    def _tasks(self, content: StatementContent, values: Values, place: ListPlace) -> tuple[TaskContent, ...]:
        return read_tasks(records_of(values, TASKS), content.tasks, place)

    def _goals(self, content: StatementContent, values: Values) -> tuple[GoalContent, ...]:
        """The goals in their order; one that was not there and says something comes behind them."""
        annual = _goal_of(content, GoalKind.ANNUAL)
        if "goal" in self.places.fields:
            annual = replace(annual, text=text_of(values, "goal"))
        entered = {
            GoalKind.LONG_TERM: self.with_mid_term(_goal_of(content, GoalKind.LONG_TERM), values),
            GoalKind.ANNUAL: self.with_tree(annual, INDICATORS, values),
        }
        stood = {goal.kind for goal in content.goals}
        new = [goal for kind, goal in entered.items() if kind not in stood and goal != GoalContent(kind)]
        return (*(entered.get(goal.kind, goal) for goal in content.goals), *new)


_KINDS = {INDICATORS: GoalKind.ANNUAL, MID_INDICATORS: GoalKind.LONG_TERM}


def _goal_of(content: StatementContent, kind: GoalKind) -> GoalContent:
    return next((goal for goal in content.goals if goal.kind is kind), GoalContent(kind))


def _with_mandate(content: StatementContent, text: str) -> StatementContent:
    kind = SectionKind.MANDATE
    if text == section_text(content, kind):
        return content
    return with_sections(content, (kind,), text_section(content, kind, text))

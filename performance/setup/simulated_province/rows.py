"""The rows of one department of a made-up province after the other, each table's with the keys of the tables before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import count, groupby
from random import Random
from typing import Any

from django.db.models import Model

from departments.models import BudgetUnit, Department, FinanceOffice
from indicators.derivation import DERIVED_COLUMNS, derived
from indicators.models import Indicator, IndicatorFamily, IndicatorTree
from performance.content.model import SectionKind
from performance.models import (
    NarrativeSection,
    PerformanceStatement,
    Revision,
    UnitSubmission,
    WorkflowEvent,
)
from performance.models.states import StatementState, UnitState
from performance.setup.simulated_province import wording
from performance.setup.simulated_province.size import Size
from performance.setup.simulated_province.tables import COLUMNS, OF_NO_OFFICE
from performance.setup.simulated_province.walks import (
    EARLIER,
    STATEMENT_WALKS,
    UNIT_WALKS,
    SimulatedStep,
    simulated_steps,
)
from performance.steps.locks import LOCKED, PREPARING
from performance.steps.vocabulary import Effect, Subject
from projects.models import BudgetProject, ProjectGoal, SpendingPlan

Made = dict[type[Model], list[tuple[Any, ...]]]
PROVINCE, EDITION = "河北", "2023"
CENT = Decimal("0.01")
MAKER = "模拟数据"


class RowMaker:
    """Makes departments; ``keys`` are the first free ones of each table, ``actor`` is who took all steps."""

    def __init__(self, size: Size, keys: Mapping[type[Model], int], actor: int) -> None:
        self.size = size
        self.keys = {model: count(keys[model]) for model in COLUMNS}
        self.actor = actor
        self.derived = cache(
            lambda value, year: tuple(derived(value, year)[name] for name in DERIVED_COLUMNS)
        )
        self.made: Made = {}
        self.office_code = ""
        self.year = size.year

    def department(self, number: int, office: FinanceOffice) -> Made:
        """Everything of one department, by table: the same whatever else is made."""
        self.office_code = office.division_code
        self.made = {model: [] for model in COLUMNS}
        chance = Random(f"{self.size.seed}/{number}")  # noqa: S311  (made-up data, no secret)
        code, name = f"{number % 1000:03}", wording.department_name(number)
        department = self._add(Department, office.pk, code, name)
        units = [
            (
                self._add(BudgetUnit, department, f"{code}{position:03}", unit_name, position),
                f"{code}{position:03}",
                unit_name,
            )
            for position in range(1, self.size.units + 1)
            for unit_name in (wording.unit_name(name, position - 1),)
        ]
        for year in range(self.size.year - self.size.years + 1, self.size.year + 1):
            self.year = year
            self._text(chance, department, (code, name), units)
        return self.made

    def _text(
        self,
        chance: Random,
        department: int,
        printed: tuple[str, str],
        units: Sequence[tuple[int, str, str]],
    ) -> None:
        """The department's text of one year, with the shares of its units."""
        if self.year < self.size.year:
            state, actions = chance.choice(EARLIER)
        else:
            walks = list(STATEMENT_WALKS.items())
            state, (_, actions) = chance.choices(walks, [share for _, (share, _) in walks])[0]
        steps = tuple(simulated_steps(Subject.STATEMENT, actions))
        kept = self._revision(steps)
        statement = self._statement(department, printed, state, steps, kept)
        for number, (unit, *named) in enumerate(units):
            locked = self._share(chance, statement, unit, state)
            for place in range(self.size.projects):
                self._project(chance, unit, named, number * self.size.projects + place, locked)
        self._events(chance, (statement, None), steps, kept)

    def _add(self, model: type[Model], *values: object) -> int:
        key = next(self.keys[model])
        office = () if model in OF_NO_OFFICE else (self.office_code,)
        self.made[model].append((key, *values, *office))
        return key

    def _statement(
        self,
        department: int,
        printed: tuple[str, str],
        state: StatementState,
        steps: Sequence[SimulatedStep],
        kept: int | None,
    ) -> int:
        round_ = 2 if state is StatementState.RETURNED else 1
        year, (_, name) = self.year, printed
        head = (department, year, PROVINCE, EDITION, *printed, len(steps) + 1, state, round_)
        effects = {effect for stride in steps for effect in stride.step.effects}
        in_force = [
            kept if effect in effects else None for effect in (Effect.PUT_IN_FORCE, Effect.PUT_IN_PUBLIC)
        ]
        statement = self._add(PerformanceStatement, *head, *in_force)
        for position, (kind, title, text, indicators) in enumerate(
            (
                (
                    SectionKind.OVERALL_GOAL,
                    "",
                    f"{year}年，{name}围绕年度重点工作安排预算，做到每个项目有目标、有指标。",
                    "",
                ),
                (SectionKind.FUNCTIONAL_GOAL, "履行部门职责", "按计划完成全年任务。", "重点任务完成率100%。"),
                (SectionKind.ARRANGEMENTS, "加强过程管理", "按季度检查进度，及时纠正偏差。", ""),
            )
        ):
            self._add(NarrativeSection, statement, position, kind.value, title, text, indicators)
        return statement

    def _share(self, chance: Random, statement: int, unit: int, state: StatementState) -> bool:
        """The unit's share of the statement; tells whether its projects stand still."""
        walked = UnitState.PASSED if state not in PREPARING else chance.choice(list(UNIT_WALKS))
        steps = tuple(simulated_steps(Subject.UNIT, UNIT_WALKS[walked]))
        self._add(UnitSubmission, statement, unit, walked, len(steps) + 1)
        self._events(chance, (statement, unit), steps, self._revision(steps))
        return bool(LOCKED[state] or LOCKED[walked])

    def _revision(self, steps: Sequence[SimulatedStep]) -> int | None:
        """The key of what is kept at these steps: nothing has changed between them, so it is kept once."""
        keeps = self.size.lived_in and any(Effect.SNAPSHOT in stride.step.effects for stride in steps)
        return next(self.keys[Revision]) if keeps else None

    def _events(
        self,
        chance: Random,
        of: tuple[int, int | None],
        steps: Sequence[SimulatedStep],
        kept: int | None,
    ) -> None:
        """Of a statement and one of its units, or of the whole; what was kept is filled in by ``kept_texts``."""
        at = datetime(self.year - 1, 10, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(20_000))
        for stride in steps:
            at += timedelta(minutes=chance.randrange(60, 6_000))
            step = stride.step
            reason = "请按审核意见修改。" if step.needs_reason else ""
            taken = (step.action, step.label, stride.source, step.target, self.actor, MAKER, reason, at)
            revision = kept if Effect.SNAPSHOT in step.effects else None
            self._add(WorkflowEvent, *of, *taken, 1, stride.version, revision)
        if kept is not None:
            self.made[Revision].append((kept, *of, 1, at, self.office_code))

    def _project(
        self, chance: Random, unit: int, printed: Sequence[str], position: int, locked: bool
    ) -> None:
        project_class = chance.choice(list(wording.templates()))
        subject = wording.subject(chance)
        name = f"{subject}{project_class}经费"
        fiscal = Decimal(chance.randrange(1_00, 500_00)) * CENT
        other = Decimal(chance.randrange(1_00, 50_00)) * CENT if chance.random() < 0.2 else Decimal(0)
        tree = self._add(IndicatorTree, self.year)
        code = f"99{self.year}P{unit:07}{position:05}"
        purpose = f"用于开展{subject}{project_class}工作。"
        where = (tree, unit, self.year, position, *printed, code, name)
        project = self._add(BudgetProject, *where, fiscal + other, fiscal, other, purpose, locked)
        self._add(SpendingPlan, project, SpendingPlan.Mode.CUMULATIVE, *chance.choice(wording.PLANS))
        self._add(ProjectGoal, project, 0, f"按计划完成{name}安排的各项任务。")
        self._tree(chance, tree, subject, project_class)

    def _tree(self, chance: Random, tree: int, subject: str, project_class: str) -> None:
        rows = wording.chosen(chance, project_class, self.size.indicators)
        runs = groupby(rows, key=lambda row: (row.level1, row.level2))
        for place, (levels, run) in enumerate(runs):
            family = self._add(IndicatorFamily, tree, place, *levels)
            for position, row in enumerate(run):
                value = wording.value(chance, row, self.year)
                values = (f"{subject}{row.name}", row.description, value, chance.choice(wording.BASES))
                self._add(Indicator, family, position, *values, *self.derived(value, self.year))


def batches(maker: RowMaker, offices: list[FinanceOffice], size: Size, together: int) -> Iterator[Made]:
    """Some departments at a time, as many as keep the rows of a batch in memory."""
    batch: Made = {model: [] for model in COLUMNS}
    for number in range(size.departments):
        for model, rows in maker.department(
            number, offices[number * len(offices) // size.departments]
        ).items():
            batch[model] += rows
        if (number + 1) % together == 0 or number + 1 == size.departments:
            yield batch
            batch = {model: [] for model in COLUMNS}

"""Budget figures held against those that are there, and taken over as somebody has chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.http import HttpRequest

from departments.lists.plans import ListPlan, ListStep, digest_of_plan
from departments.models import BudgetUnit, FinanceOffice
from departments.permissions.rights import offices_kept
from departments.trail.entry import Action
from departments.trail.writing import record
from indicators.kinds import LabelledEnum
from performance.exchange.figures_list import AMOUNTS, ListedFigure
from performance.models import BudgetFigure, BudgetRound, FindingCount, PerformanceStatement
from performance.steps.refusals import Overtaken, Refused

PERMISSION = "performance.add_budgetfigure"
BATCH = 2_000


class Group(LabelledEnum):
    """What a row of the list is beside what is there."""

    NEW = "new", "新增"
    CHANGED = "changed", "更改"
    RENAMED = "renamed", "更名"
    GONE = "gone", "名单里没有了"


@dataclass(frozen=True)
class Step(ListStep[BudgetFigure, ListedFigure]):
    """One figure before and after."""

    @property
    def total(self) -> Decimal | None:
        return self.after.amounts[0] if self.after else None


@dataclass
class Plan(ListPlan[Group, Step]):
    """What a list would change of one round."""

    round: BudgetRound = BudgetRound.FIRST

    @property
    def digest(self) -> str:
        return digest_of_plan(
            [(group, one.before and _stored(one.before), one.after) for group, one in self.grouped()]
        )


def may_load(user, office: FinanceOffice) -> bool:
    return user.is_active and (user.is_superuser or office.pk in offices_kept(user, PERMISSION))


def plan_of(figures: Sequence[ListedFigure], office: FinanceOffice, year: int, step: BudgetRound) -> Plan:
    """What is gone is asked of the departments that the list speaks of, and of no other."""
    units = BudgetUnit.objects.filter(department__office=office)
    named = units.filter(pk__in={one.unit for one in figures}).values("department")
    there = BudgetFigure.objects.filter(
        office_code=office.division_code, unit__department__in=named, fiscal_year=year, round=step
    )
    stored = {(one.unit_id, one.code): one for one in there.order_by("unit", "code")}
    plan = Plan(office, year, {group: [] for group in Group}, round=step)
    for one in figures:
        before = stored.pop(one.key, None)
        if before is None:
            plan.steps[Group.NEW].append(Step(None, one))
        elif before.name != one.name:
            plan.steps[Group.RENAMED].append(Step(before, one))
        elif _stored(before) != one:
            plan.steps[Group.CHANGED].append(Step(before, one))
        else:
            plan.same += 1
    plan.steps[Group.GONE] += [Step(before, None) for before in stored.values()]
    return plan


def _stored(figure: BudgetFigure) -> ListedFigure:
    amounts = tuple(getattr(figure, name) for name in AMOUNTS)
    return ListedFigure(figure.unit_id, figure.code, figure.name, figure.project_class, amounts)


@transaction.atomic
def take_figures(
    figures: Sequence[ListedFigure],
    office: FinanceOffice,
    year: int,
    step: BudgetRound,
    *,
    groups: Collection[Group],
    digest: str,
    by,
    request: HttpRequest | None = None,
) -> Plan:
    """``digest`` is that of the plan that was seen. Raises Refused and Overtaken; nothing is written then."""
    if not may_load(by, office):
        raise Refused(f"{office.name}的预算数由该局财政绩效科审核人导入。")
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)  # one list after another
    plan = plan_of(figures, office, year, step)
    if plan.digest != digest:
        raise Overtaken("预览之后，预算数已有变化，没有导入。请核对新的预览后再确认。")
    if not any(plan.steps[group] for group in groups):
        raise Refused("没有选择要导入的内容。")
    _write(plan, groups)
    touched = {
        unit
        for group in groups
        for one in plan.steps[group]
        for unit in ((one.after.unit,) if one.after else (one.before.unit_id,) if one.before else ())
    }
    _judge_anew(touched, year)
    counts = "、".join(f"{group.label}{len(plan.steps[group])}" for group in Group if group in groups)
    gone = "、".join(one.code for one in plan.steps[Group.GONE]) if Group.GONE in groups else ""
    details = f"导入{year}年{step.label}预算数：{counts}" + (f"；删除 {gone}" if gone else "")
    record(Action.IMPORT, by=by, subject=office, details=details[:2000], request=request)
    return plan


def _write(plan: Plan, groups: Collection[Group]) -> None:
    objects = BudgetFigure.objects
    objects.bulk_create(_rows(plan, [Group.NEW] if Group.NEW in groups else []), batch_size=BATCH)
    changed = [group for group in (Group.CHANGED, Group.RENAMED) if group in groups]
    objects.bulk_create(
        _rows(plan, changed),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["unit", "fiscal_year", "round", "code"],
        update_fields=["name", "project_class", *AMOUNTS],
    )
    if Group.GONE in groups:
        objects.filter(pk__in=[one.before.pk for one in plan.steps[Group.GONE] if one.before]).delete()


def _rows(plan: Plan, groups: Iterable[Group]) -> list[BudgetFigure]:
    return [
        BudgetFigure(
            office_code=plan.office.division_code,
            unit_id=one.after.unit,
            fiscal_year=plan.year,
            round=plan.round,
            code=one.after.code,
            name=one.after.name,
            project_class=one.after.project_class,
            **dict(zip(AMOUNTS, one.after.amounts, strict=True)),
        )
        for group in groups
        for one in plan.steps[group]
        if one.after
    ]


def _judge_anew(units: Collection[int], year: int) -> None:
    texts = PerformanceStatement.objects.filter(
        department__in=BudgetUnit.objects.filter(pk__in=units).values("department"), fiscal_year=year
    )
    FindingCount.objects.count_anew(texts, planned=True)

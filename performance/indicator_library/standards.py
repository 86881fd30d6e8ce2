"""Lists of standard indicators held against those that are there, and taken over as somebody has chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.http import HttpRequest

from departments.lists.plans import ListPlan, ListStep, digest_of_plan
from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.trail.entry import Action
from departments.trail.writing import record
from indicators.kinds import Direction, LabelledEnum
from performance.indicator_library.standard_list import HEADS, ListedStandard, NoStandards
from performance.models import FindingCount, PerformanceStatement, StandardIndicator
from performance.steps.refusals import Overtaken, Refused

PERMISSION = "performance.add_standardindicator"
BATCH = 1_000


class Group(LabelledEnum):
    """What a row of the list is beside what is there."""

    NEW = "new", "新增"
    RENEWED = "renewed", "更新为新版"
    CORRECTED = "corrected", "更正当年版"
    RETIRED = "retired", "停用"
    GONE = "gone", "名单里没有了"


@dataclass(frozen=True)
class Step(ListStep[StandardIndicator, ListedStandard]):
    """One indicator before and after; the years are those of the version that stands afterwards, if any does."""

    first_year: int | None
    last_year: int | None

    @property
    def year(self) -> int:
        """From which year on something is different."""
        last = self.last_year + 1 if self.last_year else None
        changed = self.first_year if self.after else last
        return changed or (self.before.first_year if self.before else 0)

    def changes(self) -> Iterator[tuple[str, str, str]]:
        """Label, before and after of each column that says something else."""
        if self.before is None or self.after is None:
            return
        for column, value in self.after.columns.items():
            if (stored := getattr(self.before, column)) != value:
                yield HEADS[column][0], _shown(column, stored), _shown(column, value)


def _shown(column: str, value: str | bool) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return Direction(value).label if value and column == "direction" else value


class Plan(ListPlan[Group, Step]):
    """What a list would change from a year on."""

    @property
    def digest(self) -> str:
        digested = [
            (group, one.before and (one.before.pk, _stored(one.before)), one.after, one.first_year)
            for group, one in self.grouped()
        ]
        return digest_of_plan((self.year, digested))


def may_load(user, office: FinanceOffice) -> bool:
    return user.is_active and (user.is_superuser or office.pk in offices_kept(user, PERMISSION))


def plan_of(listed: Sequence[ListedStandard], office: FinanceOffice, year: int) -> Plan:
    """Raises NoStandards. What is gone is asked of the kinds of projects that the list speaks of, and of no other."""
    rows = StandardIndicator.objects.filter(office=office).order_by("code", "first_year")
    stored = {code: list(versions) for code, versions in groupby(rows, key=lambda one: one.code)}
    plan = Plan(office, year, {group: [] for group in Group})
    problems: list[str] = []
    for one in listed:
        try:
            _place(plan, one, stored.get(one.code, []))
        except NoStandards as fault:
            problems += fault.problems
    if problems:
        raise NoStandards(problems)
    kinds, codes = {one.project_class for one in listed}, {one.code for one in listed}
    for code, versions in stored.items():
        version = _in_force(versions, year)
        if version and code not in codes and version.project_class in kinds:
            last = year - 1 if version.first_year < year else None
            plan.steps[Group.GONE].append(Step(version, None, last and version.first_year, last))
    return plan


def _place(plan: Plan, one: ListedStandard, versions: list[StandardIndicator]) -> None:
    first = one.first_year or plan.year
    if one.first_year is None and one.last_year is not None and one.last_year < first:
        _retire(plan, one, versions)
        return
    if later := next((each for each in versions if each.first_year > first), None):
        raise NoStandards(
            [
                f"“{one.code}”已有自{later.first_year}年起的版本，请把“启用年度”写为{later.first_year}年或以后。"
            ]
        )
    before = versions[-1] if versions else None
    if before is None or (before.last_year is not None and before.last_year < first):
        plan.steps[Group.NEW].append(Step(None, one, first, one.last_year))
        return
    same = _stored(before) == one.said
    first = before.first_year if same else first
    if same and before.last_year == one.last_year:
        plan.same += 1
    elif same and one.last_year is not None:
        plan.steps[Group.RETIRED].append(Step(before, one, first, one.last_year))
    else:
        group = Group.CORRECTED if before.first_year == first else Group.RENEWED
        plan.steps[group].append(Step(before, one, first, one.last_year))


def _retire(plan: Plan, one: ListedStandard, versions: list[StandardIndicator]) -> None:
    """A row that names the last year alone, and one that is over by the year of the list."""
    version, last = _in_force(versions, plan.year), one.last_year
    if version and last and version.first_year <= last:
        plan.steps[Group.RETIRED].append(Step(version, one, version.first_year, last))
    elif not version and any(each.last_year == last for each in versions):
        plan.same += 1
    else:
        raise NoStandards([f"“{one.code}”没有{last}年在用的版本，不能停用；没有启用过的请从名单里去掉。"])


def _in_force(versions: Sequence[StandardIndicator], year: int) -> StandardIndicator | None:
    return next((one for one in versions if one.is_in_force(year)), None)


def _stored(version: StandardIndicator) -> tuple[str | bool, ...]:
    return tuple(getattr(version, column) for column in StandardIndicator.SAID)


@transaction.atomic
def take_standards(
    listed: Sequence[ListedStandard],
    office: FinanceOffice,
    year: int,
    *,
    groups: Collection[Group],
    digest: str,
    by,
    request: HttpRequest | None = None,
) -> Plan:
    """``digest`` is that of the plan that was seen. Raises Refused, Overtaken and NoStandards; nothing is written then."""
    if by is not None and not may_load(by, office):
        raise Refused(f"{office.name}的标准指标由该局财政绩效科审核人导入。")
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)  # one list after another
    plan = plan_of(listed, office, year)
    if plan.digest != digest:
        raise Overtaken("预览之后，标准指标已有变化，没有导入。请核对新的预览后再确认。")
    taken = [one for group in groups for one in plan.steps[group]]
    if not taken:
        raise Refused("没有选择要导入的内容。")
    _write(plan, groups)
    texts = PerformanceStatement.objects.filter(department__office=office)
    FindingCount.objects.count_anew(
        texts.filter(fiscal_year__gte=min(one.year for one in taken)), has_standards=True
    )
    counts = "、".join(f"{group.label}{len(plan.steps[group])}" for group in Group if group in groups)
    ended = [
        one.code for group in (Group.RETIRED, Group.GONE) if group in groups for one in plan.steps[group]
    ]
    details = f"导入{year}年标准指标：{counts}" + (f"；停用 {'、'.join(ended)}" if ended else "")
    record(Action.IMPORT, by=by, subject=office, details=details[:2000], request=request)
    return plan


def _write(plan: Plan, groups: Collection[Group]) -> None:
    """Versions that end are ended first, so that no two of a code are ever in force for the same year."""
    steps = {group: plan.steps[group] if group in groups else [] for group in Group}
    ended, corrected = [], []
    for one in (*steps[Group.RENEWED], *steps[Group.RETIRED], *steps[Group.GONE]):
        if one.before is None or (one.after is None and one.first_year is None):
            continue
        renewed = one.first_year is not None and one.first_year > one.before.first_year
        one.before.last_year = one.first_year - 1 if renewed and one.first_year else one.last_year
        ended.append(one.before)
    for one in steps[Group.CORRECTED]:
        if one.before and one.after:
            for column, value in (*one.after.columns.items(), ("last_year", one.last_year)):
                setattr(one.before, column, value)
            corrected.append(one.before)
    objects = StandardIndicator.objects
    objects.bulk_update(ended, ["last_year"], batch_size=BATCH)
    objects.bulk_update(corrected, [*StandardIndicator.SAID, "last_year"], batch_size=BATCH)
    begun_this_year = [one.before.pk for one in steps[Group.GONE] if one.before and one.first_year is None]
    objects.filter(pk__in=begun_this_year).delete()
    objects.bulk_create(
        [
            StandardIndicator(
                office=plan.office,
                code=one.code,
                first_year=one.first_year,
                last_year=one.last_year,
                **one.after.columns,
            )
            for one in (*steps[Group.NEW], *steps[Group.RENEWED])
            if one.after and one.first_year
        ],
        batch_size=BATCH,
    )

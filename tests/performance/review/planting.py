"""How a fault is planted in a sound content: each function gives one that changes one thing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from performance.content.json import dump_content, load_content
from performance.content.kinds import FundSource
from performance.content.model import FundLine, OwnField, StatementContent, TaskContent
from performance.review.evaluated import EvaluatedProject
from performance.review.planned import PlannedProject
from performance.review.rule_sets import RuleSet, rule_set_for
from performance.review.standards import Standard
from tests.performance.review.sound_hebei import CLINICS, HEBEI, LAMPS, WATER, a_code, plan, row


@dataclass(frozen=True)
class Fault:
    """``plant`` puts one fault into ``base``; the finding of rule ``code`` must quote ``evidence``."""

    code: str
    base: StatementContent
    plant: Callable[[StatementContent], StatementContent]
    evidence: str
    severity: str = ""
    planned: tuple[PlannedProject, ...] = ()
    standards: tuple[Standard, ...] = ()
    evaluated: tuple[EvaluatedProject, ...] = ()

    @property
    def content(self) -> StatementContent:
        return self.plant(self.base)

    @property
    def rule_set(self) -> RuleSet:
        """That of the form, with what the budget and the office say of the projects."""
        content = self.content
        held = rule_set_for(content.province, content.edition)
        return replace(held, planned=self.planned, standards=self.standards, evaluated=self.evaluated)

    @property
    def from_outside(self) -> bool:
        return bool(self.planned or self.standards or self.evaluated)


def _at(items, index, **changes):
    return (*items[:index], replace(items[index], **changes), *items[index + 1 :])


def project(index=0, **changes):
    return lambda content: replace(content, projects=_at(content.projects, index, **changes))


def indicator(number, index=0, **changes):
    def plant(content):
        return project(index, indicators=_at(content.projects[index].indicators, number, **changes))(content)

    return plant


def without(*numbers, index=0):
    def plant(content):
        remaining = [each for n, each in enumerate(content.projects[index].indicators) if n not in numbers]
        return project(index, indicators=tuple(remaining))(content)

    return plant


def added(new, index=0):
    def plant(content):
        return project(index, indicators=(*content.projects[index].indicators, new))(content)

    return plant


def both(*plants):
    def plant(content):
        for each in plants:
            content = each(content)
        return content

    return plant


def section(index, **changes):
    return lambda content: replace(content, sections=_at(content.sections, index, **changes))


def goal(index, **changes):
    return lambda content: replace(content, goals=_at(content.goals, index, **changes))


def goal_row(number, index, **changes):
    def plant(content):
        return goal(index, indicators=_at(content.goals[index].indicators, number, **changes))(content)

    return plant


def funding(index, **changes):
    return lambda content: replace(content, funding=_at(content.funding, index, **changes))


def weights(*printed):
    def plant(content):
        rows = content.projects[0].indicators
        weighed = [
            replace(each, weight=None if weight is None else Decimal(weight))
            for each, weight in zip(rows, printed, strict=True)
        ]
        return project(indicators=tuple(weighed))(content)

    return plant


def tasks(*amounts, total="", name="第{}项任务"):
    """A list of tasks with its row of sums, as a department's form prints it."""
    made = tuple(
        TaskContent(
            name.format(number), funds=(FundLine(FundSource.TOTAL, amount=amount and Decimal(amount)),)
        )
        for number, amount in enumerate(amounts, 1)
    )
    fields = (OwnField("金额合计·总额", total),) if total else ()
    return lambda content: replace(content, tasks=made, fields=fields)


def of_2020(content):
    """The same text six years earlier."""
    earlier = load_content(dump_content(content).replace("2026", "2020"))
    projects = [
        replace(each, code=a_code(year="20", serial=f"000{n}")) for n, each in enumerate(earlier.projects)
    ]
    return replace(earlier, projects=tuple(projects))


FIVE = replace(HEBEI, projects=(*HEBEI.projects, CLINICS, WATER, LAMPS))
_DUE = row("产出指标", "时效指标", "坐诊结束日期", "2026年12月31日", "最后一次坐诊的日期", "年度计划")


def due_at_the_end(project):
    rows = (*project.indicators, *((_DUE,) if project.name == CLINICS.name else ()))
    at_the_end = [
        replace(each, value="2026年12月31日") if each.level2 == "时效指标" else each for each in rows
    ]
    return replace(project, indicators=tuple(at_the_end))


def year_ends(content):
    return replace(content, projects=tuple(map(due_at_the_end, content.projects)))


def one_plan(content):
    plans = [replace(each, spending_plan=plan(20, 50, 80, 100)) for each in content.projects]
    return replace(content, projects=tuple(plans))


def two_cards(content):
    first, second = content.projects
    half = replace(first, annual_budget=Decimal(60))
    return replace(content, projects=(half, half, second))


def funds_of(total, fiscal, other):
    """The amounts of a project card, by source."""
    named = (FundSource.TOTAL, total), (FundSource.FISCAL, fiscal), (FundSource.OTHER, other)
    return tuple(FundLine(source, label=source.label, amount=Decimal(amount)) for source, amount in named)

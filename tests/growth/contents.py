"""Contents that are large in one direction: a long text everywhere, or many of one kind of thing."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from performance.content.model import (
    EarlierAmount,
    EarlierValue,
    EmptyFamily,
    FundingLine,
    FundingSide,
    FundLine,
    FundSource,
    GoalContent,
    GoalKind,
    IndicatorContent,
    OwnField,
    PhaseContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
    TaskContent,
)

Shape = Callable[[int], StatementContent]
_UNITS = (*"个次人名位家户场篇条份件项期册本张套台辆种类批届处座间栋幅部集节支组", "平方米", "工作日")


def statement(**values) -> StatementContent:
    own = {"province": "河北", "edition": "2023", "year": 2026, "department_code": "405"}
    return StatementContent(**own | {"department_name": "某市科协"} | values)


def indicator(number: int, **values) -> IndicatorContent:
    own = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": f"完成第{number}项培训场次",
        "description": f"第{number}项培训说明",
        "value": f"≥{number % 90 + 1}场",
        "basis": f"依据{number}",
        "earlier_values": (EarlierValue(2024, f"{number}场"), EarlierValue(2025, f"{number + 1}场")),
    }
    return IndicatorContent(**own | values)


def project(number: int, *indicators: IndicatorContent, **values) -> ProjectContent:
    own = {
        "unit_code": "405001",
        "unit_name": "市科协本级",
        "code": f"13020026P00TPXR10{number % 1000:03}F",
        "name": f"第{number}项培训经费",
        "budget": Decimal(number + 1),
        "fiscal_funds": Decimal(number + 1),
        "purpose": f"用于第{number}项培训",
        "goals": (f"完成第{number}项培训工作任务",),
        "indicators": indicators,
    }
    return ProjectContent(**own | values)


def word(number: int, length: int = 8) -> str:
    """A word that shares nothing with the others."""
    chance = random.Random(number)  # noqa: S311
    return "".join(chr(chance.randrange(0x4E00, 0x6000)) for _ in range(length))


def everywhere(text: str) -> StatementContent:
    """One text wherever a text may stand: as prose, and in every cell of a table."""
    kinds = (SectionKind.MANDATE, SectionKind.OVERALL_GOAL, SectionKind.FUNCTIONAL_GOAL, SectionKind.PHASE)
    values = {"name": text, "description": text, "value": text, "basis": text}
    row = indicator(1, **values, earlier_values=(EarlierValue(2025, text),))
    own = {"name": text, "code": text, "period": text, "project_class": text, "purpose": text}
    phases = (PhaseContent(text, text),)
    return statement(
        department_name=text,
        sections=tuple(SectionContent(kind, text, text, text) for kind in kinds),
        goals=(
            GoalContent(GoalKind.ANNUAL, text, text, f"{text}。", (indicator(2, level1=text, level2=text),)),
        ),
        funding=(FundingLine(FundingSide.EXPENDITURE, text, Decimal(1)),),
        projects=(project(1, row, indicator(3, value=text), **own, goals=(text, text[:-1]), phases=phases),),
    )


def _rows(of: Callable[[int], IndicatorContent]) -> Shape:
    return lambda size: statement(projects=(project(0, *map(of, range(size))),))


def _projects(of: Callable[[int], ProjectContent]) -> Shape:
    return lambda size: statement(projects=tuple(map(of, range(size))))


def _lines(of: Callable[[int], str], *kinds: SectionKind) -> Shape:
    def shape(size: int) -> StatementContent:
        texts = ("\n".join(of(number + shift) for number in range(size)) for shift, _ in enumerate(kinds))
        sections = tuple(SectionContent(kind, text=text) for kind, text in zip(kinds, texts, strict=True))
        return statement(sections=sections)

    return shape


def _promises(
    title: Callable[[int], str], promise: Callable[[int], str], row: Callable[[int], IndicatorContent]
) -> Shape:
    """A promise for each project, each in a section of its own and all in one."""

    def shape(size: int) -> StatementContent:
        kind = SectionKind.FUNCTIONAL_GOAL
        own = tuple(SectionContent(kind, title(n), f"安排{n}万元", promise(n)) for n in range(size))
        everything = SectionContent(
            kind, "", "".join(map(title, range(size))), "，".join(map(promise, range(size)))
        )
        return statement(sections=(*own, everything), projects=tuple(project(n, row(n)) for n in range(size)))

    return shape


def _cost(number: int) -> IndicatorContent:
    return indicator(
        number,
        level1="成本指标",
        level2="经济成本指标",
        name=f"平均每次{word(number)}成本",
        value=f"≤{number}万元",
    )


def _goal(**values) -> StatementContent:
    return statement(goals=(GoalContent(GoalKind.ANNUAL, **values),))


def _funding(of: Callable[[int], FundingLine]) -> Shape:
    return lambda size: statement(
        funding=tuple(map(of, range(size))), projects=tuple(map(project, range(size)))
    )


def _spent(item: str, amount: int = 1) -> FundingLine:
    return FundingLine(
        FundingSide.EXPENDITURE, item, Decimal(amount), Decimal(1), (EarlierAmount(2025, Decimal(1)),)
    )


def _task(number: int) -> TaskContent:
    """A task that is called as a project is, with an amount under a head of its own."""
    line = FundLine(FundSource.TOTAL, label=f"第{number}栏", amount=Decimal(number))
    return TaskContent(f"第{number}项培训经费", funds=(line,))


MANY: dict[str, Shape] = {
    "rows": _rows(indicator),
    "equal rows": _rows(lambda n: indicator(1)),
    "rows without likeness": _rows(lambda n: indicator(n, name=word(n))),
    "rows with a common beginning": _rows(lambda n: indicator(n, name="甲乙丙丁戊" + word(n, 3))),
    "rows within rows": _rows(lambda n: indicator(n, name="甲" * (n % 60 + 1))),
    "rows due at one time": _rows(lambda n: indicator(n, level2="时效指标", name=word(n), value="≤1天")),
    "rows without a name": _rows(lambda n: indicator(n, name="")),
    "rows of unknown families": _rows(lambda n: indicator(n, level1=word(n), level2=word(-n))),
    "costs": _rows(lambda n: _cost(n) if n % 2 else indicator(n, value=f"≥1{_UNITS[n % len(_UNITS)]}")),
    "costs of the same": _rows(lambda n: indicator(n, level1="成本指标", level2="经济成本指标", value="≤1万元")),
    "deadlines": _rows(lambda n: indicator(n, level2="时效指标", value=f"2026.{n % 12 + 1}.{n % 28 + 1}前{word(n, 2)}")),
    "weights": _rows(lambda n: indicator(n, weight=Decimal(n % 9))),
    "weights below many heads": _rows(lambda n: indicator(n, level2=f"第{n}类（{n % 99}分）", weight=Decimal(n % 9))),
    "boxes of a form": lambda size: statement(
        projects=(project(1, fields=tuple(OwnField(f"第{n}项立项依据", "见附件") for n in range(size))),),
        fields=tuple(OwnField(f"第{n}年度预算安排", f"累计{n}万元") for n in range(size)),
    ),
    "tasks": lambda size: statement(tasks=tuple(map(_task, range(size))), projects=tuple(map(project, range(size)))),
    "sums of tasks": lambda size: statement(
        tasks=tuple(map(_task, range(size))), fields=tuple(OwnField(f"合计·第{n}栏", f"{n}万元") for n in range(size))
    ),
    "projects": _projects(lambda n: project(n, indicator(n))),
    "projects without a table": _projects(lambda n: ProjectContent(name=f"第{n}项")),
    "cloned projects": _projects(lambda n: project(n, *map(indicator, range(4)))),
    "half cloned projects": _projects(lambda n: project(n, *map(indicator, (1, 2, 3, 4, n + 9, n + 9999, n + 99999)))),
    "shuffled projects": _projects(lambda n: project(n, *(indicator(n * step % 97) for step in range(1, 7)))),
    "projects of one code": _projects(lambda n: project(1)),
    "projects of one name": _projects(lambda n: project(n, code="", name="培训经费")),
    "projects of many areas": _projects(lambda n: project(n, code=f"{n:06}26P00TPXR10005F")),
    "projects of many units": _projects(lambda n: project(n, unit_code=f"9{n}", unit_name=f"第{n}单位")),
    "one name in many units": _projects(lambda n: project(n, indicator(1, value=f"{n}{_UNITS[n % len(_UNITS)]}"))),
    "promises": _promises(lambda n: f"第{n}", lambda n: f"完成第{n}项培训场次{n}场", indicator),
    "promises of nothing": _promises(lambda n: f"第{n}", lambda n: f"举办{word(n)}{n}场", indicator),
    "promises beside a long purpose": lambda size: statement(
        sections=(SectionContent(SectionKind.FUNCTIONAL_GOAL, indicator_text="，".join(f"举办{word(n)}{n % 90 + 1}场" for n in range(size))),),
        projects=(project(1, *(indicator(n, value=f"≥{n % 90 + 1}户") for n in range(size)), purpose="".join(map(word, range(size)))),),
    ),
    "rates": _promises(
        lambda n: f"第{n}项培训",
        lambda n: f"{word(n)}合格率{n % 100}%",
        lambda n: indicator(n, name="合格率", value="≥90%"),
    ),
    "functions and goals": _lines(
        lambda n: f"{n % 99}、负责第{n}项{word(n)}工作", SectionKind.MANDATE, SectionKind.OVERALL_GOAL
    ),
    "functions like goals": _lines(
        lambda n: f"{n % 99}、负责第{n}项全市的重点工作", SectionKind.MANDATE, SectionKind.OVERALL_GOAL
    ),
    "overall goals": lambda size: statement(
        sections=tuple(SectionContent(SectionKind.OVERALL_GOAL, "", f"1、负责第{n}项工作") for n in range(size))
    ),
    "goals printed twice": lambda size: _goal(
        summary="\n".join(f"完成第{n}项工作" for n in range(size)), text="\n".join(f"完成了第{n}项工作" for n in range(size))
    ),
    "goals printed otherwise": lambda size: _goal(
        summary="\n".join(map(word, range(size))), text="\n".join(word(-1 - n) for n in range(size))
    ),
    "goals": lambda size: statement(
        goals=tuple(GoalContent(GoalKind.ANNUAL, "", f"甲{n}", f"乙{n}", (indicator(n),)) for n in range(size))
    ),
    "long-term and annual rows": lambda size: statement(
        goals=tuple(
            GoalContent(kind, indicators=tuple(indicator(n, value=f"{n % share}%") for n in range(size)))
            for kind, share in ((GoalKind.LONG_TERM, 100), (GoalKind.ANNUAL, 99))
        )
    ),
    "funding": _funding(lambda n: _spent(f"第{n}项", n) if n else _spent("合计")),
    "funding totals": _funding(lambda n: _spent("合计" if n % 2 else f"第{n}项", n)),
    "funding of projects": _funding(lambda n: _spent("项目支出", n)),
    "funding of earlier years": lambda size: statement(
        funding=tuple(
            FundingLine(
                FundingSide.INCOME, item, Decimal(1), earlier_amounts=tuple(EarlierAmount(n, Decimal(1)) for n in range(size))
            )
            for item in ("合计", "其他", "另外")
        )
    ),
    "phases": lambda size: statement(
        projects=(project(1, phases=tuple(PhaseContent(f"{n // 2}月", f"第{n}步") for n in range(size))),)
    ),
    "phases in sections": lambda size: statement(
        sections=tuple(SectionContent(SectionKind.PHASE, f"{n // 2}月", f"第{n}步") for n in range(size))
    ),
    "goals of one project": lambda size: statement(
        projects=(project(1, goals=tuple(f"第{n}项目标{word(n)}" for n in range(size)), purpose="用于" * size),)
    ),
    "equal goals": lambda size: statement(projects=(project(1, goals=("同一个目标",) * size),)),
    "earlier values": lambda size: _goal(
        indicators=(indicator(1, earlier_values=tuple(EarlierValue(n, f"{n + 2}场") for n in range(size))),)
    ),
    "empty families": lambda size: statement(
        projects=(
            project(
                1, indicator(1), empty_families=tuple(EmptyFamily("产出指标", f"第{n}类", 1) for n in range(size))
            ),
        )
    ),
}  # fmt: skip

"""What a template may name, and what it is told for one letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from performance.content.json import plain_decimal
from performance.content.model import ProjectContent, SectionKind, StatementContent
from performance.documents.formats.docx.template import Values, Vocabulary
from performance.exporting.flat_rows import amount_of

MOST_NAMED = 5  # departments that a letter is addressed to by name
AMOUNTS = {
    "预算": amount_of,
    "财政资金": lambda project: project.fiscal_funds,
    "其他资金": lambda project: project.other_funds,
}

_UNIT = "万元"
_MONEY = {
    "预算": "预算数（没有预算数的表样取本年度预算），万元",
    "财政资金": "财政资金，万元",
    "其他资金": "其他资金，万元",
}
_WITH_UNIT = {f"{name}及单位": f"{name}，连同单位“{_UNIT}”，用在句子里" for name in _MONEY}
VOCABULARY = Vocabulary(
    single={
        "文号": "办理时填写的文号",
        "成文日期": "办理时选定的日期，如 2026年1月5日",
        "预算年度": "如 2026",
        "财政局": "财政局的名称",
        "主送部门": f"所批复部门的名称；超过{MOST_NAMED}个时写“各有关部门”",
        "部门数": "批复的部门有几个",
        "项目数": "批复的项目有几个",
        **{f"{name}合计": f"全部项目的{told}" for name, told in _MONEY.items()},
        **{f"{name}合计及单位": f"{name}合计，连同单位“{_UNIT}”，用在句子里" for name in _MONEY},
    },
    repeated={
        "部门": {
            "序号": "从1起",
            "编码": "部门编码",
            "名称": "部门名称",
            "项目数": "这个部门的项目有几个",
            **{name: f"这个部门全部项目的{told}" for name, told in _MONEY.items()},
            **_WITH_UNIT,
            "稿次": "所批复的是第几稿",
            "目标": "部门的总体绩效目标",
        },
        "项目": {
            "序号": "从1起",
            "部门": "部门名称",
            "单位": "预算单位名称",
            "编码": "项目编码",
            "名称": "项目名称",
            **_MONEY,
            **_WITH_UNIT,
            "目标": "项目的绩效目标",
            "指标数": "绩效指标有几个",
        },
    },
    required=("文号", "成文日期"),
    units={
        name: (_UNIT, f"{name}及单位")
        for money in _MONEY
        for name in (f"{money}合计", f"部门.{money}", f"项目.{money}")
    },
)


@dataclass(frozen=True)
class Approved:
    """One text that the letter approves."""

    code: str
    name: str
    revision: int
    content: StatementContent


@dataclass(frozen=True)
class Filling:
    """What is put in the places of a template."""

    values: Values
    rows: dict[str, list[Values]]


def filling_of(number: str, dated: date, office: str, year: int, texts: Sequence[Approved]) -> Filling:
    projects = [project for text in texts for project in text.content.projects]
    named = "、".join(text.name for text in texts) if len(texts) <= MOST_NAMED else "各有关部门"
    values = {
        "文号": number,
        "成文日期": f"{dated.year}年{dated.month}月{dated.day}日",
        "预算年度": str(year),
        "财政局": office,
        "主送部门": named,
        "部门数": str(len(texts)),
        "项目数": str(len(projects)),
        **{f"{name}合计": sum_of(name, projects) for name in AMOUNTS},
        **{f"{name}合计及单位": sum_of(name, projects, _UNIT) for name in AMOUNTS},
    }
    return Filling(values, {"部门": list(_departments(texts)), "项目": list(_projects(texts))})


def sum_of(name: str, projects: Iterable[ProjectContent], unit: str = "") -> str:
    """Never a sum that hides what it leaves out, nor a sum of nothing that was said."""
    amounts = [AMOUNTS[name](project) for project in projects]
    known = [amount for amount in amounts if amount is not None]
    if amounts and not known:
        return "没有填写"
    total = f"{plain_decimal(sum(known, Decimal(0)))}{unit}"
    unknown = len(amounts) - len(known)
    return f"{total}（不含没有填写的{unknown}个项目）" if unknown else total


def _departments(texts: Sequence[Approved]) -> Iterator[Values]:
    for number, text in enumerate(texts, 1):
        goals = [goal.text or goal.summary for goal in text.content.goals]
        sections = [
            section.text for section in text.content.sections if section.kind is SectionKind.OVERALL_GOAL
        ]
        yield {
            "序号": str(number),
            "编码": text.code,
            "名称": text.name,
            "项目数": str(len(text.content.projects)),
            **{name: sum_of(name, text.content.projects) for name in AMOUNTS},
            **{f"{name}及单位": sum_of(name, text.content.projects, _UNIT) for name in AMOUNTS},
            "稿次": str(text.revision),
            "目标": "\n".join(filter(None, goals or sections)),
        }


def _projects(texts: Sequence[Approved]) -> Iterator[Values]:
    owned = ((text, project) for text in texts for project in text.content.projects)
    for number, (text, project) in enumerate(owned, 1):
        yield {
            "序号": str(number),
            "部门": text.name,
            "单位": project.unit_name,
            "编码": project.code,
            "名称": project.name,
            **{name: _money(amount(project)) for name, amount in AMOUNTS.items()},
            **{f"{name}及单位": _money(amount(project), _UNIT) for name, amount in AMOUNTS.items()},
            "目标": "\n".join(project.goals),
            "指标数": str(len(project.indicators)),
        }


def _money(amount: Decimal | None, unit: str = "") -> str:
    return "" if amount is None else f"{plain_decimal(amount)}{unit}"

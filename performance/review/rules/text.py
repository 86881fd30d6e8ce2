"""F1-F5: do the texts of a project say something of their own?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.review.case import Case
from performance.review.engine import Remark, project_rule, row_rule, statement_rule
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.mends import without_goal
from performance.review.needs import PROJECTS, ROWS
from performance.review.rule_sets import any_of, any_word
from performance.review.similarity import core, likeness
from performance.review.tables import Row, Table
from performance.review.thresholds import COPY_LIKENESS, Threshold
from performance.review.worded_mends import calculated, goal_of_own_indicators

_TEMPLATE_LABEL = re.compile(r"^\s*(?:\d+\s*[.、．])?\s*(?:目标内容\s*\d*)?")


def own_words(goal: str) -> str:
    """A goal without its number and without the label of the template."""
    return _TEMPLATE_LABEL.sub("", goal).strip()


@project_rule(
    "F1",
    Severity.WARNING,
    "绩效目标照抄用途或项目名称",
    Topic.NO_GOAL,
    needs=(PROJECTS,),
    reason="资金用途说钱花在哪里，绩效目标要说花了钱得到什么。",
    source="财预〔2021〕101号：投入和用途不是目标；相似度门槛见规则集 copy_likeness。",
    example="20个项目的绩效目标与资金用途逐字相同；目标只写“安可设备购置”。",
    remedy="写明对象、数量和预期效果。",
    thresholds=(COPY_LIKENESS,),
)
def goal_is_not_the_purpose(table: Table) -> Iterator[Remark]:
    """No goal copies the purpose or the name of its project."""
    project = table.project
    if project is None:
        return
    models = (("资金用途", project.purpose), ("项目名称", project.name))
    for goal in project.goals:
        words = own_words(goal)
        for label, model in models:
            if words and model.strip() and likeness(words, model) >= table.parameters.copy_likeness:
                yield Remark(
                    table.at("goals"),
                    words[:60],
                    f"绩效目标与{label}相同。",
                    judged=goal + model,
                    expected="预期的产出和效果",
                    mends=goal_of_own_indicators(table),
                )
                return


@project_rule(
    "F2",
    Severity.ERROR,
    "同一项目的目标逐字重复",
    Topic.NO_GOAL,
    needs=(PROJECTS,),
    reason="重复的目标等于少写一个目标，多半是复制后忘了修改。",
    source="文本中的明显问题。",
    example="第1、2两条都是同一句话。",
    remedy="删去重复的一条，或改成另一个目标。",
)
def goals_are_different(table: Table) -> Iterator[Remark]:
    """No two goals of a project are equal."""
    seen: set[str] = set()
    for item, goal in enumerate(table.project.goals if table.project else ()):
        words = core(own_words(goal))
        if words and words in seen:
            yield Remark(
                table.at("goals"),
                own_words(goal)[:60],
                "绩效目标逐字重复。",
                judged=goal,
                expected="不同的目标",
                mends=(without_goal(table, item),),
            )
        seen.add(words)


@project_rule(
    "F3",
    Severity.WARNING,
    "绩效目标是费用清单",
    Topic.NO_GOAL,
    needs=(PROJECTS,),
    reason="列出费用科目只说明钱怎么花，没有说明要达到什么。",
    source="财预〔2021〕101号：投入不是目标；科目词见规则集 expense_words。",
    example="一个目标列举印刷费、培训费、会议费、办公费、差旅费、邮电费、劳务费。",
    remedy="费用写入资金用途，目标写预期的产出和效果。",
    thresholds=(Threshold("max_expense_words", "一个目标中最多几个费用科目词", 1, 10),),
)
def goal_is_no_list_of_expenses(table: Table) -> Iterator[Remark]:
    """A goal names no more than a few economic items."""
    named = any_word(table.parameters.expense_words)
    for goal in table.project.goals if table.project else ():
        items = list(dict.fromkeys(named.findall(goal)))
        if len(items) > table.parameters.max_expense_words:
            yield Remark(
                table.at("goals"),
                "、".join(items),
                "绩效目标列举费用科目。",
                judged=goal,
                expected="预期的产出和效果",
            )


@row_rule(
    "F4",
    Severity.WARNING,
    "比率或单个数字没有说明怎么算",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="比率要有分子和分母，光有名称的数字不知道数的是什么；描述照抄名称就没有人说明。",
    source="财预〔2021〕101号：核心指标应有指标解释。名称自己说得清的（培训次数、参观人员满意度）不算。",
    example="三级指标“考核合格率”，描述也是“考核合格率”；“节本增效 ≥80”，描述也是“节本增效”。",
    remedy="写明分子、分母或统计的对象、范围。",
)
def calculation_is_described(row: Row) -> Iterator[Remark]:
    """Where the name alone cannot say how a number comes about, the description does not repeat the name."""
    if not row.name or core(row.indicator.description) != row.name or not row.has_number:
        return
    if _is_satisfaction(row) or row.table.is_running_cost:
        return
    bare = not row.unit and not row.value.rest and not row.name_kinds and row.family is not Family.COST
    if row.is_rate or (bare and not row.name.endswith(("数量", *row.parameters.unitless_endings))):
        yield Remark(
            row.at("description"),
            row.shown,
            "没有说明怎么算：描述照抄名称。",
            expected="分子、分母或统计的对象和范围",
            mends=calculated(row) if row.is_rate else (),
        )


def _is_satisfaction(row: Row) -> bool:
    return row.family is Family.SATISFACTION or "满意" in row.name


@row_rule(
    "F5",
    Severity.WARNING,
    "描述与名称矛盾",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="名称说平均、描述说总额，执行时就不知道按哪个算。",
    source="成对的词见规则集 contradictions；名称说平均而描述是总数的见 averages、totals，描述里有相除的不算（divisions）。",
    example="三级指标“平均奖补资金”，描述“……补助资金总额”；“平均每个社区活动数量”，描述“活动个数”。",
    remedy="核对后改正名称或描述。",
)
def description_does_not_contradict_the_name(row: Row) -> Iterator[Remark]:
    """Name and description do not use opposite words, nor does one speak of an average and the other of a sum."""
    description = row.description
    if not description:
        return
    pair = _opposites(row, description) or _average_and_total(row, description)
    if pair:
        here, there = pair
        yield Remark(
            row.at("description"),
            f"{row.name} | {row.indicator.description.strip()}",
            f"名称说“{here}”，描述说“{there}”。",
            expected=f"统一为“{here}”或“{there}”",
        )


def _divides(row: Row, description: str) -> bool:
    return any(word in description for word in row.parameters.divisions)


def _opposites(row: Row, description: str) -> tuple[str, str] | None:
    for one, other in row.parameters.contradictions:
        for here, there in ((one, other), (other, one)):
            if (
                here in row.name
                and there in description
                and here not in description
                and there not in row.name
            ):
                divided = here == one and "均" not in there and _divides(row, description)
                return None if divided else (here, there)
    return None


def _average_and_total(row: Row, description: str) -> tuple[str, str] | None:
    here = next((word for word in row.parameters.averages if word in row.name), "")
    there = next((word for word in row.parameters.totals if description.endswith(word)), "")
    return (here, there) if here and there and not _divides(row, description) else None


@statement_rule(
    "F10",
    Severity.HINT,
    "疑似错字或叠字",
    Topic.WORDING,
    reason="公开的文本应当没有错字。",
    source="叠字、标点重叠和常见的别字（规则集 typos）；不认得的错字不会提示，所以只是提示。",
    example="“布署”“按排”“的的”“，，”。",
    remedy="核对原文并改正。",
)
def no_typo_is_left(case: Case) -> Iterator[Remark]:
    """No text holds a known slip or a doubled word."""
    pattern = any_of(case.parameters.typos)
    for at, text in case.texts:
        found = list(dict.fromkeys(match.group() for match in pattern.finditer(text)))
        if found:
            yield Remark(at(), "、".join(found), "疑似错字或叠字。", judged=text, expected="改正后的文字")

"""F1-F5: do the texts of a project say something of their own?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.review.case import Case
from performance.review.engine import Remark, project_rule, row_rule, statement_rule
from performance.review.findings import Severity
from performance.review.rule_sets import any_of, any_word
from performance.review.similarity import core, likeness
from performance.review.tables import Row, Table

_TEMPLATE_LABEL = re.compile(r"^\s*(?:\d+\s*[.、．])?\s*(?:目标内容\s*\d*)?")


def own_words(goal: str) -> str:
    """A goal without its number and without the label of the template."""
    return _TEMPLATE_LABEL.sub("", goal).strip()


@project_rule(
    "F1",
    Severity.WARNING,
    "绩效目标照抄用途或项目名称",
    reason="资金用途说钱花在哪里，绩效目标要说花了钱得到什么。",
    source="财预〔2021〕101号：投入和用途不是目标；相似度门槛见规则集 copy_likeness。",
    example="20个项目的绩效目标与资金用途逐字相同；目标只写“安可设备购置”。",
    remedy="写明对象、数量和预期效果。",
)
def goal_is_not_the_purpose(table: Table) -> Iterator[Remark]:
    """No goal copies the purpose or the name of its project."""
    project = table.project
    if project is None:
        return
    models = (("资金用途", project.purpose), ("项目名称", project.name))
    for goal in project.goals:
        said = own_words(goal)
        for label, model in models:
            if said and model.strip() and likeness(said, model) >= table.parameters.copy_likeness:
                yield Remark(
                    table.at("goals"),
                    said[:60],
                    f"绩效目标与{label}相同。",
                    judged=goal + model,
                    expected="预期的产出和效果",
                )
                return


@project_rule(
    "F2",
    Severity.ERROR,
    "同一项目的目标逐字重复",
    reason="重复的目标等于少写一个目标，多半是复制后忘了修改。",
    source="文本中的明显问题。",
    example="第1、2两条都是同一句话。",
    remedy="删去重复的一条，或改成另一个目标。",
)
def goals_are_different(table: Table) -> Iterator[Remark]:
    """No two goals of a project are equal."""
    seen: set[str] = set()
    for goal in table.project.goals if table.project else ():
        said = core(own_words(goal))
        if said and said in seen:
            yield Remark(
                table.at("goals"),
                own_words(goal)[:60],
                "绩效目标逐字重复。",
                judged=goal,
                expected="不同的目标",
            )
        seen.add(said)


@project_rule(
    "F3",
    Severity.WARNING,
    "绩效目标是费用清单",
    reason="列出费用科目只说明钱怎么花，没有说明要达到什么。",
    source="财预〔2021〕101号：投入不是目标；科目词见规则集 expense_words。",
    example="一个目标列举印刷费、培训费、会议费、办公费、差旅费、邮电费、劳务费。",
    remedy="费用写入资金用途，目标写预期的产出和效果。",
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
    "绩效指标描述照抄名称",
    reason="描述应说明指标的含义、范围或计算方法，照抄名称等于没有描述。",
    source="财预〔2021〕101号：核心指标应有指标解释；按去除空白后相等判断。",
    example="三级指标“会议次数”，描述也是“会议次数”。",
    remedy="写明统计的对象、范围或计算公式。",
)
def description_is_not_the_name(row: Row) -> Iterator[Remark]:
    """A description adds something to the name."""
    if row.name and core(row.indicator.description) == row.name:
        yield Remark(
            row.at("description"), row.name, "描述与三级指标名称相同。", expected="含义、范围或计算公式"
        )


@row_rule(
    "F5",
    Severity.WARNING,
    "描述与名称矛盾",
    reason="名称说平均、描述说总额，执行时就不知道按哪个算。",
    source="成对的相反词见规则集 contradictions。",
    example="三级指标“平均奖补资金”，描述“……补助资金总额”。",
    remedy="核对后改正名称或描述。",
)
def description_does_not_contradict_the_name(row: Row) -> Iterator[Remark]:
    """Name and description do not use opposite words."""
    said = core(row.indicator.description)
    for one, other in row.parameters.contradictions:
        for here, there in ((one, other), (other, one)):
            if here in row.name and there in said and here not in said and there not in row.name:
                yield Remark(
                    row.at("description"),
                    f"{row.name} | {row.indicator.description.strip()}",
                    f"名称说“{here}”，描述说“{there}”。",
                    expected=f"统一为“{here}”或“{there}”",
                )


@statement_rule(
    "F10",
    Severity.HINT,
    "疑似错字或叠字",
    reason="公开的文本应当没有错字。",
    source="错字和叠字表见规则集 typos。",
    example="“推形成”“保障累”“计划纲发”。",
    remedy="核对原文并改正。",
)
def no_typo_is_left(case: Case) -> Iterator[Remark]:
    """No text holds a known slip or a doubled word."""
    pattern = any_of(case.parameters.typos)
    for at, text in case.texts:
        found = list(dict.fromkeys(match.group() for match in pattern.finditer(text)))
        if found:
            yield Remark(at(), "、".join(found), "疑似错字或叠字。", judged=text, expected="改正后的文字")

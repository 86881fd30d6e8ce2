"""A14, A18, C12: do the boxes in which a form asks for words and ticks say something, and of this year?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.content.model import ProjectContent
from performance.review.amounts import Phase, amounts
from performance.review.case import Case
from performance.review.engine import Remark, project_rule, statement_rule, table_rule
from performance.review.findings import Severity, TextPlace, Topic
from performance.review.needs import ANNUAL_MONEY, CORE, NARRATIVES
from performance.review.rule_sets import any_of, any_word
from performance.review.tables import Table


@project_rule(
    "A14",
    Severity.WARNING,
    "说明栏没有实际内容",
    Topic.UNCLEAR,
    needs=(NARRATIVES,),
    reason="立项依据、项目概况、测算依据空着或只写“见附件”，审核的人看不到附件，公开的文本里也没有附件。",
    source="项目申报表的说明栏（词表 narrative_heads）和目标栏；空话见词表 empty_statements。只有个别栏如此的为提示。",
    example="立项依据、项目概况、必要性都只写“见附件”。",
    remedy="写明依据的文件、项目的范围和数量、测算的过程。",
)
def narratives_say_something(table: Table) -> Iterator[Remark]:
    """The boxes for words hold more than a reference to something that is not here."""
    project, parameters = table.project, table.parameters
    if project is None:
        return
    heads = any_word(parameters.narrative_heads)
    boxes = [(one.label, one.value) for one in project.fields if heads.search(one.label)]
    empty = any_of(parameters.empty_statements)
    bare = [label for label, text in boxes if not text.strip() or empty.fullmatch("".join(text.split()))]
    bare += [label for label, text in _goals(project) if empty.fullmatch("".join(text.split()))]
    if bare:
        yield Remark(
            table.at("fields"),
            "、".join(bare),
            "说明栏空白，或只写了“见附件”一类的话。",
            expected="实际内容",
            severity=Severity.HINT if 2 * len(bare) < len(boxes) else None,
        )


def _goals(project: ProjectContent) -> Iterator[tuple[str, str]]:
    if project.mid_term is not None:
        yield "中期目标", project.mid_term.text
    yield from (("绩效目标", text) for text in project.goals)


@table_rule(
    "A18",
    Severity.WARNING,
    "没有标明核心指标",
    Topic.UNCLEAR,
    needs=(CORE,),
    reason="表样要求标明哪些是核心指标；一条也没有，监控和评价就没有重点。",
    source="表样的“是否核心指标”一栏。",
    example="七条指标的“是否核心指标”都填“否”。",
    remedy="把最能说明项目成效的指标标为核心指标。",
)
def some_indicator_is_core(table: Table) -> Iterator[Remark]:
    """Where a form asks which indicators are core, at least one is."""
    answers = ["".join(row.indicator.core.split()) for row in table.rows]
    if any(answers) and not any(re.search("是|√|☑|★|核心", answer) for answer in answers):
        yield Remark(table.at(), f"{len(answers)}条都不是核心指标", "没有一条核心指标。", expected="至少一条")


@statement_rule(
    "C12",
    Severity.WARNING,
    "年度预算安排写的不是本年的钱",
    Topic.MONEY,
    needs=(ANNUAL_MONEY,),
    reason="写在“年度预算安排”下面的只有累计或往年的金额，看不出今年安排多少。",
    source="标题或栏目是年度预算安排（词表 annual_money_heads）的文字；金额旁边的字说明是累计、上年还是总额。",
    example="“年度预算安排：累计投入2100万元。”",
    remedy="写明本年安排的金额；累计和往年的另外说明。",
)
def annual_money_is_of_the_year(case: Case) -> Iterator[Remark]:
    """Under a head that promises this year's money at least one sum may be of this year."""
    for place, text in _annual_money(case):
        sums = list(amounts(text, case.parameters, case.content.year))
        if sums and all(each.phase in _OTHER_MONEY for each in sums):
            yield Remark(
                place,
                "、".join(f"{each.phase.value}{each.printed}" for each in sums),
                "只写了累计、往年或总额，没有本年的金额。",
                judged="".join(text.split()),
                expected="本年安排的金额",
            )


_OTHER_MONEY = (Phase.EARLIER, Phase.CUMULATIVE, Phase.TOTAL)


def _annual_money(case: Case) -> Iterator[tuple[TextPlace, str]]:
    heads = any_word(case.parameters.annual_money_heads)
    for index, section in enumerate(case.content.sections):
        if heads.search(section.title):
            yield case.at_section(index), section.text
    for place, field in case.own_texts:
        if heads.search(field.label):
            yield place, field.value

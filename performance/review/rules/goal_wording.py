"""F11, F13: does a goal say how much, in the words of its own level?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.review.case import Case
from performance.review.engine import Remark, project_rule, statement_rule
from performance.review.findings import Severity, Topic
from performance.review.needs import PROJECTS
from performance.review.rule_sets import any_of
from performance.review.tables import Table
from performance.review.worded_mends import without_words

_QUANTITY = re.compile(
    r"[0-9０-９]|[一二两三四五六七八九十百千万](?:个|名|次|场|项|家|人|户|期|处|所|套|台|件|份|座|条)|全部|100%|百分之"
)


@project_rule(
    "F11",
    Severity.HINT,
    "绩效目标没有数量",
    Topic.NO_GOAL,
    needs=(PROJECTS,),
    reason="目标里没有一个数，年底怎么写都算完成。",
    source="财预〔2021〕101号“量化易评”；项目的全部目标中没有任何数量。维持运转的经费不作要求。",
    example="“推动科普事业健康发展，提升公民科学素质。”",
    remedy="写明做多少、达到什么程度。",
)
def goals_name_a_quantity(table: Table) -> Iterator[Remark]:
    """The goals of a project say how much somewhere."""
    if table.project is None or table.is_running_cost:
        return
    goals = "".join("".join(table.project.goals).split())
    bare = re.sub(r"20[0-9]{2}年度?|^[0-9]{1,2}[、.．]|目标(?:内容)?[0-9]", "", goals)
    if bare and not _QUANTITY.search(bare):
        yield Remark(
            table.at("goals"), goals[:60], "绩效目标没有数量。", judged=goals, expected="动作、对象和数量"
        )


@statement_rule(
    "F13",
    Severity.WARNING,
    "套用上级表样的说法",
    Topic.WORDING,
    reason="省级表样对各地市提要求，市县自己没有“各地市”，照抄后就无从统计。",
    source="说法见规则集 higher_levels；省级部门自己的文本不算。",
    example="市级项目的指标“平均每个地市树立典型数量”。",
    remedy="改为本级的对象，如各县区、各乡镇。",
)
def words_are_of_this_level(case: Case) -> Iterator[Remark]:
    """A city or county does not speak of the cities of a province as its own."""
    if not any(mark in case.owner_name for mark in "市县区旗"):
        return
    pattern = any_of(case.parameters.higher_levels)
    for at, text in case.texts:
        if found := pattern.search(text):
            yield Remark(
                at(),
                " ".join(text[max(0, found.start() - 5) : found.end() + 15].split()),
                f"“{found.group()}”是上级表样的说法。",
                judged=text,
                expected="本级的对象",
                mends=without_words(at(), text, found.group()),
            )

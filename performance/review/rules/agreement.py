"""E3-E7: do goals, years and indicators agree with each other?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.kinds import ValueKind
from performance.content.model import GoalContent, GoalKind, SectionKind
from performance.review.case import Case
from performance.review.claims import Claim, claims
from performance.review.engine import Remark, row_rule, statement_rule
from performance.review.families import OUTCOMES, Family
from performance.review.figures import ENOUGH, Figures
from performance.review.findings import Severity, TextPlace
from performance.review.overlap import OverlapIndex, least_share
from performance.review.rule_sets import any_word
from performance.review.similarity import core, likeness, pairs
from performance.review.tables import Row

_MOST_NAMED = 50  # contradictions of one promise


def _claims_of(case: Case) -> Iterator[tuple[TextPlace, str, Claim]]:
    """Each quantity in the indicator text of a functional goal, with the words of its section."""
    for index, section in case.sections(SectionKind.FUNCTIONAL_GOAL):
        place, words = case.at_section(index, "indicator_text"), section.title + section.text
        for claim in claims(section.indicator_text):
            yield place, words, claim


@statement_rule(
    "E3",
    Severity.WARNING,
    "部门目标与项目指标的数不一致",
    reason="同一件事在部门目标和项目表里应是同一个数。",
    source="分项目标的绩效指标与项目表按名称、单位对照（启发式）。",
    example="分项目标“巡展活动不少于100场次”，项目表“≥8次”；“工作合格率为90%以上”与“100%”。",
    remedy="核对后改为一致，或说明差额由哪些工作完成。",
)
def department_figures_are_project_figures(case: Case) -> Iterator[Remark]:
    """A quantity promised for the department is the one its project commits to."""
    figures, fillers = Figures(case.projects), case.parameters.claim_fillers
    for place, section, claim in _claims_of(case):
        meant = figures.meant(section, claim, fillers)
        other = [row for row in meant.rows if row.value.number != claim.number]
        if claim.unit != "%" and len(other) < len(meant.rows):
            continue
        for row in other[:_MOST_NAMED]:
            yield Remark(
                row.at("value"),
                f"分项目标“{claim.printed}”，项目“{row.shown}”",
                "部门目标与项目指标的数不一致。",
                expected=f"与“{claim.printed}”一致",
            )
        if len(other) > _MOST_NAMED or not meant.complete:
            yield Remark(place, claim.printed, "同名的指标太多，没有逐一核对。", undecidable=True)


@statement_rule(
    "E4",
    Severity.ERROR,
    "同一目标的两处表述不一致",
    reason="整体绩效总目标栏与目标正文是同一目标，数字不同就不知道以哪个为准。",
    source="湖北表样：整体绩效总目标与长期目标、年度目标两处对照；缺项为警告。",
    example="一处引进“1-2个”，一处引进“3个”。",
    remedy="改为一致。",
)
def repeated_goals_say_the_same(case: Case) -> Iterator[Remark]:
    """Where a goal is printed twice, both versions say the same."""
    for table in case.goals:
        goal = table.content
        if not isinstance(goal, GoalContent) or not goal.summary.strip() or not goal.text.strip():
            continue
        first, second = _items(goal.summary), list(dict.fromkeys(_items(goal.text)))
        index = OverlapIndex(map(pairs, second))
        for item in first:
            alike = index.sharing(pairs(item), least_share(ENOUGH)).numbers
            like = max((second[each] for each in alike), key=lambda other: likeness(item, other), default="")
            if likeness(item, like) >= ENOUGH:
                if core(item) != core(like):
                    yield Remark(
                        table.at("text"), f"“{item}”；“{like}”", "两处目标表述不一致。", expected="两处一致"
                    )
            else:
                yield Remark(
                    table.at("text"),
                    item,
                    "总目标栏中的这一项在目标正文中没有。",
                    expected="两处一致",
                    severity=Severity.WARNING,
                )


def _items(text: str) -> list[str]:
    pieces = (piece.strip() for piece in re.split(r"目标\s*[0-9]+\s*[：:]|\n", text))
    return ["".join(piece.split()) for piece in pieces if piece]


@row_rule(
    "E5",
    Severity.WARNING,
    "目标值低于近两年实际",
    reason="正向指标定得比前两年都低，没有激励作用。",
    source="财预〔2021〕101号：参考历史值设定；湖北表样印有近两年指标值。",
    example="科普宣传近两年800、1000篇，目标600篇；采购执行率98.9%、99.7%，目标90%。",
    remedy="提高目标值，或说明下降的原因。",
)
def target_is_not_below_both_recent_years(row: Row) -> Iterator[Remark]:
    """A target that should rise is not below each of the earlier values."""
    target = row.value.number
    earlier = [
        (each, row.case.parsed(each.value).number)
        for each in row.indicator.earlier_values
        if each.value.strip()
    ]
    numbers = [number for _, number in earlier if number is not None]
    if target is None or len(numbers) < 2 or len(numbers) < len(earlier) or row.lower_is_better:
        return
    if row.family is not Family.COST and row.value.kind is not ValueKind.DEADLINE and target < min(numbers):
        history = "、".join(f"{each.year}年{''.join(each.value.split())}" for each, _ in earlier)
        yield Remark(
            row.at("value"),
            f"{row.label} {history} → {row.shown_value}",
            "目标值低于近两年。",
            expected=f"不低于{min(numbers)}",
        )


@statement_rule(
    "E6",
    Severity.WARNING,
    "长期目标与年度目标的值矛盾",
    reason="同一比率在长期和年度两张表里应当说得通。",
    source="湖北表样：长期绩效指标与年度绩效指标按同名百分比对照（启发式）。",
    example="非税收入预算完成率长期100%、年度0%；在职人员控制率93%与96%。",
    remedy="核对后改为一致，或说明理由。",
)
def long_term_and_annual_values_agree(case: Case) -> Iterator[Remark]:
    """A percentage has the same target in the long-term and in the annual table."""
    long_term, annual = case.goal_of(GoalKind.LONG_TERM), case.goal_of(GoalKind.ANNUAL)
    if long_term is None or annual is None:
        return
    far = {row.name: row for row in long_term.rows if row.value.is_percent}
    for row in annual.rows:
        other = far.get(row.name)
        if other and row.value.is_percent and row.value.number != other.value.number:
            yield Remark(
                row.at("value"),
                f"{row.label} 长期{other.shown_value}，年度{row.shown_value}",
                "长期与年度的指标值不一致。",
                expected=f"与长期目标{other.printed}相适应",
            )


@statement_rule(
    "E7",
    Severity.WARNING,
    "目标与指标脱节",
    reason="目标承诺的事没有指标去衡量，或指标衡量的不是效益。",
    source="分项目标中的数量与全部指标按名称对照；效益指标中的过程性词见规则集 process_words（启发式）。",
    example="“省级博士创新站……不少于15家”没有对应项目；社会效益填“培训合规率”。",
    remedy="为该目标补充指标，或删去无法落实的承诺；效益改填服务对象得到的变化。",
)
def goals_are_measured_by_indicators(case: Case) -> Iterator[Remark]:
    """Each promised quantity has an indicator, and each outcome measures an effect."""
    fillers = case.parameters.claim_fillers
    counted = [(place, claim) for place, _, claim in _claims_of(case) if claim.unit != "%"]
    index = OverlapIndex(pairs(_words(row)) for row in case.rows if counted)
    for place, claim in counted:
        alike = index.sharing(claim.wanted(fillers), ENOUGH)
        if case.rows and not alike.numbers:
            yield Remark(
                place,
                claim.printed,
                "目标承诺的数量没有指标衡量。" if alike.complete else "相近的指标太多，没有逐一核对。",
                expected="相应的指标或项目",
                undecidable=not alike.complete,
            )
    process = any_word(case.parameters.process_words)
    for row in case.rows:
        if row.family in OUTCOMES and process.search(row.name):
            yield Remark(
                row.at("name"),
                f"{row.indicator.level2.strip()}：{row.label}",
                "效益指标说的是工作过程。",
                expected="服务对象得到的变化",
            )


def _words(row: Row) -> str:
    project = row.table.project
    return row.indicator.name + row.indicator.description + (project.name if project else "")

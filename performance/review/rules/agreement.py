"""E3-E6: do goals, years and indicators agree with each other?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.kinds import Comparator, ValueKind
from performance.content.model import GoalContent, GoalKind, SectionKind
from performance.review.case import Case
from performance.review.claims import Claim, claims
from performance.review.engine import Remark, row_rule, statement_rule
from performance.review.families import Family
from performance.review.figures import ENOUGH, Figures
from performance.review.findings import Severity, Topic
from performance.review.mends import says
from performance.review.needs import DEPARTMENT_GOALS, EARLIER_VALUES, FUNCTIONAL_GOALS, GOALS_AHEAD
from performance.review.overlap import OverlapIndex, least_share
from performance.review.similarity import core, likeness, pairs
from performance.review.tables import Row, Table
from performance.review.worded_mends import as_before

_CEILINGS = (Comparator.AT_MOST, Comparator.LESS)
_MOST_NAMED = 50  # contradictions of one promise


@statement_rule(
    "E3",
    Severity.WARNING,
    "部门目标与项目指标的数不一致",
    Topic.UNFULFILLED,
    needs=(FUNCTIONAL_GOALS,),
    reason="部门承诺的数要由项目来完成，项目定得比部门低就完不成。",
    source="分项目标的绩效指标与项目表按名称、单位对照（启发式）；项目达到或高于部门的数不算，几个项目合起来达到也不算。",
    example="分项目标“巡展活动不少于100场次”，项目表“≥8次”；分项目标“工作合格率100%”，项目表“≥90%”。",
    remedy="核对后改为一致，或说明差额由哪些工作完成。",
)
def department_figures_are_project_figures(case: Case) -> Iterator[Remark]:
    """What is promised for the department is reached by what its projects commit to."""
    figures, fillers = Figures(case.projects), case.parameters.claim_fillers
    for index, section, claim in claims_of(case):
        meant = figures.meant(section, claim, fillers)
        numbers = [row.value.number or Decimal(0) for row in meant.rows]
        if claim.unit != "%" and (sum(numbers) >= claim.number or claim.number in numbers):
            continue
        lower = [row for row, number in zip(meant.rows, numbers, strict=True) if number < claim.number]
        for row in lower[:_MOST_NAMED]:
            yield Remark(
                row.at("value"),
                f"分项目标“{claim.printed}”，项目“{row.shown}”",
                f"分项目标写“{claim.printed}”，项目只写“{row.shown_value}”。",
                expected=f"与“{claim.printed}”一致",
            )
        if len(lower) > _MOST_NAMED or not meant.complete:
            place = case.at_section(index, "indicator_text")
            yield Remark(place, claim.printed, "同名的指标太多，没有逐一核对。", undecidable=True)


def claims_of(case: Case) -> Iterator[tuple[int, str, Claim]]:
    """Each quantity in the indicator text of a functional goal, with the number and the words of its section."""
    for index, section in case.sections(SectionKind.FUNCTIONAL_GOAL):
        words = section.title + section.text
        for claim in case.budget.spent_on(claims(section.indicator_text)):
            yield index, words, claim


@statement_rule(
    "E4",
    Severity.ERROR,
    "同一目标的两处表述不一致",
    Topic.UNCLEAR,
    needs=(DEPARTMENT_GOALS,),
    reason="整体绩效总目标栏与目标正文是同一目标，数字不同就不知道以哪个为准。",
    source="湖北表样：整体绩效总目标与长期目标、年度目标两处对照；数字不同是错误，缺项为警告，只是措辞不同为提示。",
    example="一处引进“1-2个”，一处引进“3个”。",
    remedy="改为一致。",
)
def repeated_goals_say_the_same(case: Case) -> Iterator[Remark]:
    """Where a goal is printed twice, both versions say the same."""
    for table in case.goals:
        goal = table.content
        if not isinstance(goal, GoalContent) or not goal.summary.strip() or not goal.text.strip():
            continue
        first, second = (case.watched(_items(text)) for text in (goal.summary, goal.text))
        same = {core(item) for item in second}
        index = OverlapIndex(map(pairs, second))
        for item in first:
            if core(item) in same:
                continue
            alike = index.sharing(pairs(item), least_share(ENOUGH)).numbers
            like = max((second[each] for each in alike), key=lambda other: likeness(item, other), default="")
            if likeness(item, like) >= ENOUGH:
                differ = _figures(case, item) != _figures(case, like)
                yield Remark(
                    table.at("text"),
                    f"“{item}”；“{like}”",
                    "两处目标的数字不一致。" if differ else "两处目标的措辞不一致。",
                    expected="两处一致",
                    severity=None if differ else Severity.HINT,
                )
            elif core(item) not in core(goal.text):
                yield Remark(
                    table.at("text"),
                    item,
                    "总目标栏中的这一项在目标正文中没有。",
                    expected="两处一致",
                    severity=Severity.WARNING,
                )


def _figures(case: Case, text: str) -> list[Decimal]:
    """The numbers of a goal, without those of its year and of the item."""
    bare = re.sub(rf"{case.content.year or '20[0-9]{{2}}'}年度?", "", text)
    return sorted(map(Decimal, re.findall(r"[0-9]{1,15}(?:\.[0-9]{1,6})?", bare)))


def _items(text: str) -> list[str]:
    pieces = (piece.strip() for piece in re.split(r"目标\s*[0-9]+\s*[：:]|\n", text))
    return list(dict.fromkeys("".join(piece.split()) for piece in pieces if piece))


@row_rule(
    "E5",
    Severity.WARNING,
    "目标值低于近两年实际",
    Topic.NO_GOAL,
    needs=(EARLIER_VALUES,),
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
            mends=as_before(row, [each.value for each, _ in earlier]),
        )


@statement_rule(
    "E6",
    Severity.WARNING,
    "长期目标与年度目标的值矛盾",
    Topic.YEARS,
    needs=(GOALS_AHEAD,),
    reason="同一比率、同一个数在长期和年度两张表里应当说得通。",
    source="湖北表样：长期绩效指标与年度绩效指标按同名百分比、同名同单位的个数对照（启发式）；年度值在通往长期值的路上不算，个数年度大于长期的才算；项目的中期目标与年度目标中的数量同此。",
    example="非税收入预算完成率长期100%、年度0%；在职人员控制率93%与96%。",
    remedy="核对后改为一致，或说明理由。",
)
def long_term_and_annual_values_agree(case: Case) -> Iterator[Remark]:
    """A percentage of the year is on the way to that of the later years, or equal to it."""
    for table in case.projects:
        yield from _goals_of_a_project_agree(table)
    long_term, annual = case.goal_of(GoalKind.LONG_TERM), case.goal_of(GoalKind.ANNUAL)
    if long_term is None or annual is None:
        return
    far = {row.name: row for row in long_term.rows if row.value.is_percent or row.counts}
    for row in annual.rows:
        other = far.get(row.name)
        if other and row.unit == other.unit and _contradicts(row, other):
            yield Remark(
                row.at("value"),
                f"{row.label} 长期{other.shown_value}，年度{row.shown_value}",
                "长期与年度的指标值不一致。",
                expected=f"与长期目标{other.printed}相适应",
                severity=Severity.HINT if row.lower_is_better and row.value.number else None,
                mends=(says(row, other.printed),),
            )


def _goals_of_a_project_agree(table: Table) -> Iterator[Remark]:
    """What the goal of later years promises is not less than what that of this year does."""
    later = table.project.mid_term.text if table.project and table.project.mid_term else ""
    far = [claim for claim in claims(later, sizes=True) if not _NOT_A_STATE.search(claim.noun)]
    for goal in table.project.goals if far and table.project else ():
        for claim in claims(goal, sizes=True):
            same = [one for one in far if one.unit == claim.unit and _ends_alike(one.noun, claim.noun)]
            if len(same) == 1 and claim.number > same[0].number and not _NOT_A_STATE.search(claim.noun):
                yield Remark(
                    table.at("goals"),
                    f"中期“{same[0].printed}”，年度“{claim.printed}”",
                    "年度目标比中期目标还高。",
                    judged=goal,
                    expected="中期目标不低于年度目标",
                )


def _ends_alike(one: str, other: str) -> bool:
    first, second = core(one), core(other)
    return len(first) >= _END and len(second) >= _END and first[-_END:] == second[-_END:]


_END = 3  # characters
_NOT_A_STATE = re.compile(
    "[年月季日]均|每[年月季天场次]|降|减|压|控制|事故|投诉|信访|死亡|发病|感染|差错|逾期|超过"
)  # told by the year, or the fewer the better


def _contradicts(annual: Row, later: Row) -> bool:
    """More this year than later is a contradiction where more is better; so is nothing at all this year."""
    now, then = annual.value.number, later.value.number
    if now is None or then is None or now == then:
        return False
    if annual.value.comparator in _CEILINGS and annual.lower_is_better:
        return annual.value.is_percent and now < then
    if annual.counts:
        return now > then and not annual.lower_is_better and not _EVERY_YEAR.search(annual.name)
    return now > then or now == 0


_EVERY_YEAR = re.compile("[年月]均|每[年月]")

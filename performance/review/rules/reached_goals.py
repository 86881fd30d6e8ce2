"""E16: do the indicators of a project reach what its goals promise for the year?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from indicators.kinds import Comparator, ValueKind
from indicators.units import UnitKind, kind_of_unit
from performance.content.model import GoalContent
from performance.review.claims import Claim, claims, quantities, spans
from performance.review.engine import Remark, table_rule
from performance.review.findings import Severity, Topic
from performance.review.naming import is_called, is_called_nothing_else
from performance.review.needs import ROWS
from performance.review.overlap import MOST_LOOKED_AT, OverlapIndex
from performance.review.rules.direction import UPWARD
from performance.review.similarity import pairs
from performance.review.slips import is_a_slip
from performance.review.tables import Row, Table


@table_rule(
    "E16",
    Severity.WARNING,
    "目标与指标的数不一致",
    Topic.UNFULFILLED,
    needs=(ROWS,),
    reason="同一件事，目标承诺得多，指标定得少，年底就不知道按哪个数考核。",
    source="项目绩效目标、部门整体目标中的数量与同一张表名称相同或只差几个字、单位相同的一条指标对照；两处的数在另一处都找不到，且指标低于目标的才提出。目标写的是往年、以后年度、几年合计、每处的数、约数或上限的，几条指标合计达到的，不提出；数字像是颠倒、漏了零或差十倍的，指标高于目标也提出；“24小时内修复”一类的时间，指标更长的也提出（启发式）。",
    example="目标“安装终端2600套”，指标“安装广播终端 2000套”。",
    remedy="核对后改为一致。",
)
def indicators_reach_the_goals(table: Table) -> Iterator[Remark]:
    """A quantity that the goals promise for the year is reached by the one indicator that is called so."""
    goals = _goals(table)
    if not table.rows:
        return
    claimed = [claim for goal in goals for claim in (*claims(goal, sizes=True), *spans(goal))]
    kept, keeping = _kept(claimed, [row for row in table.rows if row.has_number])
    numbers = {claim.number for claim in claimed if _identity(claim) not in kept}
    rows = [
        row
        for row in table.rows
        if row.has_number and row.value.kind is not ValueKind.RANGE  # B9
    ]
    rows = [row for row in rows if row.number not in keeping]
    elsewhere = {(row.value.number, kind) for row in rows for kind in _kinds(row)}
    promised = [
        (clause, claim)
        for clause, claim in _promised(goals, table.case.content.year)
        if _identity(claim) not in kept and (claim.unit == "%" or claim.measure not in elsewhere)
    ]
    index = OverlapIndex(pairs(row.name) for row in (rows if promised else ()))
    found: set[int] = set()
    for clause, claim in promised:
        alike = [rows[number] for number in index.sharing(pairs(claim.noun), _SOME).numbers]
        if any(row.value.number == claim.number for row in alike):
            continue
        measured = [row for row in alike if _is_of_one_measure(row, claim)]
        meant = [row for row in measured if is_called(row, claim.noun)]
        if (
            len(meant) == 1
            and meant[0].value.number not in numbers
            and _falls_short(meant[0], claim, ceiling=bool(_CEILING.search(clause)))
            and not _reached_together(measured, claim)
        ):
            found.add(meant[0].number)
            yield _apart(meant[0], _quoted(clause, claim), goals, "只写")
    for row, printed in _slipped(table, goals, [row for row in rows if row.number not in found]):
        yield _apart(row, printed, goals, "写")


def _apart(row: Row, printed: str, goals: tuple[str, ...], writes: str) -> Remark:
    return Remark(
        row.at("value"),
        f"目标“{printed}”；指标“{row.shown}”",
        f"目标写“{printed}”，指标{writes}“{row.shown_value}”。",
        judged="".join(goals) + row.shown,
        expected=f"与“{printed}”一致",
    )


def _goals(table: Table) -> tuple[str, ...]:
    return (table.content.text,) if isinstance(table.content, GoalContent) else table.content.goals


def _quoted(clause: str, claim: Claim) -> str:
    """With the figures that stand right before it: 56人以上大班额比例降到0.5%."""
    before = re.search(r"[0-9.]*$", clause.partition(claim.printed)[0])
    bare = claim.printed.lstrip("”’》")
    return (before.group() if before and bare == claim.printed else "") + bare


def _identity(claim: Claim) -> tuple[str, Decimal, str]:
    return claim.noun, claim.number, claim.unit


def _kept(stated: Iterable[Claim], rows: list[Row]) -> tuple[set[tuple[str, Decimal, str]], set[int]]:
    """The promises whose very number an indicator of that name says, and these indicators."""
    by_number: dict[Decimal | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_number[row.value.number].append(row)
    pairs_of = [
        (claim, row)
        for claim in stated
        for row in by_number[claim.number][:MOST_LOOKED_AT]
        if _is_of_one_measure(row, claim) and is_called_nothing_else(row, claim.noun)
    ]
    return {_identity(claim) for claim, _ in pairs_of}, {row.number for _, row in pairs_of}


def _kinds(row: Row) -> Iterable[UnitKind | None]:
    """What its number may count: a unit that nobody knows may be of any kind."""
    return (row.unit_kind,) if row.unit_kind else (None, *UnitKind)


_SENTENCES, _CLAUSES = re.compile("[。；;]"), re.compile("[，、]")
_YEAR = re.compile("(20[0-9]{2})(?=年|[-—~～至到]{1,2}20[0-9]{2})")
_OTHER_TIME = re.compile(
    "上年|去年|前年|往年|近年|历年|上一年|明年|下年|以来|截[至止]|此前|规划期|实施期|建设期|十[二三四五六]五|[两二三四五六七八九十]年(?!服务|学制|制|级|以上|期满|质保)"
)
_PARTLY = re.compile("[每均/]|累计|其中|规划|全市|全县|全省|全区|全国|上级|下达|现有|已有|共有")
_VAGUE = re.compile("左右|力争|争取|预计|(?<![签节合履预公违])约[0-9]")
_CEILING = re.compile("不超过|不高于|不多于|不大于|至多|最多|控制在|以内|以下|[≤<＜]")


def _promised(goals: Iterable[str], year: int | None) -> Iterator[tuple[str, Claim]]:
    """What is firmly promised for the whole of this year and of the project, each with its clause."""
    for clause in _firm_clauses(goals, year):
        yield from ((clause, claim) for claim in (*claims(clause, sizes=True), *spans(clause)))


def _firm_clauses(goals: Iterable[str], year: int | None) -> Iterator[str]:
    """A time that a clause names holds for the rest of its sentence, until another year is named."""
    for sentence in (part for goal in goals for part in _SENTENCES.split("".join(goal.split()))):
        of_this_year = True
        for clause in _CLAUSES.split(sentence):
            if years := set(_YEAR.findall(clause)):
                of_this_year = years == {str(year)}
            of_this_year = of_this_year and not _OTHER_TIME.search(clause)
            if of_this_year and not _PARTLY.search(clause) and not _VAGUE.search(clause):
                yield clause


def _is_of_one_measure(row: Row, claim: Claim) -> bool:
    """In one unit: miles are not turned into kilometres here, nor copies into titles."""
    if _PARTLY.search(row.name + row.unit):
        return False
    if not row.counts:
        return row.unit.removeprefix("个") == claim.unit.removeprefix("个")
    if kind_of_unit(claim.unit) is not row.unit_kind:
        return False
    one, other = sorted((row.unit, claim.unit), key=len)
    return row.unit_kind is UnitKind.PERSON or one in _ANY or other.startswith(one)


_SOME = 0.25  # of a long way to say it; what counts is that one name is in the other
_ANY = ("个", "次")  # may stand for any other of its kind


def _falls_short(row: Row, claim: Claim, *, ceiling: bool) -> bool:
    number = row.value.number or Decimal(0)
    if claim.is_span:
        return row.value.comparator not in UPWARD and number > claim.number
    if row.value.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return (row.lower_is_better or ceiling) and number > claim.number
    more_is_better = row.value.comparator in UPWARD or not row.lower_is_better
    return not ceiling and more_is_better and number < claim.number


def _reached_together(rows: Iterable[Row], claim: Claim) -> bool:
    """Several indicators, each of a part of what is promised."""
    parts = [row.value.number or Decimal(0) for row in rows]
    together = sum(part for part in parts if part < claim.number)
    return not claim.is_span and claim.unit not in _SHARES and together >= claim.number


_SHARES = ("%", "‰")


def _slipped(table: Table, goals: tuple[str, ...], rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Indicators whose number is that of a goal with its digits turned round, or with one nought too few or many.

    Both numbers stand in their place only, and the two speak of one thing in one unit.
    """
    said = {number for goal in goals for _, number, _ in quantities(goal)}
    told = {row.value.number for row in table.rows}
    open_rows = [
        row
        for row in rows
        if row.value.number not in said
        and any(is_a_slip(number, row.value.number) for number in said - told)
        and not _PARTLY.search(row.name)
    ]
    for clause in _firm_clauses(goals, table.case.content.year) if open_rows else ():
        for printed, number, unit in quantities(clause):
            if number in told:
                continue
            meant = [
                row
                for row in open_rows
                if is_a_slip(number, row.value.number)
                and row.unit_kind is not None
                and (row.unit == unit or (row.counts and kind_of_unit(unit) is row.unit_kind))
                and pairs(clause) & pairs(row.name)
            ]
            if len(meant) == 1:
                yield meant[0], printed

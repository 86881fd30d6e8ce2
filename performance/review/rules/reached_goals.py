"""E16: do the indicators of a project reach what its goals promise for the year?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from indicators.kinds import Comparator, ValueKind
from indicators.units import UnitKind, kind_of_unit
from performance.review.claims import Claim, claims
from performance.review.engine import Remark, project_rule
from performance.review.findings import Severity, Topic
from performance.review.needs import PROJECTS
from performance.review.overlap import OverlapIndex
from performance.review.rule_sets import any_word
from performance.review.similarity import core, is_subsequence, pairs
from performance.review.tables import Row, Table


@project_rule(
    "E16",
    Severity.WARNING,
    "项目目标与指标的数不一致",
    Topic.UNFULFILLED,
    needs=(PROJECTS,),
    reason="同一件事，目标承诺得多，指标定得少，年底就不知道按哪个数考核。",
    source="项目绩效目标中的数量与本项目名称相同或只差几个字、单位相同的一条指标对照；两处的数在另一处都找不到，且指标低于目标的才提出。目标写的是往年、以后年度、几年合计、每处的数、约数或上限的，几条指标合计达到的，不提出（启发式）。",
    example="目标“安装终端2600套”，指标“安装广播终端 2000套”。",
    remedy="核对后改为一致。",
)
def indicators_reach_the_goals(table: Table) -> Iterator[Remark]:
    """A quantity that the goals promise for the year is reached by the one indicator that is called so."""
    if table.project is None or not table.rows:
        return
    goals = table.project.goals
    said = {claim.number for goal in goals for claim in claims(goal, sizes=True)}
    rows = [row for row in table.rows if row.has_number and row.value.kind is not ValueKind.RANGE]  # B9
    numbers = {row.value.number for row in rows}
    index = OverlapIndex(pairs(row.name) for row in rows)
    for clause, claim in _promised(goals, table.case.content.year):
        if claim.number in numbers and claim.unit != "%":
            continue
        noun = _bare(claim.noun, table)
        alike = [rows[number] for number in index.sharing(pairs(noun), _SOME).numbers]
        if any(row.value.number == claim.number for row in alike):
            continue
        measured = [row for row in alike if _is_of_one_measure(row, claim)]
        meant = [row for row in measured if _is_called(row, noun)]
        if (
            len(meant) == 1
            and meant[0].value.number not in said
            and _falls_short(meant[0], claim, ceiling=bool(_CEILING.search(clause)))
            and not _reached_together(measured, claim)
        ):
            yield Remark(
                meant[0].at("value"),
                f"目标“{claim.printed}”；指标“{meant[0].shown}”",
                f"目标写“{claim.printed}”，指标只写“{meant[0].shown_value}”。",
                judged="".join(goals) + meant[0].shown,
                expected=f"与“{claim.printed}”一致",
            )


_SENTENCES, _CLAUSES = re.compile("[。；;]"), re.compile("[，、]")
_YEAR = re.compile("(20[0-9]{2})(?=年|[-—~～至到]{1,2}20[0-9]{2})")
_OTHER_TIME = re.compile(
    "上年|去年|前年|往年|近年|历年|上一年|明年|下年|以来|截[至止]|此前|规划期|实施期|建设期|十[二三四五六]五|[两二三四五六七八九十]年"
)
_PARTLY = re.compile("[每均/]|累计|其中|规划|全市|全县|全省|全区|全国|上级|下达|现有|已有|共有")
_VAGUE = re.compile("左右|力争|争取|预计|(?<![签节合履预公违])约[0-9]")
_CEILING = re.compile("不超过|不高于|不多于|不大于|至多|最多|控制在|以内|以下|[≤<＜]")


def _promised(goals: Iterable[str], year: int | None) -> Iterator[tuple[str, Claim]]:
    """What is firmly promised for the whole of this year and of the project, each with its clause."""
    for sentence in (part for goal in goals for part in _SENTENCES.split("".join(goal.split()))):
        if _OTHER_TIME.search(sentence) or set(_YEAR.findall(sentence)) - {str(year)}:
            continue
        for clause in _CLAUSES.split(sentence):
            if not _PARTLY.search(clause) and not _VAGUE.search(clause):
                yield from ((clause, claim) for claim in claims(clause, sizes=True))


_SOME = 0.25  # of a long way to say it; what counts is that one name is in the other
_CHANGED = re.compile("(?:提高|提升|增长|增加|上升|降低|下降|减少|压减)[率了约]?$")
_ADDED = re.compile("新增|新建|增加")


def _bare(name: str, table: Table) -> str:
    """What is counted, without the words that go with any count."""
    endings = (*table.parameters.claim_fillers, *table.parameters.kinds_of_names)
    return any_word(endings).sub("", core(name))


def _is_called(row: Row, noun: str) -> bool:
    """A change is not a state, and what is added is not all there is."""
    if bool(_CHANGED.search(row.name)) != bool(_CHANGED.search(noun)):
        return False
    if _ADDED.search(row.name) and not _ADDED.search(noun):
        return False
    short, long = sorted((_bare(row.name, row.table), noun), key=len)
    return len(short) > 3 and is_subsequence(short, long)


def _is_of_one_measure(row: Row, claim: Claim) -> bool:
    """In one unit: miles are not turned into kilometres here, nor copies into titles."""
    if _PARTLY.search(row.name + row.unit):
        return False
    if not row.counts:
        return row.unit == claim.unit
    if kind_of_unit(claim.unit) is not row.unit_kind:
        return False
    one, other = sorted((row.unit, claim.unit), key=len)
    return row.unit_kind is UnitKind.PERSON or one in _ANY or other.startswith(one)


_ANY = ("个", "次")  # may stand for any other of its kind


def _falls_short(row: Row, claim: Claim, *, ceiling: bool) -> bool:
    number = row.value.number or Decimal(0)
    if row.value.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return row.lower_is_better and number > claim.number
    return not ceiling and not row.lower_is_better and number < claim.number


def _reached_together(rows: Iterable[Row], claim: Claim) -> bool:
    """Several indicators, each of a part of what is promised."""
    return claim.unit != "%" and sum(row.value.number or Decimal(0) for row in rows) >= claim.number

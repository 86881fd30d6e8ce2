"""E7, E11, E15: does an indicator carry what the goals promise?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from indicators.units import UnitKind, is_count_unit, kind_of_unit
from performance.review.case import Case
from performance.review.claims import Claim, claims
from performance.review.engine import Remark, project_rule, statement_rule
from performance.review.families import OUTCOMES, Family
from performance.review.figures import ENOUGH
from performance.review.findings import Severity, Topic
from performance.review.naming import bare
from performance.review.needs import PROJECTS, ROWS
from performance.review.overlap import OverlapIndex, Sharing
from performance.review.rule_sets import any_word
from performance.review.rules.agreement import claims_of
from performance.review.similarity import pairs
from performance.review.tables import Row, Table


@statement_rule(
    "E7",
    Severity.WARNING,
    "目标与指标脱节",
    Topic.UNFULFILLED,
    needs=(ROWS,),
    reason="目标承诺的事没有指标去衡量，或指标衡量的不是效益。",
    source="分项目标中的数量与全部指标、用途和项目目标对照（同数同单位，或名称相近）；效益指标中的过程性词见规则集 process_words（启发式）。每个分项只提一次。",
    example="“省级博士创新站……不少于15家”没有对应项目；社会效益填“培训合规率”。",
    remedy="为该目标补充指标，或删去无法落实的承诺；效益改填服务对象得到的变化。",
)
def goals_are_measured_by_indicators(case: Case) -> Iterator[Remark]:
    """Each promised quantity has an indicator, and each outcome measures an effect."""
    measures = _Measures(case)
    for index, claims_here in groupby(claims_of(case), key=lambda found: found[0]):
        counted = [claim for _, _, claim in claims_here if claim.unit != "%" and not measures.say(claim)]
        alike = [(claim.printed, measures.alike(claim)) for claim in counted]
        for complete, message in _UNMEASURED:
            printed = [words for words, found in alike if not found.numbers and found.complete is complete]
            if printed and case.rows:
                yield Remark(
                    case.at_section(index, "indicator_text"),
                    "；".join(printed),
                    message,
                    expected="相应的指标或项目",
                    undecidable=not complete,
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


_MOST_ALIKE = 50  # rows of one number
_UNMEASURED = ((True, "目标承诺的数量没有指标衡量。"), (False, "相近的指标太多，没有逐一核对。"))


class _Measures:
    """What indicators, purposes and project goals of a text commit to."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._fillers = case.parameters.claim_fillers
        self._said = {measure for row in case.rows for measure in _measures_of(row)}
        for table in case.projects:
            for text in _texts_of(table):
                self._said.update(claim.measure for claim in claims(text))
        self._texts: dict[Table, frozenset[str]] = {}
        self._counted: dict[Decimal, list[Row]] = defaultdict(list)
        for row in case.rows:
            if (
                row.counts
                and row.value.number is not None
                and len(self._counted[row.value.number]) < _MOST_ALIKE
            ):
                self._counted[row.value.number].append(row)

    def say(self, claim: Claim) -> bool:
        """Whether the same number stands somewhere, of the same kind or of a project that speaks of the same thing."""
        if claim.measure in self._said:
            return True
        wanted = claim.wanted(self._fillers)
        return is_count_unit(claim.unit) and any(
            wanted & pairs(_words(row)) or wanted & self._pairs_of_texts(row.table)
            for row in self._counted[claim.number]
        )

    def _pairs_of_texts(self, table: Table) -> frozenset[str]:
        if table not in self._texts:
            self._texts[table] = pairs("".join(_texts_of(table)))
        return self._texts[table]

    @cached_property
    def _index(self) -> OverlapIndex:
        return OverlapIndex(pairs(_words(row)) for row in self._case.rows)

    def alike(self, claim: Claim) -> Sharing:
        """The indicators that are called nearly the same."""
        return self._index.sharing(claim.wanted(self._fillers), ENOUGH)


def _measures_of(row: Row) -> Iterable[tuple[Decimal, UnitKind | None]]:
    return ((row.value.number, row.unit_kind),) if row.has_number and row.value.number is not None else ()


def _texts_of(table: Table) -> Iterator[str]:
    if table.project:
        yield table.project.purpose
        yield from table.project.goals


def _words(row: Row) -> str:
    project = row.table.project
    return row.indicator.name + row.indicator.description + (project.name if project else "")


@project_rule(
    "E11",
    Severity.HINT,
    "项目目标中的数量没有指标",
    Topic.UNFULFILLED,
    needs=(PROJECTS,),
    reason="目标里写了数，年底却没有指标去对照，等于没有承诺。",
    source="项目绩效目标中的数量与本项目的指标按数和单位、名称对照（启发式）。目标或用途写了做多少，指标只有这件事的合格率一类、没有数量的，为警告。",
    example="目标写“培训村医300人”，指标只有培训场次（提示）；用途写“培训干部200人次”，指标只有“培训合格率”（警告）。",
    remedy="补一条相应的指标，或从目标中删去这个数。",
)
def project_goals_are_measured(table: Table) -> Iterator[Remark]:
    """Each quantity in the goals of a project is carried by one of its indicators."""
    if table.project is None or not table.rows:
        return
    fillers = table.parameters.claim_fillers
    numbers = {(row.value.number, row.value.is_percent) for row in table.rows if row.has_number}
    rated = _Rated(table)
    for place, texts in (("purpose", (table.project.purpose,)), ("goals", table.project.goals)):
        clauses = [clause for text in texts for clause in _CLAUSES.split("".join(text.split()))]
        found = [
            (claim, rated.of(claim, clause[max(0, claim.start - _LEADING) : claim.start] + claim.noun))
            for clause in clauses
            for claim in claims(clause)
            if (claim.number, claim.unit == "%") not in numbers
        ]
        if only_rated := [f"{claim.printed}：{rate.shown}" for claim, rate in found if rate]:
            yield Remark(
                table.at(place),
                "；".join(dict.fromkeys(only_rated)),
                "写明了做多少，指标只有比率。",
                judged="".join(texts),
                expected="相应的数量指标",
                severity=Severity.WARNING,
            )
        promised = [claim for claim, rate in found if rate is None]
        if place == "purpose" or not promised:
            continue
        index = OverlapIndex(pairs(_words_of_row(row)) for row in table.rows)
        alike = [(claim.printed, index.sharing(claim.wanted(fillers), ENOUGH)) for claim in promised]
        lost = [printed for printed, found in alike if found.complete and not found.numbers]
        if lost:
            yield Remark(
                table.at("goals"),
                "；".join(dict.fromkeys(lost)),
                "目标中的数量没有指标。",
                judged="".join(table.project.goals),
                expected="相应的指标",
            )


class _Rated:
    """What the rates of a table are rates of, where no other indicator says how much of it there is."""

    def __init__(self, table: Table) -> None:
        counted = [row.name for row in table.rows if row.counts]
        self._people = [row.name for row in table.rows if row.counts and row.unit_kind in _HEADS]
        other_words = (*table.parameters.earlier_words, *table.parameters.cumulative_words, *_NOT_ALL)
        self._of_other_times = any_word(other_words)
        self._year = table.case.content.year
        self._rates: dict[str, Row] = {}
        for row in table.of(Family.QUALITY, Family.TIMELINESS):
            subject = _RATE.sub("", row.name)
            if row.value.is_percent and 1 < len(subject) < len(row.name):
                self._rates.setdefault(subject, row)
        self._rates = {
            subject: row
            for subject, row in self._rates.items()
            if not any(subject in name for name in counted)
        }

    def of(self, claim: Claim, before: str) -> Row | None:
        """The rate of what is promised in people, visits or events; ``before``: the words that lead to the number."""
        if kind_of_unit(claim.unit) not in _OF_PEOPLE or self._is_of_another_time(before):
            return None
        return next(
            (
                row
                for subject, row in self._rates.items()
                if _speaks_of(before, subject) and not self._is_counted(subject, claim)
            ),
            None,
        )

    def _is_of_another_time(self, before: str) -> bool:
        """Or only of one part: what is said of all of them this year is what an indicator owes."""
        years = set(re.findall("20[0-9]{2}(?=年)", before))
        return bool(self._of_other_times.search(before) or years - {str(self._year)})

    def _is_counted(self, subject: str, claim: Claim) -> bool:
        """Also by a short name: 参训人数 of 培训, 村干部人数 of 培训村干部."""
        nouns = pairs(claim.noun)
        return any(set(subject) & set(name) or nouns & pairs(name) for name in self._people)


def _speaks_of(words: str, subject: str) -> bool:
    """Of 教师培训 also as 培训足球教师."""
    turned = len(subject) > 3 and subject[:-2] in words and subject[-2:] in words
    return subject in words or turned


_LEADING = 60  # characters that lead to a number
_NOT_ALL = ("每", "现有", "以来", "近年")
_CLAUSES = re.compile("[，。；;]")


_HEADS = (UnitKind.PERSON, UnitKind.VISIT)
_OF_PEOPLE = (*_HEADS, UnitKind.EVENT)
_RATE = re.compile(
    "(?:考核|考试|结业|验收|鉴定|一次性?|按时|按期|及时)*(?:合格|通过|达标|完成|优秀|结业|及时|有效|成功)率$"
)


def _words_of_row(row: Row) -> str:
    return row.indicator.name + row.indicator.description


_EACH = re.compile(r"每(?:个|家|场|次|站|所|县|镇|村|校|期|批)")


@project_rule(
    "E15",
    Severity.HINT,
    "总数与每处的数可能混淆",
    Topic.COUNTED_TWICE,
    needs=(PROJECTS,),
    reason="目标说每站的数，指标写成总数，差着站数那么多倍。",
    source="目标中“每……”的数量与指标的同一个数对照，指标的名称和描述没有“每”或“平均”；名称像是另一条的一部分、数却更大的（启发式）。",
    example="目标“每站受益不少于20000人次”，指标“巡展受益人数 ≥20000人次”。",
    remedy="写明是每处的数还是合计数。",
)
def totals_and_shares_are_told_apart(table: Table) -> Iterator[Remark]:
    """A figure for each place is not the figure for all of them."""
    if table.project is None:
        return
    each = {
        claim.measure: claim.printed
        for goal in table.project.goals
        for claim in claims(goal)
        if _EACH.search(claim.noun)
    }
    yield from _parts_above_the_whole(table)
    for row in table.rows:
        text = row.name + row.description
        if not row.has_number or row.value.number is None or "每" in text or "均" in text:
            continue
        if printed := each.get((row.value.number, row.unit_kind)):
            yield Remark(
                row.at("value"), f"目标“{printed}”；指标“{row.shown}”", "目标说每处的数，指标像是合计。"
            )


def _parts_above_the_whole(table: Table) -> Iterator[Remark]:
    """带动脱贫户户数 is a part of 带动户数, and cannot be the larger number."""
    counted = [row for row in table.of(Family.QUANTITY) if row.counts and row.value.number and row.name]
    bare_names = [(row, bare(row.name, row.parameters)) for row in counted[:_MOST_ALIKE]]
    for part, named in bare_names:
        for whole, shorter in bare_names:
            if (
                1 < len(shorter) < len(named)
                and part.unit == whole.unit
                and (named.startswith(shorter) or named.endswith(shorter))
                and (part.value.number or 0) > (whole.value.number or 0)
            ):
                yield Remark(
                    part.at("value"),
                    f"“{part.shown}”；“{whole.shown}”",
                    "名称说的像是另一条的一部分，数却更大。",
                )

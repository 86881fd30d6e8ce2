"""E9, E10, C18: does the text make use of what became of its projects in the years before?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from indicators.kinds import Direction, ValueKind
from indicators.text import normalise_label
from indicators.values import TargetValue
from performance.review.case import Case
from performance.review.engine import Remark, statement_rule
from performance.review.evaluated import EvaluatedLine, EvaluatedProject
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.needs import EVALUATED
from performance.review.tables import Row, Table
from performance.review.thresholds import Threshold

RUNNING = 3  # years
DECIDED_FOR = 2  # a year is known in the next, when the budget of the one after that is made
STILL_SPEAKS = 2  # years after its own in which an evaluation is the latest one; a budget is made before the last year is over
HUNDRED = Decimal(100)
Earlier = dict[int, EvaluatedProject]


@statement_rule(
    "E9",
    Severity.WARNING,
    "连续三年超过指标值三成，指标值没有提高",
    Topic.YEARS,
    needs=(EVALUATED,),
    reason="年年超过三成，说明指标值定得过低，不用努力也能得满分。",
    source="最近三年已评定的自评表，按同一单位的项目编码（没有的按项目名称）和指标名称对照；没有文件依据，故为警告。",
    example="2023年15场、2024年16场、2025年16场，指标值都是10场，下年仍为10场。",
    remedy="按近年实际提高指标值，或说明今年为什么达不到往年的水平。",
)
def what_is_always_exceeded_is_raised(case: Case) -> Iterator[Remark]:
    """A target that was exceeded by three tenths three years running asks for more."""
    for table, earlier, latest in _evaluated(case):
        years = range(latest - RUNNING + 1, latest + 1)
        for row in table.rows if earlier.keys() >= set(years) else ():
            lines = [_line(earlier[year], row) for year in years]
            found = [line for line in lines if line is not None and line.exceeded]
            if len(found) == RUNNING and not _is_raised(row, case.parsed(found[-1].target)):
                results = "，".join(
                    f"{year}年{line.actual}（指标值{line.target}）"
                    for year, line in zip(years, found, strict=True)
                )
                yield Remark(
                    row.at("value"),
                    f"{row.shown}；{results}",
                    "连续三年超过三成，指标值没有提高。",
                    cards=_cards(*(earlier[year] for year in years)),
                )


@statement_rule(
    "E10",
    Severity.HINT,
    "指标值低于往年的实际完成值",
    Topic.YEARS,
    needs=(EVALUATED,),
    reason="比去年已经做到的还低，目标就没有引导作用；预算减少的，少做也要写明。",
    source="最近一年已评定的自评表的实际完成值，单位相同的数才比较；没有文件依据，故为提示。",
    example="2025年完成16场，下年指标值10场。",
    remedy="按往年实际提高指标值，或写明减少的原因（预算压缩、任务减少）。",
    thresholds=(Threshold("actual_margin", "比往年实际低（反向指标为高）多少以内不提示（%）", 0, 100),),
)
def no_target_falls_behind_what_was_done(case: Case) -> Iterator[Remark]:
    """A target is not much below what the same indicator reached last."""
    for table, earlier, latest in _evaluated(case):
        for row in table.rows:
            line = _line(earlier[latest], row)
            if line is None or not _falls_behind(row, case.parsed(line.actual)):
                continue
            yield Remark(
                row.at("value"),
                f"{row.shown}；{latest}年完成{line.actual}",
                "指标值低于往年的实际完成值。"
                if _better(row) == 1
                else "指标值高于往年的实际，比已经做到的宽松。",
                cards=_cards(earlier[latest]),
            )


@statement_rule(
    "C18",
    Severity.WARNING,
    "预算与往年自评结果的决定不一致",
    Topic.MONEY,
    needs=(EVALUATED,),
    reason="自评结果用于编制预算，压缩、取消的项目照旧列上，评价就没有用。",
    source="已评定的自评表上财政局作出的结果应用决定：一年的结果到下一年才知道，用于那时编制的再下一年预算，所以只与前年的自评对照（2025年的自评对照2027年的文本），去年的自评不对照；没有写明预算的不比较。",
    example="2025年自评“压缩20 %”，2027年预算8万元，2027年文本10万元。",
    remedy="按决定改正预算；决定已有变化的，请财政局在自评表上重新决定，或说明差异的原因。",
)
def money_follows_what_was_decided(case: Case) -> Iterator[Remark]:
    """No project asks for more than was left to it."""
    for table, earlier, _ in _evaluated(case):
        year = case.content.year or 0
        decided, amount = earlier.get(year - DECIDED_FOR), table.budget
        if decided is None or not decided.decision or not amount:
            continue
        decision = f"{decided.year}年自评结果应用“{decided.decision}”"
        if decided.suspended:
            yield Remark(
                table.at("budget"),
                f"{decision}；文本{_shown(amount)}",
                "决定暂停的项目，文本仍列预算。",
                cards=_cards(decided),
            )
        elif decided.amount_after is not None and amount > decided.amount_after + Decimal(
            case.parameters.tolerance
        ):
            yield Remark(
                table.at("budget"),
                f"{decision}，{year}年预算{_shown(decided.amount_after)}；文本{_shown(amount)}",
                "预算高于自评结果应用的决定。",
                expected=f"不高于{_shown(decided.amount_after)}",
                cards=_cards(decided),
            )


def _evaluated(case: Case) -> Iterator[tuple[Table, Earlier, int]]:
    """Each project of which something is known, with that by year, and the latest year of it."""
    year = case.content.year
    for table in case.projects if year is not None else ():
        earlier = case.results_of(table.project) if table.project else {}
        latest = max((one for one in earlier if year is not None and one < year), default=0)
        if year is not None and latest >= year - STILL_SPEAKS:
            yield table, earlier, latest


def _cards(*projects: EvaluatedProject) -> tuple[int, ...]:
    return tuple(one.card for one in projects if one.card is not None)


def _line(project: EvaluatedProject, row: Row) -> EvaluatedLine | None:
    return project.line(row.indicator.level1, row.indicator.name)


def _better(row: Row) -> int:
    """1 where more is better, -1 where less is; where the value does not say, by what is counted."""
    fewer = row.lower_is_better or row.family is Family.COST
    return -1 if row.value.direction is Direction.LOWER or (row.value.direction is None and fewer) else 1


def _comparable(row: Row, other: TargetValue) -> Decimal | None:
    """The other's number, where it counts the same as that of the row."""
    kinds = {row.value.kind, other.kind}
    plain = row.value.number is not None and row.value.upper is None and other.upper is None
    alike = normalise_label(row.value.unit) == normalise_label(other.unit)
    return other.number if plain and alike and ValueKind.DEADLINE not in kinds else None


def _is_raised(row: Row, before: TargetValue) -> bool:
    """Also where nobody can say: a target of another kind is not the same one any more."""
    number = _comparable(row, before)
    if number is None or row.value.number is None:
        return normalise_label(row.value.raw) != normalise_label(before.raw)
    return (row.value.number - number) * _better(row) > 0


def _falls_behind(row: Row, actual: TargetValue) -> bool:
    number = _comparable(row, actual)
    if not number or row.value.number is None:
        return False
    margin = abs(number) * row.parameters.actual_margin / HUNDRED
    return (number - row.value.number) * _better(row) > margin


def _shown(amount: Decimal) -> str:
    return f"{amount.normalize():f}万元"

"""What was reached of each indicator: written, in its unit, scored by its formula, and explained where it is missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.kinds import CategoryKind, ValueKind
from indicators.text import normalise_label
from indicators.values import TargetValue, parse_value
from performance.review.findings import Severity
from performance.scoring.arithmetic import plain
from performance.scoring.methods import NeedsReason
from performance.scoring.points import kind_of
from performance.scoring.quantities import units_disagree
from performance.self_evaluation.card import Card, result_field
from performance.self_evaluation.rules.money import ADJUSTED, SPENT
from performance.self_evaluation.rules.registry import CardRemark, Result, results_of, rule

FAR_BELOW = Decimal(70)
SOME = 3  # indicators, below which full points everywhere say little
PHRASE = 4  # characters of a word that is more than a grade
SHORT = re.compile(
    r"未(?!来|发生|出现)|少[办做开建发完]|不足|不够|没有|少于|低于|滞后|延期|推迟|延迟|欠缺|减少|取消|缺口|偏差|暂停|逾期|超支|超出预算"
)
SURVEY = re.compile(r"问卷|调查|测评|回访|访谈|抽样|抽查|评议|座谈|投票|电话|线上|网上|评价|满意度")
SIZE = re.compile(r"\d+\s*(份|人|户|名|个(?!月)|张|件|家|位|次|例)")


def _read(card: Card, result: Result) -> tuple[TargetValue, TargetValue]:
    year = card.row.statement.fiscal_year
    return parse_value(result.promised.target, year), parse_value(result.row.value, year)


def _out_of_range(card: Card, result: Result) -> bool:
    entered = card.numbers.get(result_field(result.place, "entered"))
    return entered is not None and not result.scored.low <= entered <= result.scored.high


def _other_unit(card: Card, result: Result) -> bool:
    return units_disagree(*_read(card, result))


@rule(
    "SE4",
    Severity.ERROR,
    "得分与公式不符或超过分值",
    reason="得分按批复的分值和方案的公式计算；方案允许改的，改了须说明理由",
    source="评分方案",
    remedy="请改正得分，或填写得分与计算不同的理由。",
)
def entered_score(card: Card) -> Iterator[CardRemark]:
    for result in results_of(card):
        row, scored = result.row, result.scored
        if row.value.strip() and _out_of_range(card, result):
            low, high = plain(scored.low), plain(scored.high)
            field = result_field(result.place, "entered")
            yield CardRemark(
                field, f"“{row.name}”录入 {row.entered.strip()} 分，不在 {low}—{high} 分之间", row.entered
            )
        elif NeedsReason.DIFFERS in scored.asks and not row.score_reason.strip():
            assert scored.computed is not None  # noqa: S101 - DIFFERS compares it
            yield CardRemark(
                result_field(result.place, "score_reason"),
                f"“{row.name}”录入 {row.entered.strip()} 分，计算为 {plain(scored.computed)} 分，没有说明理由",
                scored.words,
            )


@rule(
    "SE5",
    Severity.ERROR,
    "没有达到指标值，没有说明原因和措施",
    reason="没有达到的指标须逐项分析偏差原因，提出改进措施",
    source="财预〔2020〕10号",
    remedy="请填写偏差原因分析和改进措施。",
)
def unmet(card: Card) -> Iterator[CardRemark]:
    for result in results_of(card):
        if result.scored.met is not False:
            continue
        if not result.row.reason.strip() and not _far_off(card, result):
            yield _lacking(result, "reason", "没有达到指标值，没有分析偏差原因")
        if not result.row.measure.strip():
            yield _lacking(result, "measure", "没有达到指标值，没有改进措施")


def _lacking(result: Result, field: str, words: str) -> CardRemark:
    return CardRemark(result_field(result.place, field), f"“{result.row.name}”{words}", result.scored.words)


def _far_off(card: Card, result: Result) -> bool:
    rate, limit = result.scored.rate, card.scheme.limits.over_reason
    if rate is None:
        return False
    return (limit is not None and rate > limit) or (rate < FAR_BELOW and result.scored.met is False)


@rule(
    "SE6",
    Severity.ERROR,
    "完成率偏离很多没有分析",
    reason="完成率高于 130 % 多半是目标定低了，低于 70 % 多半是目标定高了，都须分析",
    source="财预〔2020〕10号；成都郫都 2026",
    remedy="请填写偏差原因分析。",
)
def far_from_target(card: Card) -> Iterator[CardRemark]:
    for result in results_of(card):
        if _far_off(card, result) and not result.row.reason.strip():
            assert result.scored.rate is not None  # noqa: S101 - it is far off
            words = f"完成率 {plain(result.scored.rate)} %，没有分析原因"
            yield _lacking(result, "reason", words)


@rule(
    "SE10",
    Severity.ERROR,
    "没有完成值却有得分",
    reason="没有填实际完成值，得分没有依据",
    source="财预〔2020〕10号",
    remedy="请填写实际完成值；确不适用的，勾选“不适用”。",
)
def scored_without_value(card: Card) -> Iterator[CardRemark]:
    for result in results_of(card):
        if not result.row.value.strip() and result.row.entered.strip():
            entered = result.row.entered.strip()
            field = result_field(result.place, "value")
            yield CardRemark(field, f"“{result.row.name}”没有实际完成值，却录入了 {entered} 分", entered)


@rule(
    "SE11",
    Severity.WARNING,
    "各项指标都是满分",
    reason="样样满分而没有佐证，是复核退回最常见的原因",
    source="四川 2025 年自评复核；天长、池州 2022 年自评表",
    remedy="请逐项写明数据来源、佐证，或说明理由。",
)
def full_everywhere(card: Card) -> Iterator[CardRemark]:
    found = list(results_of(card))
    proved = all(result.row.source.strip() or result.promised.evidence.strip() for result in found)
    if len(found) >= SOME and all(result.full for result in found) and not proved:
        yield CardRemark("conclusion", f"{len(found)}项指标全部满分，没有都写明佐证", str(len(found)))


@rule(
    "SE12",
    Severity.WARNING,
    "完成值照抄指标值",
    reason="完成值是实际做到的数或结果，不是“≥95%”这样的要求",
    source="财预〔2020〕10号",
    remedy="请写实际完成的数或结果。",
)
def copied_value(card: Card) -> Iterator[CardRemark]:
    for result in results_of(card):
        target, actual = _read(card, result)
        same = normalise_label(target.raw) == normalise_label(actual.raw) != ""
        wordy = target.kind in (ValueKind.PHRASE, ValueKind.GRADE) and len(actual.raw.strip()) >= PHRASE
        if same and (target.comparator or wordy or target.kind == ValueKind.DEADLINE):
            field = result_field(result.place, "value")
            yield CardRemark(field, f"“{result.row.name}”的完成值与指标值一字不差", actual.raw.strip())


@rule(
    "SE15",
    Severity.ERROR,
    "完成值与指标值的单位不同",
    reason="单位不同不能比对",
    source="计算的前提",
    remedy="请按指标值的单位填写完成值。",
)
def other_unit(card: Card) -> Iterator[CardRemark]:
    for result in results_of(card):
        if _other_unit(card, result):
            field = result_field(result.place, "value")
            yield CardRemark(field, f"“{result.row.name}”：{result.scored.problem}", result.row.value.strip())


@rule(
    "SE16",
    Severity.WARNING,
    "满意度没有写明怎样得来",
    reason="满意度须由调查得来，写明方式和样本数才可信",
    source="财预〔2020〕10号",
    remedy="请在数据来源、佐证中写明调查方式和样本数，如“发放问卷120份，收回112份”。",
)
def satisfaction_without_survey(card: Card) -> Iterator[CardRemark]:
    for result in results_of(card):
        if CategoryKind.SATISFACTION not in (
            kind_of(result.promised.level1),
            kind_of(result.promised.level2),
        ):
            continue
        _, actual = _read(card, result)
        explained = f"{result.row.source}{result.row.reason}"
        stated = f"{explained}{result.promised.data_source}{result.promised.evidence}"
        if actual.number is not None and not (SIZE.search(explained) and SURVEY.search(stated)):
            field = result_field(result.place, "source")
            yield CardRemark(field, f"“{result.row.name}”没有写明调查方式和样本数", result.row.value.strip())


@rule(
    "SE21",
    Severity.ERROR,
    "没有得分",
    reason="有一项没有得分，就没有总分",
    source="评分方案",
    remedy="请填写完成值，或由评分人录入得分。",
)
def blank_score(card: Card) -> Iterator[CardRemark]:
    sheet, unread = card.sheet, {fault.field for fault in card.unreadable}
    if (
        sheet.execution.problem
        and "execution_entered" in card.numbers
        and sheet.execution.computed is not None
    ):
        yield CardRemark("execution_entered", f"预算执行率：{sheet.execution.problem}")
    elif sheet.execution.problem and not card.without_budget and not {ADJUSTED, SPENT} & unread:
        yield CardRemark(SPENT, f"预算执行率：{sheet.execution.problem}")
    for place, part in enumerate(sheet.parts):
        if part.problem:
            yield CardRemark(f"part-{place}", f"{part.name}：{part.problem}")
    for result in results_of(card):
        said_elsewhere = (
            (not result.row.value.strip() and result.row.entered.strip())
            or _out_of_range(card, result)
            or _other_unit(card, result)
        )
        written = result_field(result.place, "entered") in unread
        if result.scored.problem and not said_elsewhere and not written:
            yield CardRemark(
                result_field(result.place, "value"), f"“{result.row.name}”：{result.scored.problem}"
            )


@rule(
    "SE22",
    Severity.WARNING,
    "满分，却写了没有完成的原因",
    reason="写明了没有做到，又给满分，两处必有一处不实",
    source="四川 2025 年自评复核",
    remedy="请改正得分，或改正原因。",
)
def full_beside_shortfall(card: Card) -> Iterator[CardRemark]:
    for result in results_of(card):
        limit, rate = card.scheme.limits.over_reason, result.scored.rate
        over = limit is not None and rate is not None and rate > limit
        if result.full and not over and SHORT.search(result.row.reason):
            reason = result.row.reason.strip()
            yield CardRemark(
                result_field(result.place, "reason"),
                f"“{result.row.name}”得满分，却写了没有做到的原因",
                reason,
            )

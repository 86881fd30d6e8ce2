"""What is written about money, held against the formula, the approved budget and itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from performance.content.model import FundSource
from performance.content.self_evaluation import FUND_COLUMNS
from performance.review.findings import Severity
from performance.scoring.arithmetic import plain
from performance.self_evaluation.card import Card, more_field
from performance.self_evaluation.rules.registry import CardRemark, rule
from performance.written.rows import DIGITS_ALONE, fund_field

TOLERANCE = Decimal("0.1")
ADJUSTED = fund_field(FundSource.TOTAL, "adjusted")
SPENT = fund_field(FundSource.TOTAL, "spent")
OPENING = fund_field(FundSource.TOTAL, "opening")


@rule(
    "SE1",
    Severity.WARNING,
    "预算执行率得分与公式不符",
    reason="执行率得分按“执行数 ÷ 全年预算数 × 分值”计算，没有裁量的余地",
    source="财预〔2020〕10号；误差 0.1 分为通行做法",
    remedy="删去录入的得分，或说明为什么不按公式。",
)
def execution_score(card: Card) -> Iterator[CardRemark]:
    entered, computed = card.numbers.get("execution_entered"), card.sheet.execution.computed
    if entered is not None and computed is not None and abs(entered - computed) > TOLERANCE:
        yield CardRemark(
            "execution_entered",
            f"预算执行率录入 {plain(entered)} 分，按公式为 {plain(computed)} 分",
            card.sheet.execution.words,
        )


@rule(
    "SE2",
    Severity.ERROR,
    "执行率偏低没有说明原因",
    reason="执行率低于方案规定的界限的，须说明原因",
    source="四川 2025 年自评办法；界限见评分方案",
    remedy="请填写预算调整和执行的原因。",
)
def low_execution(card: Card) -> Iterator[CardRemark]:
    if _executed_low(card) and not card.content.funds_reason.strip():
        rate, limit = card.sheet.execution.rate, card.scheme.execution_reason
        yield CardRemark("funds_reason", f"预算执行率 {rate} %，低于 {plain(limit)} %，没有说明原因")


def _executed_low(card: Card) -> bool:
    rate = card.sheet.execution.rate
    return rate is not None and rate < card.scheme.execution_reason


@rule(
    "SE3",
    Severity.ERROR,
    "预算有调整没有说明原因",
    reason="年中调整预算须单独说明",
    source="四川 2025 年自评办法",
    remedy="请填写预算调整和执行的原因。",
)
def changed_budget(card: Card) -> Iterator[CardRemark]:
    if _adjusted(card) and not card.content.funds_reason.strip():
        opening, adjusted = card.numbers[OPENING], card.numbers[ADJUSTED]
        yield CardRemark(
            "funds_reason",
            f"年初预算数 {opening:f} 万元，全年预算数 {adjusted:f} 万元，没有说明为什么调整",
        )


def _adjusted(card: Card) -> bool:
    opening, adjusted = card.numbers.get(OPENING), card.numbers.get(ADJUSTED)
    return None not in (opening, adjusted) and opening != adjusted


def needs_reason(card: Card) -> bool:
    return _executed_low(card) or _adjusted(card)


@rule(
    "SE17",
    Severity.WARNING,
    "全年预算数为零",
    reason="全年预算数为零，执行率无从计算，总分也就没有",
    source="通行做法",
    remedy="核对全年预算数；预算确已全部收回的，说明经过，由财政局评定。",
)
def no_budget(card: Card) -> Iterator[CardRemark]:
    if card.numbers.get(ADJUSTED) == 0:
        yield CardRemark(ADJUSTED, "全年预算数为零，不能评分", "0")


@rule(
    "SE20",
    Severity.WARNING,
    "金额与批复或执行数据不符",
    reason="年初预算数就是批复的预算，全年预算数和执行数以支付系统的为准",
    source="批复的绩效目标；导入的执行数据",
    remedy="改为批复或执行数据的数，或说明差在哪里。",
)
def as_approved_and_paid(card: Card) -> Iterator[CardRemark]:
    approved, opening = card.promised.opening.get(FundSource.TOTAL), card.numbers.get(OPENING)
    if opening is not None and approved is None:
        yield CardRemark(OPENING, "批复版没有预算金额，不能核对年初预算数", f"{opening:f}", undecidable=True)
    elif opening is not None and approved != opening:
        yield CardRemark(OPENING, f"年初预算数 {opening:f} 万元，批复的是 {approved:f} 万元", f"{opening:f}")
    if card.executed is None:
        return
    for field, name in ((ADJUSTED, "adjusted"), (SPENT, "spent")):
        written, paid = card.numbers.get(field), getattr(card.executed, name)
        if None not in (written, paid) and written != paid:
            words = f"{FUND_COLUMNS[name]} {written:f} 万元，执行数据为 {paid.normalize():f} 万元"
            yield CardRemark(field, words, f"{written:f}")


@rule(
    "SE23",
    Severity.ERROR,
    "数字读不懂",
    reason="读不懂的数不能计算",
    source="计算的前提",
    remedy=DIGITS_ALONE,
)
def unreadable_numbers(card: Card) -> Iterator[CardRemark]:
    for fault in card.unreadable:
        yield CardRemark(fault.field, fault.sentence.removesuffix(f"，{DIGITS_ALONE}"))


@rule(
    "SE24",
    Severity.ERROR,
    "各来源合计不等于资金总额",
    reason="资金总额等于各来源之和",
    source="财预〔2020〕10号的表样",
    remedy="请核对各来源的金额。",
)
def sums(card: Card) -> Iterator[CardRemark]:
    """The total is that of its sources, where both are written."""
    for column, label in FUND_COLUMNS.items():
        total = card.numbers.get(fund_field(FundSource.TOTAL, column))
        parts = [
            card.numbers[fund_field(fund.source, column)]
            for fund in card.content.funds
            if fund.source != FundSource.TOTAL and fund_field(fund.source, column) in card.numbers
        ]
        if total is not None and parts and sum(parts) != total:
            yield CardRemark(
                fund_field(FundSource.TOTAL, column),
                f"{label}：资金总额 {total:f} 万元，各来源合计 {sum(parts):f} 万元，不相等",
            )


@rule(
    "SE26",
    Severity.WARNING,
    "执行数大于全年预算数",
    reason="支出超过预算，要么预算有追加没有写进全年预算数，要么执行数写错",
    source="预算法第十三条：没有预算不得支出",
    remedy="核对全年预算数和执行数，或说明经过。",
)
def overspent(card: Card) -> Iterator[CardRemark]:
    adjusted, spent = card.numbers.get(ADJUSTED), card.numbers.get(SPENT)
    if adjusted is not None and spent is not None and spent > adjusted > 0:
        yield CardRemark(SPENT, f"执行数 {spent:f} 万元，大于全年预算数 {adjusted:f} 万元", f"{spent:f}")


@rule(
    "SE27",
    Severity.WARNING,
    "表样的合计与各项不符",
    reason="表样另有的金额（如基础数据表的经费、按性质分的资金）合计等于各项之和（两位小数的容许四舍五入的差），“其中”的各项不大于合计",
    source="各省表样的栏目",
    remedy="核对这几栏的金额，或说明差在哪里。",
)
def sums_of_the_form(card: Card) -> Iterator[CardRemark]:
    """Where the whole and any part of it is written, and nothing of them that cannot be read."""
    unreadable = {fault.field for fault in card.unreadable}
    for one in card.form.sums:
        whole, parts = (
            [card.numbers[more_field(key)] for key in keys if more_field(key) in card.numbers]
            for keys in (one.whole, one.parts)
        )
        if not whole or not parts or unreadable.intersection(map(more_field, (*one.whole, *one.parts))):
            continue
        total, summed = sum(whole, Decimal(0)), sum(parts, Decimal(0))
        above = abs(summed - total) if one.exact else summed - total
        if above <= _lost_by_rounding((*whole, *parts)):
            continue
        differ = "不相等" if one.exact else "各项大于合计"
        words = f"{one.label}：合计 {total:f} 万元，各项之和 {summed:f} 万元，{differ}"
        yield CardRemark(more_field(one.whole[0]), words, f"{total:f}、{summed:f}")


def _lost_by_rounding(amounts: Sequence[Decimal]) -> Decimal:
    """Amounts in 万元 with two decimals are rounded ones: by half a hundredth each."""
    finest = min(int(amount.as_tuple().exponent) for amount in amounts)
    return len(amounts) * Decimal("0.005") if finest in (-1, -2) else Decimal(0)

"""Whether a card still answers what was approved, and whether its points make a whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from performance.review.findings import Severity
from performance.scoring.arithmetic import plain
from performance.self_evaluation.card import Card, result_field
from performance.self_evaluation.rules.registry import CardRemark, rule


@rule(
    "SE7",
    Severity.HINT,
    "分值在批复之后改过",
    reason="分值随目标批复，改动分值就是改动打分的标准",
    source="批复的绩效目标",
    remedy="请核对调整时为什么改动分值。",
)
def changed_weights(card: Card) -> Iterator[CardRemark]:
    for place, before in card.promised.earlier_weights.items():
        one = card.promised.content.indicators[place]
        now = "没有分值" if one.weight is None else f"{plain(one.weight)} 分"
        yield CardRemark(
            result_field(place, "value"),
            f"“{one.name}”的分值调整之前为 {plain(before)} 分，现在{now}",
            plain(before),
        )


@rule(
    "SE8",
    Severity.WARNING,
    "批复之后目标又有变化",
    reason="自评应对照现在有效的批复版；不是它的，须说明为什么",
    source="批复的绩效目标",
    remedy="请在自评表目录按批复版更新，已填的内容保留。",
)
def another_approval(card: Card) -> Iterator[CardRemark]:
    if card.behind:
        yield CardRemark("goal_result", "本表依据的不是现在的批复版")


@rule(
    "SE9",
    Severity.WARNING,
    "各项分值之和不是 100 分",
    reason="总分等于各项得分之和，满分 100 分才能评定等级",
    source="财预〔2020〕10号",
    remedy="请核对批复的分值；确不是百分制的，说明原因，由财政局评定。",
)
def not_a_hundred(card: Card) -> Iterator[CardRemark]:
    sheet = card.sheet
    if sheet.missing:
        yield CardRemark("conclusion", sheet.words, undecidable=True)
    elif sheet.total is not None and not sheet.grade:
        whole = sum((one.points for one in sheet.indicators), Decimal(0))
        yield CardRemark("conclusion", sheet.words, plain(whole))

"""Made reports of which a person has said what is to be found: each rule has reports where it speaks and where it must not."""

from datetime import date
from decimal import Decimal

import pytest

from performance.alerts.period import Counting, Likelihood, ReasonKind
from performance.alerts.rules import RULES, judge
from performance.content.model import PlanMode, SpendingPlan
from tests.performance.alerts.periods import period, settings, state

D = Decimal
LATEST, OF_PERIOD = Counting.LATEST, Counting.OF_PERIOD
CERTAIN = Likelihood.CERTAIN
PLAN = SpendingPlan(PlanMode.CUMULATIVE, D(10), D(40), D(80), D(100))
PARTS = SpendingPlan(PlanMode.INSTALMENT, D(10), D(30), D(40), D(20))


def on(month, day):
    return date(2026, month, day)


CASES = {
    # What is found, by the thresholds of Sichuan where nothing else is said.
    "an ordinary July": (period(state("≥100场", "62场")), set()),
    "behind in June": (period(cutoff=on(6, 30), spent="39.99"), {"MO8"}),
    "just at the threshold of June": (period(cutoff=on(6, 30), spent="40"), set()),
    "July is held against June": (period(spent="45"), set()),
    "behind in August": (period(cutoff=on(8, 31), spent="59"), {"MO8"}),
    "August is not over": (period(cutoff=on(8, 30), spent="59"), set()),
    "nothing is asked for in March": (period(cutoff=on(3, 31), spent="0"), set()),
    "nothing spent in April": (period(cutoff=on(4, 30), spent="0"), {"MO8"}),
    "spent is not known": (period(spent=None), set()),
    "budget is not known": (period(budget=None), set()),
    "nothing to be spent and nothing spent": (period(budget="0", spent="0"), set()),
    "spent without a budget": (period(budget="0", spent="3"), {"MO1"}),
    "spent a cent too much": (period(spent="100.01"), {"MO1"}),
    "all is spent": (period(state("≥100场", "95场"), spent="100"), set()),
    "money without the work": (period(state("≥100场", "59场"), spent="75"), {"MO9"}),
    "work without the money": (period(state("≥100场", "71场"), cutoff=on(6, 30), spent="41"), {"MO9"}),
    "ten points are let pass": (period(state("≥100场", "70场")), set()),
    "over-fulfilment is no divergence": (
        period(state("≥100场", "150场"), cutoff=on(12, 31), spent="100"),
        set(),
    ),
    "a goal behind": (period(state("≥100场", "46场"), spent="50"), {"MO10"}),
    "a goal a little behind": (period(state("≥100场", "50场"), spent="50"), set()),
    "behind but certain": (period(state("≥100场", "46场", likelihood=CERTAIN), spent="50"), {"MO3", "MO10"}),
    "behind and certain with its reason": (
        period(state("≥100场", "46场", likelihood=CERTAIN, reason="八月集中培训"), spent="50"),
        {"MO3", "MO10"},
    ),
    "behind and only possible": (
        period(state("≥100场", "46场", likelihood=Likelihood.POSSIBLE), spent="50"),
        {"MO10"},
    ),
    "more than the whole in July": (period(state("≥100场", "101场"), spent="95"), {"MO2"}),
    "the whole in July": (period(state("≥100场", "100场"), spent="95"), set()),
    "more than the whole at the end": (
        period(state("≥100场", "101场"), cutoff=on(12, 31), spent="95"),
        set(),
    ),
    "a level above its target": (period(state("≥90%", "98%", counting=LATEST), spent="95"), set()),
    "costs below their bound": (period(state("≤50万元", "20万元", level1="成本指标")), set()),
    "costs above their bound": (period(state("≤50万元", "51万元", level1="成本指标")), {"MO10"}),
    "costs without a sign, within": (period(state("50万元", "50万元", level1="成本指标")), set()),
    "no accident": (period(state("≤0起", "0起")), set()),
    "an accident": (period(state("≤0起", "1起")), {"MO10"}),
    "at least none is reached": (period(state("≥0起", "4起")), set()),
    "exactly five, three so far": (period(state("=5次", "3次")), set()),
    "exactly five, six so far": (period(state("=5次", "6次"), spent="95"), {"MO2", "MO10"}),
    "fewer than last time": (period(state("≥100场", "62场", before=("65场",))), {"MO7"}),
    "the same as last time": (period(state("≥100场", "62场", before=("62场",))), set()),
    "a lower level than last time": (period(state("≥60%", "62%", counting=LATEST, before=("65%",))), set()),
    "a period smaller than the last": (
        period(state("≥100场", "20场", counting=OF_PERIOD, before=("42场",))),
        set(),
    ),
    "periods that do not add up to enough": (
        period(state("≥100场", "20场", counting=OF_PERIOD, before=("25场",)), spent="50"),
        {"MO10"},
    ),
    "money fewer than last time": (period(spent_before=D(61)), {"MO7"}),
    "a box ticked without words": (
        period(state("≥100场", "62场", reasons=(ReasonKind.STAFF,))),
        {"MO4"},
    ),
    "a box ticked with words": (
        period(state("≥100场", "62场", reasons=(ReasonKind.STAFF,), reason="缺两名讲师")),
        set(),
    ),
    "on track but below": (period(cutoff=on(8, 31), spent="59", on_track=True), {"MO5", "MO8"}),
    "not on track and below": (period(cutoff=on(8, 31), spent="59", on_track=False), {"MO8"}),
    "other units": (period(state("≥100场", "62人次")), set()),
    "words for words": (period(state("显著提升", "有所提升", likelihood=Likelihood.POSSIBLE)), set()),
    "words that will not come true": (
        period(state("显著提升", "未提升", likelihood=Likelihood.IMPOSSIBLE)),
        {"MO10"},
    ),
    "a day that is past": (period(state("2026年6月30日前")), {"MO10"}),
    "a day that is to come": (period(state("2026年9月30日前")), set()),
    "done in time": (period(state("2026年6月30日前", "2026年6月2日")), set()),
    "done too late": (period(state("2026年6月30日前", "2026年7月2日")), {"MO10"}),
}
BY_PLAN = {
    "the plan has asked for June": (period(spent="29", plan=PLAN), {"MO8"}),
    "within ten points of the plan": (period(spent="30", plan=PLAN), set()),
    "instalments are added up": (period(spent="29", plan=PARTS), {"MO8"}),
    "without a plan by the time": (period(spent="48"), {"MO8"}),
    "without a plan, in time": (period(spent="49"), set()),
    "before the first day of the plan": (period(cutoff=on(2, 28), spent="0", plan=PLAN), set()),
}


@pytest.mark.parametrize(
    ("name", "base"),
    [*((name, "sichuan-2025") for name in CASES), *((name, "hebei") for name in BY_PLAN)],
)
def test_what_is_found(name, base):
    told, expected = {**CASES, **BY_PLAN}[name]
    assert {alert.rule.code for alert in judge(told, settings(base)).alerts} == expected


def test_every_rule_that_reads_a_report_has_a_case():
    assert set().union(*(expected for _, expected in CASES.values())) == RULES.keys() - {"MO6"}


def test_a_reason_settles_what_asks_for_one():
    told, _ = CASES["behind and certain with its reason"]
    settled = {alert.rule.code: alert.settled for alert in judge(told, settings()).alerts}
    assert settled == {"MO3": True, "MO10": False}

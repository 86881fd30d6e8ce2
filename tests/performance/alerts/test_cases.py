"""Made reports of which a person has said what is to be found: each rule has reports where it speaks and where it must not."""

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from performance.alerts.document import TRIED_FILE
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


# Reports as they come: written in other words and units, ticked wrongly, or later than planned.
AS_THEY_COME = {
    "a bound in another unit": (period(state("≤50万元", "480000元", level1="成本指标")), set()),
    "a bound broken in another unit": (
        period(state("≤50万元", "520000元", level1="成本指标")),
        {"MO10"},
    ),
    "tens of thousands": (period(state("≥1万人次", "4000人次"), spent="50"), {"MO10"}),
    "typed with blanks": (period(state("≥100场", " 62 场")), set()),
    "a number in characters": (period(state("≥100场", "三十场"), spent="50"), {"MO9", "MO10"}),
    "a range, halfway": (period(state("50—60场", "33场")), set()),
    "a range, behind": (period(state("50—60场", "10场"), spent="50"), {"MO9", "MO10"}),
    "about as much": (period(state("≥100场", "约62场")), set()),
    "nothing told of an indicator": (period(state("≥100场", "")), set()),
    "not begun and certain": (
        period(state("显著提升", "尚未开展", likelihood=CERTAIN)),
        {"MO3", "MO10"},
    ),
    "a day that is past, not done and certain": (
        period(state("2026年6月30日前", "尚未完成", likelihood=CERTAIN)),
        {"MO3", "MO10"},
    ),
    "all of it in the last quarter, as planned": (
        period(state("≥100场", "10场", reason="按计划全部安排在第四季度"), spent="50"),
        {"MO9"},
    ),
    "a period ticked as a running total": (
        period(state("≥100场", "20场", before=("25场",)), spent="50"),
        {"MO7", "MO10"},
    ),
    "a share ticked as a running total": (period(state("≥90%", "88%", before=("91%",))), set()),
    "satisfaction far below": (period(state("≥90%", "70%", counting=LATEST)), {"MO10"}),
    "satisfaction a little below": (period(state("≥90%", "89%", counting=LATEST)), set()),
    "behind in October": (period(cutoff=on(10, 31), spent="79.5"), {"MO8"}),
    "on track, below, and said why": (
        period(cutoff=on(8, 31), spent="59", on_track=True, remark="九月集中支付"),
        {"MO5", "MO8"},
    ),
    "money paid back": (period(spent_before=D(61), remark="退回多付的一笔"), {"MO7"}),
    "one of two behind": (
        period(state("≥100场", "62场"), state("≥100场", "30场"), spent="50"),
        {"MO10"},
    ),
    "one over and one behind": (
        period(state("≥100场", "101场"), state("≥100场", "30场")),
        {"MO2", "MO10"},
    ),
    "ahead of time with money and work": (period(state("≥100场", "95场"), spent="92"), set()),
}
# What of it the rules do not see, and what they say and a reader would not: known limits, counted against the rules.
LIMITS = {
    "a number in characters": ({"MO9", "MO10"}, set()),
    "not begun and certain": ({"MO3", "MO10"}, set()),
    "a day that is past, not done and certain": ({"MO3", "MO10"}, set()),
    "all of it in the last quarter, as planned": (set(), {"MO10"}),
    "a period ticked as a running total": (set(), {"MO9"}),
    "a share ticked as a running total": (set(), {"MO9"}),
}
BY_SICHUAN = {**CASES, **AS_THEY_COME}
ALL = {**BY_SICHUAN, **BY_PLAN}


def found(name):
    """What the rules say of a case, as far as its limits are known."""
    _, due = ALL[name]
    missed, false = LIMITS.get(name, (set(), set()))
    return due - missed | false


@pytest.mark.parametrize(
    ("name", "base"),
    [*((name, "sichuan-2025") for name in BY_SICHUAN), *((name, "hebei") for name in BY_PLAN)],
)
def test_what_is_found(name, base):
    told, _ = ALL[name]
    assert {alert.rule.code for alert in judge(told, settings(base)).alerts} == found(name)


def test_what_was_tried_is_counted():
    due, said, true = Counter(), Counter(), Counter()
    for name, (_, expected) in ALL.items():
        due.update(expected)
        said.update(found(name))
        true.update(expected & found(name))
    counted = {
        code: {"due": due[code], "found": said[code], "true": true[code]} for code in RULES if code != "MO6"
    }
    told = tomllib.loads(TRIED_FILE.read_text(encoding="utf-8"))
    assert (told["cases"], told["rules"]) == (len(ALL), counted)
    assert len(ALL) >= 60
    assert LIMITS.keys() <= ALL.keys()


def test_every_rule_that_reads_a_report_has_a_case():
    assert set().union(*(expected for _, expected in CASES.values())) == RULES.keys() - {"MO6"}


def test_a_reason_settles_what_asks_for_one():
    told, _ = CASES["behind and certain with its reason"]
    settled = {alert.rule.code: alert.settled for alert in judge(told, settings()).alerts}
    assert settled == {"MO3": True, "MO10": False}

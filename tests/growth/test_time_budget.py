"""A review ends in its time whatever a text is made of: no rule works long without a look at the clock."""

from __future__ import annotations

import gc
from decimal import localcontext
from time import thread_time

import pytest

from performance.review import review, rule_set_for, rules
from performance.review.budget import Budget
from performance.review.case import Case
from performance.review.engine import DIGITS
from tests.growth.contents import MANY, everywhere
from tests.growth.texts import TEXTS

THINGS, MARGIN = 4_000, 0.5  # seconds of processor time, on a machine as slow as any
ATTEMPTS = 3
SHAPES = {f"many {name}": shape for name, shape in MANY.items()} | {
    f"text {name}": lambda size, text=text: everywhere(text(size)) for name, text in TEXTS.items()
}


class ObservedBudget(Budget):
    """Without an end; knows the longest time in which nobody looked at the clock."""

    def __init__(self) -> None:
        super().__init__(1e9)
        self.longest = 0.0
        self._last = thread_time()

    def look(self) -> None:
        now = thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now
        super().look()


@pytest.fixture(autouse=True)
def _rubbish_is_left_alone():
    """Collecting it costs what other tests have left behind."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def longest_silences(content) -> dict[str, float]:
    budget = ObservedBudget()
    case = Case(content, rule_set_for(content.province, content.edition).parameters, budget)
    silences = {}
    with localcontext() as exact:
        exact.prec = DIGITS
        for rule in rules():
            budget.look()
            budget.longest = 0.0
            if all(need.met(case) for need in rule.needs):
                for _ in budget.spent_on(rule.judge(case)):
                    pass
            budget.look()
            silences[rule.code] = budget.longest
    return silences


@pytest.mark.figure(27)
@pytest.mark.sampled(12)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.long
def test_no_rule_works_long_without_a_look_at_the_clock(shape, trial):
    trial.count("限时：形状 × 规则", len(rules()))
    content = SHAPES[shape](THINGS)
    shortest = longest_silences(content)
    for _ in range(ATTEMPTS - 1):
        if max(shortest.values()) <= MARGIN:
            break
        again = longest_silences(content)
        shortest = {code: min(seconds, again[code]) for code, seconds in shortest.items()}
    assert {code: seconds for code, seconds in shortest.items() if seconds > MARGIN} == {}


@pytest.mark.figure(27)
@pytest.mark.sampled(6)
@pytest.mark.parametrize("shape", MANY)
@pytest.mark.parametrize("seconds", [0.0, 0.1])
def test_a_review_ends_in_its_time_and_tells_what_is_left(shape, seconds, trial):
    trial.count("限时的审核", 1)
    content = MANY[shape](THINGS)
    began = thread_time()
    findings = review(content, seconds=seconds)
    taken = thread_time() - began
    assert taken <= seconds + MARGIN
    undecided = {finding.code for finding in findings if "没有审完" in finding.message}
    assert undecided or taken <= seconds
    if seconds == 0:
        assert len(undecided) > len(rules()) / 2

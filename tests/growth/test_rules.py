"""Every rule of the review takes about twice as long for twice as much, whatever the text is made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import localcontext

import pytest

from performance.content.model import StatementContent
from performance.review import rule_set_for, rules
from performance.review.case import Case
from performance.review.engine import DIGITS
from tests.growth.contents import MANY, everywhere
from tests.growth.measured import Steps, grows_too_fast
from tests.growth.texts import TEXTS

SIGNS, THINGS = 2_500, 600


def judged(content: StatementContent) -> Steps:
    def steps() -> Iterator[str]:
        case = Case(content, rule_set_for(content.province, content.edition).parameters)
        yield "case"
        with localcontext() as exact:
            exact.prec = DIGITS
            for rule in rules():
                for remark in rule.judge(case):
                    assert remark.message
                yield rule.code

    return steps


@pytest.mark.figure(27)
@pytest.mark.sampled(24)
@pytest.mark.parametrize("text", TEXTS)
def test_no_rule_grows_as_the_square_of_a_text(text, trial):
    trial.count("文字形状 × 规则", len(rules()))
    size = trial.times(SIGNS, 5 * SIGNS)
    assert grows_too_fast(lambda signs: judged(everywhere(TEXTS[text](signs))), size) == {}


@pytest.mark.figure(27)
@pytest.mark.sampled(24)
@pytest.mark.parametrize("shape", MANY)
def test_no_rule_grows_as_the_square_of_a_number(shape, trial):
    trial.count("数量形状 × 规则", len(rules()))
    size = trial.times(THINGS, 3 * THINGS)
    assert grows_too_fast(lambda things: judged(MANY[shape](things)), size) == {}


def test_there_are_two_hundred_shapes():
    assert len(TEXTS) + len(MANY) >= 200

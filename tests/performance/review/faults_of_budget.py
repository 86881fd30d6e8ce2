"""Faults that rule C17 finds: a sound text beside a budget that says something else."""

from dataclasses import replace
from decimal import Decimal

from performance.review.planned import PlannedProject
from tests.performance.review.planting import Fault
from tests.performance.review.sound_hebei import HEBEI, LECTURES, a_code

ROUND = "二上"
BUDGET = tuple(PlannedProject(one.code, one.name, one.budget, ROUND) for one in HEBEI.projects)
_FIRST, *_OTHERS = BUDGET
_MORE = PlannedProject(a_code(parent="00YY88", serial="0009"), "另一个项目", Decimal("7.50"), ROUND)


def as_it_is(content):
    return content


FAULTS_OF_BUDGET = (
    Fault(
        "C17",
        HEBEI,
        as_it_is,
        "文本24万元，二上25.5万元",
        "warning",
        (replace(_FIRST, amount=Decimal("25.50")), *_OTHERS),
    ),
    Fault(
        "C17",
        HEBEI,
        as_it_is,
        f"文本“{LECTURES.name}”，二上“巡讲”",
        planned=(replace(_FIRST, name="巡讲"), *_OTHERS),
    ),
    Fault("C17", HEBEI, as_it_is, f"{_MORE.code} 另一个项目，7.5万元", planned=(*BUDGET, _MORE)),
    Fault("C17", HEBEI, as_it_is, f"项目编码“{LECTURES.code}”", planned=tuple(_OTHERS)),
)

"""Faults that rules E9, E10 and C18 find: a sound text beside what became of its projects in the years before."""

from dataclasses import replace
from decimal import Decimal

from performance.review.evaluated import EvaluatedLine, EvaluatedProject
from tests.performance.review.planting import Fault
from tests.performance.review.sound_hebei import HEBEI, LECTURES

TALKS, COST = LECTURES.indicators[0], LECTURES.indicators[3]


def lectures(year, *lines, **more):
    code = more.pop("code", f"code of {year}")
    return EvaluatedProject(year, LECTURES.unit_code, LECTURES.unit_name, code, LECTURES.name, lines, **more)


def line(one, target, actual, *, exceeded=False):
    return EvaluatedLine(one.level1, one.name, target, actual, exceeded)


def as_it_is(content):
    return content


OVER = tuple(
    lectures(year, line(TALKS, "≥10场", f"{actual}场", exceeded=True))
    for year, actual in ((2023, 15), (2024, 16), (2025, 14))
)
HIGH = tuple(
    lectures(year, line(TALKS, "≥12场", f"{actual}场", exceeded=True))
    for year, actual in ((2023, 15), (2024, 16), (2025, 13))
)
LOWERED = tuple(replace(one, lines=(replace(one.lines[0], target="≥14场"),)) for one in HIGH)
ASKED = lectures(2024, decision="压缩20 %", amount_after=Decimal(16))
# Known by its code alone, which is also the project's.
NAMESAKE = replace(ASKED, unit_code="405009", code=LECTURES.code, amount_after=Decimal(12))

FAULTS_OF_RESULTS = (
    Fault("E9", HEBEI, as_it_is, "2024年16场（指标值≥12场）", "warning", evaluated=HIGH),
    Fault("E9", HEBEI, as_it_is, "2025年13场（指标值≥14场）", evaluated=LOWERED),
    Fault("E10", HEBEI, as_it_is, "2025年完成14场", "hint", evaluated=OVER),
    Fault(
        "E10",
        HEBEI,
        as_it_is,
        "2024年完成1.7万元",
        evaluated=(lectures(2024, line(COST, "≤2万元", "1.7万元")),),
    ),
    Fault("C18", HEBEI, as_it_is, "“压缩20 %”，2026年预算16万元；文本24万元", "warning", evaluated=(ASKED,)),
    Fault("C18", HEBEI, as_it_is, "2026年预算16万元；文本24万元", evaluated=(NAMESAKE, ASKED)),
    Fault(
        "C18",
        HEBEI,
        as_it_is,
        "“取消”，2026年预算0万元；文本24万元",
        evaluated=(lectures(2024, decision="取消", amount_after=Decimal(0), code=LECTURES.code),),
    ),
    Fault(
        "C18",
        HEBEI,
        as_it_is,
        "“暂停”；文本24万元",
        evaluated=(lectures(2024, decision="暂停", suspended=True),),
    ),
)
# What a year before says, and no rule has anything to remark on.
INNOCENT = {
    "two years only": HIGH[1:],
    "a gap": (HIGH[0], HIGH[2]),
    "too long ago": tuple(replace(one, year=one.year - 2) for one in HIGH),
    "of another unit": tuple(replace(one, unit_code="405009") for one in HIGH),
    "its code in another unit": (NAMESAKE,),
    "nobody knows which": (*HIGH, *(replace(one, code="another") for one in HIGH)),
    "within the margin": (lectures(2025, line(TALKS, "≥12场", "13场")),),
    "another unit of measure": (lectures(2025, line(TALKS, "≥12场", "30小时")),),
    "as decided": (replace(ASKED, amount_after=Decimal(24)),),
    "an amount that nobody knows": (replace(ASKED, amount_after=None),),
    "decided long ago": (replace(ASKED, year=2023),),
    "decided for the year after": (replace(ASKED, year=2025),),
    "suspended for the year after": (lectures(2025, decision="暂停", suspended=True),),
}

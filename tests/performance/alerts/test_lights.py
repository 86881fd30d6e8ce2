"""The colour of each light and the arithmetic that it says."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.alerts.expected import planned_shares, time_share
from performance.alerts.lights import forecast_light, goal_light, money_forecast_light, money_light, worst
from performance.alerts.period import Counting, Likelihood
from performance.alerts.rules import judge
from performance.alerts.setting_files import shipped_settings
from performance.alerts.settings import Light
from performance.content.model import PlanMode, SpendingPlan
from tests.performance.alerts.periods import JULY, period, settings, state

D = Decimal
R, Y, G, N = Light.RED, Light.YELLOW, Light.GREEN, Light.NONE


@pytest.mark.parametrize(
    ("spent", "budget", "light", "words"),
    [
        ("34.99", "100", R, "34.99 ÷ 100 = 34.99 %，时间进度 58.33 %，为应有的 59.98 %"),
        ("35", "100", Y, "35 ÷ 100 = 35 %，时间进度 58.33 %，为应有的 60 %"),
        ("46.66", "100", Y, "46.66 ÷ 100 = 46.66 %，时间进度 58.33 %，为应有的 79.99 %"),
        ("46.67", "100", G, "46.67 ÷ 100 = 46.67 %，时间进度 58.33 %，为应有的 80.01 %"),
        ("100", "100", G, "100 ÷ 100 = 100 %，时间进度 58.33 %，为应有的 171.43 %"),
        ("101", "100", R, "101 ÷ 100 = 101 %，超过预算"),
        ("0", "0", N, "预算数为零"),
        ("1", "0", R, "预算数为零，已支出 1 万元"),
        (None, "100", N, "没有填写执行数"),
        ("1", None, N, "没有填写预算数"),
    ],
)
def test_money_against_time(spent, budget, light, words):
    found = money_light(period(spent=spent, budget=budget), settings("national"))
    assert (found.light, found.words) == (light, words)


@pytest.mark.parametrize(
    ("target", "actual", "told", "light", "words"),
    [
        ("≥100场", "60场", {}, G, "60 ÷ 100 = 60 %，时间进度 58.33 %，为应有的 102.86 %"),
        ("≥100场", "50场", {}, Y, "50 ÷ 100 = 50 %，时间进度 58.33 %，为应有的 85.71 %"),
        ("≥100场", "40场", {}, R, "40 ÷ 100 = 40 %，时间进度 58.33 %，为应有的 68.57 %"),
        ("≥100场", "130场", {}, G, "130 ÷ 100 = 130 %，时间进度 58.33 %，为应有的 222.86 %"),
        ("≥90%", "89%", {"counting": Counting.LATEST}, Y, "89 ÷ 90 = 98.89 %"),
        ("≥90%", "90%", {"counting": Counting.LATEST}, G, "90 ÷ 90 = 100 %"),
        (">90%", "90%", {"counting": Counting.LATEST}, Y, "90 ÷ 90 = 100 %"),
        ("≤50万元", "50万元", {}, G, "50 不超过 50"),
        ("≤50万元", "510000元", {}, R, "510000元 超出 ≤50万元"),
        ("≤0起", "1起", {}, R, "指标值为 0，不能作除数，只看是否达到：1 没有达到"),
        (
            "≥100场",
            "20场",
            {"counting": Counting.OF_PERIOD, "before": ("25场", "20场")},
            G,
            "65 ÷ 100 = 65 %，时间进度 58.33 %，为应有的 111.43 %",
        ),
        ("≥100场", "20场", {"counting": Counting.OF_PERIOD, "before": ("",)}, N, "以前各期没有可以相加的数"),
        ("≥100场", "", {}, N, "没有填写执行情况"),
        ("≥100场", "20人", {}, N, "指标值以“场”计，完成值以“人”计，不能比对"),
        ("", "20人", {}, N, "没有指标值可以比对"),
        ("显著提升", "进展顺利", {}, N, "不能计算，也没有勾选完成目标可能性"),
        ("显著提升", "进展顺利", {"likelihood": Likelihood.CERTAIN}, G, "按勾选的“确定能”"),
    ],
)
def test_an_indicator_so_far(target, actual, told, light, words):
    found = goal_light(state(target, actual, **told), period(), settings("national"))
    assert (found.light, found.words) == (light, words)


@pytest.mark.parametrize(
    ("target", "forecast", "light"),
    [
        ("≥100场", "100场", G),
        ("≥100场", "99场", Y),
        ("≥100场", "79场", R),
        ("≥100场", "", N),
        ("≤5起", "6起", R),
    ],
)
def test_the_forecast_of_an_indicator(target, forecast, light):
    assert forecast_light(state(target, forecast=forecast), period(), settings("national")).light is light


@pytest.mark.parametrize(("forecast", "light"), [(D(100), G), (D(101), R), (D(79), Y), (D(59), R), (None, N)])
def test_the_forecast_of_the_money(forecast, light):
    assert money_forecast_light(period(forecast=forecast), settings("national")).light is light


def test_several_lights_make_the_worst_that_is_known():
    lit = [goal_light(state("≥100场", done), period(), settings("national")) for done in ("60场", "", "40场")]
    assert (worst(lit).light, worst(lit).words) == (R, "红灯 1、绿灯 1、无数据 1")
    assert worst(lit[1:2]).light is N
    assert worst([]).light is N


@pytest.mark.parametrize(
    ("mode", "shares", "totals"),
    [
        (PlanMode.CUMULATIVE, (10, 40, 80, 100), [10, 40, 80, 100]),
        (PlanMode.INSTALMENT, (10, 30, 40, 20), [10, 40, 80, 100]),
        (PlanMode.UNKNOWN, (25, 25, 25, 25), [25, 50, 75, 100]),
        (PlanMode.UNKNOWN, (10, 40, 80, 100), [10, 40, 80, 100]),
        (PlanMode.UNKNOWN, (0, 0, 0, 100), [0, 0, 0, 100]),
        (PlanMode.UNKNOWN, (None, 100, None, None), [100]),
        (PlanMode.CUMULATIVE, (10, 40, 80, None), []),
        (PlanMode.CUMULATIVE, (40, 10, 80, 100), []),
        (PlanMode.UNKNOWN, (10, 20, 30, 50), []),
        (PlanMode.UNKNOWN, (None, None, None, None), []),
    ],
)
def test_a_plan_is_read_only_one_way_or_not_at_all(mode, shares, totals):
    plan = SpendingPlan(mode, *(None if share is None else D(share) for share in shares))
    assert [each.percent for each in planned_shares(plan)] == totals


@given(st.dates(date(2026, 1, 1), date(2026, 12, 30)))
def test_time_goes_on(day):
    later = date.fromordinal(day.toordinal() + 1)
    assert 0 < time_share(day, 2026) < time_share(later, 2026) <= 1


amounts = st.decimals(0, 10**6, places=2)
texts = st.text(alphabet="0123456789.-%≥≤=万元场次年月日底明显 /", max_size=10)


@given(amounts, amounts, amounts, st.sampled_from(sorted(shipped_settings())))
def test_spending_more_within_the_budget_never_looks_worse(one, other, budget, name):
    less, more = sorted((one, other))
    order = [R, Y, G]
    if more <= budget and budget:
        lights = [
            money_light(period(spent=str(each), budget=str(budget)), settings(name)).light
            for each in (less, more)
        ]
        assert order.index(lights[0]) <= order.index(lights[1])


@given(amounts, amounts, st.sampled_from(["≤", "<", "≥", ">"]), st.decimals(1, 10**6, places=2))
def test_more_of_what_is_promised_never_looks_worse(one, other, sign, target):
    less, more = sorted((one, other), reverse=sign in "≤<")
    lights = [
        goal_light(state(f"{sign}{target}万元", f"{each}万元"), period(), settings("national")).light
        for each in (less, more)
    ]
    assert [R, Y, G].index(lights[0]) <= [R, Y, G].index(lights[1])


@given(texts, texts, texts, st.sampled_from(Counting), st.lists(texts, max_size=2))
def test_any_text_gives_a_light_with_words(target, actual, forecast, counting, before):
    told = state(target, actual, forecast=forecast, counting=counting, before=tuple(before))
    judged = judge(period(told, cutoff=JULY), settings("hebei"))
    assert all(lit.words for lit in (judged.money, *judged.goals, *judged.forecasts))

"""Points by rule: what is computed, what is left to a person, and what is said of it."""

from decimal import Decimal

import pytest

from performance.content.model import IndicatorContent, ProjectContent
from performance.scoring.actuals import Actuals, IndicatorActual
from performance.scoring.methods import NeedsReason
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.schemes import AtMost, Equal, Method, ScoreEntry
from performance.scoring.score import score
from tests.performance.scoring.cards import OUTPUT, a_scheme, scored, sheet_of

D = Decimal


@pytest.mark.parametrize(
    ("target", "actual", "points", "words"),
    [
        ("≥100场", "105场", 10, "105 ÷ 100 = 105 %，封顶，得 10 分"),
        ("≥100场", "80", 8, "80 ÷ 100 = 80 %，得 8 分"),
        ("不少于3次", "1次", "3.33", "1 ÷ 3 = 33.33 %，得 3.33 分"),
        ("≥15万人次", "12万人次", 8, "120000 ÷ 150000 = 80 %，得 8 分"),
        ("≥100百分比", "100%", 10, "100 ÷ 100 = 100 %，得 10 分"),
        ("≥5个", "4家", 8, "4 ÷ 5 = 80 %，得 8 分"),
        (">5个", "5个", 10, "5 ÷ 5 = 100 %，只等于指标值，没有超过，得 10 分"),
        ("≥5%", "-2%", 0, "-2 低于零，完成 0 %，得 0 分"),
        ("≤50万元", "62.5万元", 8, "50 ÷ 62.5 = 80 %，得 8 分"),
        ("≤50万元", "625000元", 8, "50 ÷ 62.5 = 80 %，得 8 分"),
        ("≤50万元", "0", 10, "0 不超过 50，得 10 分"),
        ("=100%", "100%", 10, "100 等于 100，得 10 分"),
        ("=100%", "99.9%", 0, "99.9 不等于 100，得 0 分"),
        ("≤0起", "0起", 10, "指标值为 0，不能作除数，只看是否达到：0 达到，得 10 分"),
        ("≤0起", "1起", 0, "指标值为 0，不能作除数，只看是否达到：1 没有达到，得 0 分"),
        ("≥-5%", "-4%", 10, "指标值为 -5，不能作除数，只看是否达到：-4 达到，得 10 分"),
        ("10次", "9次", 9, "9 ÷ 10 = 90 %（指标值没有符号，按“≥”计算），得 9 分"),
        ("1-2个", "2个", 10, "2 在 1—2，得 10 分"),
        ("2-4个", "1个", 5, "1 ÷ 2 = 50 %，得 5 分"),
        ("2025年12月31日", "2025.12.31", 10, "2025-12-31 不晚于 2025-12-31，按期，得 10 分"),
        ("12月底前", "2026年1月", 0, "2026-01-31 晚于 2025-12-31，逾期，得 0 分"),
    ],
)
def test_what_can_be_computed_says_its_arithmetic(target, actual, points, words):
    found = scored(target, IndicatorActual(actual))
    assert (found.computed, found.awarded, found.words, found.problem) == (D(points), D(points), words, "")


@pytest.mark.parametrize(
    ("target", "actual", "problem"),
    [
        ("≥100场", "", "没有填写实际完成值"),
        ("≥100场", "/", "没有填写实际完成值"),
        ("", "5场", "没有指标值可以比对"),
        ("≥100场", "90人次", "指标值以“场”计，完成值以“人次”计，不能比对"),
        ("≥3个月", "90天", "指标值以“个月”计，完成值以“天”计，不能比对"),
        ("≥100场", "≥100场", "完成值写成“≥100场”，请写实际的数，不要带符号"),
        ("≥100场", "90-100场", "完成值是一个区间，请写实际的数"),
        ("≥90%", "0.95", "完成值“0.95”没有单位，看不出是比例还是百分数，请写明"),
        ("2025年底", "12", "指标值或完成值不是完整的日期，不能比对"),
        ("明显", "群众反响很好", "“群众反响很好”不是等次词，也不是数，须由评分人判断"),
    ],
)
def test_what_cannot_be_computed_gets_no_points_and_says_why(target, actual, problem):
    found = scored(target, IndicatorActual(actual))
    assert (found.computed, found.awarded, found.problem) == (None, None, problem)


@pytest.mark.parametrize(
    ("target", "actual", "low", "high"),
    [
        ("明显", "明显", 8, 10),
        ("提高全民科学素质", "提高全民科学素质", 8, 10),
        ("健全", "基本健全", 6, 8),
        ("≥100场", "达成预期指标", 8, 10),
        ("及时", "未完成", 0, 6),
    ],
)
def test_a_qualitative_result_leaves_a_range(target, actual, low, high):
    found = scored(target, IndicatorActual(actual))
    assert (found.method, found.low, found.high, found.awarded) == (Method.BANDS, D(low), D(high), None)
    inside = scored(target, IndicatorActual(actual, entered=D(high)))
    assert inside.awarded == D(high)
    outside = scored(target, IndicatorActual(actual, entered=D(low) - D("0.01")))
    assert outside.awarded is None
    assert outside.problem.endswith("分之间")


def test_both_ways_for_what_is_more_than_at_most():
    linear = a_scheme(at_most=AtMost.LINEAR)
    assert scored("≤50万元", IndicatorActual("60万元"), linear).words == "1 − 10 ÷ 50 = 80 %，得 8 分"
    assert scored("≤50万元", IndicatorActual("100万元"), linear).computed == 0
    assert scored("≤50万元", IndicatorActual("100万元")).computed == 5


def test_equal_may_be_a_ratio():
    assert scored("=80%", IndicatorActual("100%"), a_scheme(equal=Equal.RATIO)).computed == 8


@pytest.mark.parametrize(
    ("method", "parameter", "target", "actual", "points"),
    [
        (Method.YES_NO, None, "≥100场", "99场", 0),
        (Method.DEDUCTION, 2, "≥8项", "6项", 6),
        (Method.DEDUCTION, 2, "≥8项", "1项", 0),
        (Method.DEDUCTION, 2, "≥8项", "9项", 10),
        (Method.PER_ITEM, "1.5", "≥8项", "6项", 9),
        (Method.PER_ITEM, "1.5", "≥8项", "20项", 10),
        (Method.FULL_ABOVE, 90, "≥95%", "92%", 10),
        (Method.FULL_ABOVE, 90, "≥95%", "45%", 5),
    ],
)
def test_each_method_has_its_way(method, parameter, target, actual, points):
    given = IndicatorActual(actual, method, None if parameter is None else D(parameter))
    found = scored(target, given, shipped_schemes()["pidu-2026"])
    assert (found.method, found.computed) == (method, D(points))


def test_a_number_scored_by_bands_has_the_band_it_reaches():
    found = scored("≥100场", IndicatorActual("70场", Method.BANDS))
    assert (found.low, found.high, found.met) == (6, 8, False)


@pytest.mark.parametrize("method", [Method.DEDUCTION, Method.PER_ITEM, Method.FULL_ABOVE])
def test_a_method_without_its_parameter_or_outside_the_scheme_computes_nothing(method):
    assert "须写明" in scored("≥8项", IndicatorActual("6项", method), shipped_schemes()["pidu-2026"]).problem
    assert "没有" in scored("≥8项", IndicatorActual("6项", method, D(1))).problem


def test_beyond_the_limits_core_indicators_score_nothing_and_others_owe_a_reason():
    scheme = shipped_schemes()["pidu-2026"]
    core = IndicatorContent(OUTPUT, "", "", value="≥100场", weight=D(10), core="★")
    assert (
        scored(core, IndicatorActual("131场"), scheme).words
        == "131 ÷ 100 = 131 %，高于 130 %，按方案不得分，得 0 分"
    )
    assert scored(core, IndicatorActual("69场"), scheme).computed == 0
    assert scored(core, IndicatorActual("130场"), scheme).computed == 10
    plain = scored("≥100场", IndicatorActual("131场"), scheme)
    assert (plain.computed, plain.asks) == (10, (NeedsReason.OVER,))


def test_reasons_are_owed_for_what_is_missed_and_for_what_is_entered_otherwise():
    assert scored("≥100场", IndicatorActual("80场")).asks == (NeedsReason.UNMET,)
    assert scored("≥100场", IndicatorActual("80场", entered=D(9))).asks == (
        NeedsReason.UNMET,
        NeedsReason.DIFFERS,
    )
    assert scored("≥100场", IndicatorActual("100场", entered=D(10))).asks == ()


def test_an_entered_score_counts_as_the_scheme_says():
    entered = IndicatorActual("80场", entered=D(7))
    assert scored("≥100场", entered).awarded == 7
    assert scored("≥100场", entered, a_scheme(entry=ScoreEntry.LOCKED)).awarded == 8
    typed = a_scheme(entry=ScoreEntry.TYPED)
    assert scored("≥100场", entered, typed).awarded == 7
    assert scored("≥100场", IndicatorActual("80场"), typed).problem == "没有录入得分"
    assert scored("≥100场", IndicatorActual("", entered=D(7))).problem == "没有填写实际完成值，不能录入得分"


def test_an_entered_score_is_not_rounded_but_refused():
    found = scored("≥100场", IndicatorActual("80场", entered=D("3.14159")))
    assert (found.awarded, found.problem) == (None, "得分 3.14159 最多写 2 位小数")
    assert scored("≥100场", IndicatorActual("80场", entered=D("3.140"))).awarded == D("3.14")
    sheet = sheet_of(Actuals(D(1), D(1), D("9.999")))
    assert sheet.execution.problem == "得分 9.999 最多写 2 位小数"


@pytest.mark.parametrize(
    ("adjusted", "spent", "points", "words"),
    [
        ("100", "95", "9.5", "95 ÷ 100 = 95 %，得 9.5 分"),
        ("3.36", "3.36", "10", "3.36 ÷ 3.36 = 100 %，得 10 分"),
        ("100", "120", "10", "120 ÷ 100 = 120 %，封顶，得 10 分"),
        ("100", "0", "0", "0 ÷ 100 = 0 %，得 0 分"),
    ],
)
def test_execution_is_spending_over_the_adjusted_budget(adjusted, spent, points, words):
    found = sheet_of(Actuals(D(adjusted), D(spent))).execution
    assert (found.awarded, found.words) == (D(points), words)


@pytest.mark.parametrize(
    ("adjusted", "spent", "problem"),
    [
        (None, D(1), "没有填写全年预算数"),
        (D(1), None, "没有填写全年执行数"),
        (D(0), D(0), "全年预算数为零，执行率无从计算"),
    ],
)
def test_execution_without_a_budget_is_no_score(adjusted, spent, problem):
    sheet = sheet_of(Actuals(adjusted, spent))
    assert (sheet.execution.awarded, sheet.execution.problem) == (None, problem)
    assert (sheet.total, sheet.grade) == (None, "")


def test_without_indicators_there_is_no_total_by_spending_alone():
    sheet = sheet_of(Actuals(D(1), D(1)))
    assert (sheet.total, sheet.grade, sheet.words) == (None, "", "没有可以评分的绩效指标，总分未定")


def test_what_is_not_applicable_is_left_out_and_the_rest_scaled():
    rows = tuple(IndicatorContent(OUTPUT, "", str(n), value="≥10次", weight=D(30)) for n in range(3))
    done = (IndicatorActual("10次"), IndicatorActual("5次"), IndicatorActual(applicable=False))
    sheet = score(ProjectContent(indicators=rows), Actuals(D(1), D(1), indicators=done), a_scheme())
    assert (sheet.total, sheet.grade) == (D("78.57"), "中")
    assert sheet.words == "各项得分合计 55 分；不适用 30 分，55 ÷ 70 × 100 = 78.57 分"


def test_weights_that_are_no_hundred_give_a_sum_and_no_grade():
    rows = (IndicatorContent(OUTPUT, "", "", value="≥10次", weight=D(100)),)
    sheet = score(
        ProjectContent(indicators=rows),
        Actuals(D(1), D(1), indicators=(IndicatorActual("10次"),)),
        a_scheme(),
    )
    assert (sheet.total, sheet.grade) == (110, "")
    assert "不是百分制" in sheet.words
    assert "合计 100 分，评分方案为 90 分" in sheet.remarks[0]


def test_weights_beyond_all_reason_give_no_sum():
    rows = (IndicatorContent(OUTPUT, "", "", value="≥10次", weight=D(99999)),)
    sheet = score(
        ProjectContent(indicators=rows),
        Actuals(D(1), D(1), indicators=(IndicatorActual("10次"),)),
        a_scheme(),
    )
    assert (sheet.total, sheet.grade, sheet.missing) == (None, "", 0)
    assert "分值写错了，总分未定" in sheet.words

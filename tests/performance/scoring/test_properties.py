"""What holds of any score."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from performance.content.model import IndicatorContent, ProjectContent
from performance.scoring.actuals import Actuals, IndicatorActual
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.schemes import AtMost, Equal
from performance.scoring.score import score
from tests.performance.scoring.cards import a_scheme, scored

numbers = st.decimals(0, 10**9, places=2)
whole = st.decimals(-(10**6), 10**6, places=2)
signs = st.sampled_from(["≥", "≤", ">", "<", "=", ""])
schemes = st.sampled_from(list(shipped_schemes().values()))
ways = st.builds(a_scheme, at_most=st.sampled_from(AtMost), equal=st.sampled_from(Equal))
texts = st.text(alphabet="0123456789.-%≥≤万元场次年月日底明显达成 /", max_size=12)


@given(signs, whole, whole, ways)
def test_never_above_the_points_and_never_below_zero(sign, target, actual, scheme):
    found = scored(f"{sign}{target}", IndicatorActual(str(actual)), scheme)
    assert found.computed is None or 0 <= found.computed <= found.points


@given(texts, texts, schemes)
def test_any_text_is_scored_or_says_why_not(target, actual, scheme):
    found = scored(target, IndicatorActual(actual), scheme)
    assert (found.awarded is None) == bool(found.problem)
    assert found.awarded is None or 0 <= found.awarded <= found.points


@given(st.sampled_from(["≥", ">", "≤", "<"]), numbers, numbers, numbers, ways)
def test_more_of_what_is_promised_never_scores_less(sign, target, one, other, scheme):
    less, more = (
        scored(f"{sign}{target}", IndicatorActual(str(each)), scheme) for each in sorted([one, other])
    )
    worse, better = (more, less) if sign in "≤<" else (less, more)
    assert worse.computed <= better.computed


@given(st.sampled_from(["≥", "≤", "=", ">", "<", ""]), whole)
def test_a_zero_target_is_passed_or_failed(sign, actual):
    found = scored(f"{sign}0起", IndicatorActual(f"{actual}起"))
    assert found.computed in (0, found.points)
    assert found.met == (found.computed == found.points)


@given(
    st.lists(
        st.tuples(st.sampled_from(["产出指标", "效益指标", "满意度指标", "成本指标", "别的"]), numbers),
        min_size=1,
        max_size=9,
    ),
    numbers,
    schemes,
)
def test_the_parts_are_the_total(rows, spent, scheme):
    content = ProjectContent(
        indicators=tuple(IndicatorContent(level, "", "", value="≥1000次") for level, _ in rows)
    )
    done = tuple(IndicatorActual(f"{value}次") for _, value in rows)
    parts = {part.name: part.points for part in scheme.parts}
    sheet = score(content, Actuals(Decimal(1000), spent, None, parts, done), scheme)
    earned = sum(part.awarded for part in (sheet.execution, *sheet.parts, *sheet.indicators))
    available = sum(part.points for part in (sheet.execution, *sheet.parts, *sheet.indicators))
    assert 0 <= sheet.total <= 100
    assert abs(sheet.total - earned * 100 / available) <= Decimal("0.005")
    assert sheet.grade

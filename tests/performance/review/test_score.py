"""The score shows its arithmetic, compares like with like, and blocks nothing."""

from decimal import Decimal

from performance.review import review
from performance.review.score import scores
from tests.performance.review.planting import added, both, indicator, project
from tests.performance.review.sound import SOUND
from tests.performance.review.sound_hebei import HEBEI, row


def of(content):
    return scores(content, review(content))


def test_a_sound_project_has_all_its_points():
    assert [(each.points, each.median) for each in of(HEBEI)] == [(Decimal("100.0"), Decimal("100.0"))] * 2


def test_the_arithmetic_is_shown():
    faulty = both(
        indicator(4, value="持续提升"),
        indicator(1, basis=""),
        added(row("产出指标", "数量指标", "讲师课时补贴", "≥5万元", "发给讲师的补贴", "合同")),
    )(HEBEI)
    first, second = of(faulty)
    assert [str(share) for share in first.shares] == ["可量化6/7", "有依据6/7", "放对类别6/7", "填写完整4/4"]
    assert first.points == Decimal("89.3")
    assert first.arithmetic == "（可量化6/7＋有依据6/7＋放对类别6/7＋填写完整4/4）÷4＝89.3分"
    assert second.median == Decimal("94.7")


def test_running_costs_are_compared_among_themselves():
    first, second = of(both(project(name="会议费"), indicator(4, value="持续提升"))(HEBEI))
    assert (first.median, second.median) == (first.points, second.points)


def test_what_a_form_does_not_print_is_no_share():
    (only,) = of(SOUND["贵州"])
    assert [share.label for share in only.shares] == ["可量化", "放对类别", "填写完整"]
    assert of(SOUND["湖北"]) == ()

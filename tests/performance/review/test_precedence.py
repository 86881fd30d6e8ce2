"""One defect, one finding: the most specific rule speaks, names the others, and is as grave as all of them."""

from dataclasses import replace

from performance.review import Severity, review, rules
from performance.review.precedence import PRECEDENCE
from tests.performance.review.planting import added, indicator
from tests.performance.review.sound_hebei import HEBEI, row


def only(content):
    (finding,) = review(content)
    return finding


def test_money_without_unit_under_timeliness_is_told_once():
    faulty = added(row("产出指标", "时效指标", "讲师费支付时效", "≤24", "支付讲师费用的时间", "计划"))(HEBEI)
    finding = only(faulty)
    assert (finding.code, finding.covers) == ("D2", ("B1", "D7"))


def test_the_speaker_is_as_grave_as_the_gravest_and_waivable_only_if_all_are():
    faulty = indicator(5, value="≥90人都表示满意")(HEBEI)
    finding = only(faulty)
    assert finding.code == "B11"
    assert "B2" in finding.covers
    assert (finding.severity, finding.waivable) == (Severity.ERROR, False)  # B2 cannot be reasoned away


def test_a_filler_name_whose_description_copies_it_is_told_once():
    finding = only(indicator(1, name="工作合格率", description="工作合格率")(HEBEI))
    assert (finding.code, finding.covers) == ("D6", ("F4",))


def test_findings_at_other_places_are_left_alone():
    faulty = indicator(1, name="工作合格率", description="工作合格率")(
        indicator(1, 1, description="展品一次验收合格率")(HEBEI)
    )
    assert [(f.code, f.place.index) for f in review(faulty)] == [("D6", 0), ("F4", 1)]


def test_an_answer_to_a_finding_counts_as_long_as_the_place_says_the_same():
    faulty = indicator(1, name="工作合格率", description="工作合格率")(HEBEI)
    finding = only(faulty)
    assert replace(finding, covers=()).fingerprint == finding.fingerprint


def test_the_table_names_only_rules_that_exist_and_no_rule_covers_itself():
    codes = {rule.code for rule in rules()}
    for precedence in PRECEDENCE:
        assert {precedence.code, *precedence.over} <= codes
        assert precedence.code not in precedence.over

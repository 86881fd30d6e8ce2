"""Values in columns of their own are judged as the target that a reader sees."""

from performance.content.model import IndicatorContent, ProjectContent, StatementContent
from performance.content.targets import with_targets
from performance.review import review


def content(**values):
    indicator = IndicatorContent("产出指标", "数量指标", "检修器材数", **values)
    return StatementContent("四川", "2022", projects=(ProjectContent(name="维护", indicators=(indicator,)),))


def test_sign_number_and_unit_become_one_value():
    (indicator,) = with_targets(content(operator="≥", value="180", unit="件")).indicators()
    assert (indicator.value, indicator.operator, indicator.unit) == ("≥180件", "", "")


def test_a_word_has_no_sign():
    (indicator,) = with_targets(content(operator="定性", value="健全")).indicators()
    assert indicator.value == "健全"


def test_a_glued_content_is_left_as_it_is():
    glued = content(value="≥180件")
    assert with_targets(glued) is glued


def test_a_sign_in_a_column_of_its_own_is_no_missing_sign():
    typed = {finding.code for finding in review(content(operator="≥", value="180", unit="件"))}
    assert typed == {finding.code for finding in review(content(value="≥180件"))}

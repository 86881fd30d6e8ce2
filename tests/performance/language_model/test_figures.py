"""A figure is known again however it is written, and none slips in beside those that were sent."""

import pytest

from performance.language_model.figures import strange_figures

SENT = "2026年12月底前举办科普活动≥8次，参加人次15万人次，满意度95%，预算1,000.50万元，分三批办理。"


@pytest.mark.parametrize(
    "text",
    [
        "举办科普活动8次，满意度９５％。",
        "预算1000.50万元，分三批。",
        "在2026年12月底前统一组织，进一步提高居民的科学素质。",
        "举办活动≥8次",
        "加强队伍建设，方便百姓参加和参与。",
    ],
)
def test_what_was_sent_may_be_said_again(text):
    assert strange_figures(text, SENT) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("举办活动9次", "9次"),
        ("举办活动12项", "12项"),  # 12 is a month
        ("满意度95", "95"),
        ("满意度九十五", "九十五"),
        ("满意度百分之九十", "百"),
        ("满意度≤95%", "≤95%"),
        ("举办活动⑨场", "9场"),
        ("举办活动Ⅸ场", "Ⅸ场"),
        ("举办活动玖场", "玖场"),
        ("举办活动参场", "参场"),
        ("举办活动两场", "两场"),
        ("翻一番", "翻一番"),
        ("提高一倍", "一倍"),
        ("提高半成", "半成"),
        ("大约½", "1"),
        ("٣场活动", "٣场"),
        ("千分之五", "千"),
        ("15亿人次", "15亿人"),
        ("1.000.50万元", "1.000.50万元"),
    ],
)
def test_what_was_not_sent_is_found(text, figure):
    assert figure in "、".join(strange_figures(text, SENT))


def test_a_sign_of_percent_alone_is_a_figure():
    assert strange_figures("提高％", "没有") == ["%"]

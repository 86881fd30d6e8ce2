"""自评表 and 监控表 among the targets, and in place of them."""

import pytest

from tests.performance.documents.forms.test_cards_beside import HEAD, NAMES, RIGHT, card, page, said


def test_what_became_of_last_years_targets_is_set_aside_and_said():
    done = [
        ["项目名称", ("旧项目", 1, 5)],
        [*HEAD, "实际完成值", "得分"],
        ["产出指标", "数量指标", "旧数", "≥3个", "4个", "50"],
    ]
    read = page(card(0), "2024年度项目支出绩效自评表", done)
    assert said(read) == {NAMES[0]: RIGHT[NAMES[0]]}
    assert any("不是绩效目标，未读入" in str(notice) for notice in read.report.notices)


RESULTS = ["产出指标", "数量指标", "旧数", "≥3个", "4个", "50"]
SELF_EVALUATED, MONITORED = ("实际完成值", "得分"), ("1-7月执行情况", "全年预计完成情况")


def of_results(heads, title=""):
    titled = [[(title, 1, 6)]] if title else []
    return [*titled, ["项目名称", ("旧项目", 1, 5)], [*HEAD, *heads], RESULTS]


@pytest.mark.parametrize(
    ("blocks", "doubted"),
    [
        (["2024年度项目支出绩效自评表", of_results(SELF_EVALUATED)], 1),
        ([of_results(SELF_EVALUATED, "2024年度项目支出绩效目标自评表")], 1),
        ([of_results(SELF_EVALUATED)], 1),
        ([of_results(MONITORED, "2024年度绩效运行监控表（1-7月）")], 1),
        (["2024年度绩效运行监控表", of_results(MONITORED)], 1),
        (["2024年度绩效自评表", of_results(SELF_EVALUATED), of_results(SELF_EVALUATED)], 2),
        ([of_results(("上年实际值", "完成值取值方式"))], 0),
        ([of_results(("实际完成值", "备注"))], 0),
    ],
)
def test_a_table_of_results_in_place_of_targets_is_read_and_said_to_be_none(blocks, doubted):
    read = page(*blocks)
    (indicator, *_), *_ = said(read).values()
    assert indicator == ("产出指标", "数量指标", "旧数", "≥3个")
    complaints = [one for one in read.report.complaints() if "不是绩效目标" in one]
    assert len(complaints) == doubted
    assert all("“绩效自评”页面" in one and "“执行监控”" in one for one in complaints)

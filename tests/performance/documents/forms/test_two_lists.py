"""Projects whose money and goals stand in one list and their indicators in another, and which of them belong together."""

import pytest

from tests.performance.documents.forms.test_cards_beside import HEAD, MONEY, NAMES, RIGHT, page

TREE = RIGHT[NAMES[0]]


@pytest.mark.parametrize(
    ("whose", "by", "tells"),
    [
        (("甲所", "乙所"), "单位名称", True),
        (("A00001", "A00002"), "项目编码", True),
        (("", ""), "备注", False),
    ],
)
def test_two_projects_of_one_name_in_two_lists_stay_two(whose, by, tells):
    """Where nothing tells which indicators are whose, nothing is joined."""
    money = [[of, "设备购置", MONEY[k], f"{k}见效"] for k, of in enumerate(whose)]
    rows = [[of, "设备购置", "产出指标", "数量指标", f"数{k}", f"≥{k + 1}次"] for k, of in enumerate(whose)]
    first, second = [by, "项目名称", "预算金额（万元）", "年度绩效目标"], [by, "项目名称", *HEAD]
    projects = page("一、基本情况", [first, *money], "二、绩效指标", [second, *rows]).content.projects
    joined = [
        (str(p.budget), [one.name for one in p.indicators]) for p in projects if p.budget and p.indicators
    ]
    assert joined == ([(MONEY[0], ["数0"]), (MONEY[1], ["数1"])] if tells else [])


def test_a_project_of_a_list_may_be_called_as_a_label_is():
    first = [
        ["项目名称", "预算金额（万元）", "年度绩效目标"],
        ["公用经费", "10", "有保障"],
        ["清淤", "20", "河道畅通"],
    ]
    second = [["项目名称", *HEAD], *([name, *TREE[0]] for name in ("公用经费", "清淤"))]
    read = page("一、基本情况", first, "二、绩效指标", second)
    assert [(p.name, str(p.budget), p.goals) for p in read.content.projects] == [
        ("公用经费", "10", ("有保障",)),
        ("清淤", "20", ("河道畅通",)),
    ]

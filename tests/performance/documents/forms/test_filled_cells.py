"""A browser's copy in which merged cells stand in each of their places."""

import pytest

from performance.documents.convert import read_text
from performance.documents.forms.filled_cells import runs_of
from tests.performance.documents.forms.test_cards_beside import NAMES, RIGHT

TREE = RIGHT[NAMES[0]]


def test_a_card_whose_merged_cells_were_filled_is_read_as_one_cell_each():
    rows = [["项目名称"] * 2 + [NAMES[0]] * 4, ["主管部门"] * 2 + ["水务局"] * 2 + ["实施单位", "河道所"]]
    rows += [["预算数（万元）"] * 2 + ["12.5"] * 4, ["年度目标"] + ["河道畅通"] * 5]
    rows += [["绩效指标", "一级指标", "二级指标", "三级指标", "三级指标", "指标值"]]
    rows += [["绩效指标", one, two, name, name, value] for one, two, name, value in TREE]
    found = read_text("\n".join(map("\t".join, rows)).encode(), "表.txt")
    (project,) = found.content.projects
    assert found.report.complaints() == []
    assert (project.name, str(project.budget), project.unit_name) == (NAMES[0], "12.5", "河道所")
    assert [(i.level1, i.level2, i.name, i.target) for i in project.indicators] == list(map(tuple, TREE))


def test_equal_amounts_below_years_are_those_of_each_year():
    rows = [["项目名称"] * 2 + [NAMES[0]] * 4, ["主管部门"] * 2 + ["水务局"] * 4]
    rows += [["资金来源（万元）"] * 2 + ["2026年", "2027年", "2028年", "合计"]]
    rows += [["财政拨款"] * 2 + ["50", "50", "50", "150"], ["资金总额"] * 2 + ["50", "50", "50", "150"]]
    rows += [["绩效指标", "一级指标", "二级指标", "三级指标", "三级指标", "指标值"]]
    rows += [["绩效指标", one, two, name, name, value] for one, two, name, value in TREE]
    text = "项目支出绩效目标表（2026年度）\n" + "\n".join(map("\t".join, rows))
    (project,) = read_text(text.encode(), "表.txt").content.projects
    assert (str(project.budget), str(project.total_budget)) == ("50", "150")
    assert [(one.label, one.value) for one in project.fields] == [
        (f"{label}·{year}年", "50") for label in ("财政拨款", "资金总额") for year in (2027, 2028)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["主管部门", "水务局", "实施单位", "水务局"], ["合计", "5", "5", "5"]],
        [["产出指标", "数量指标", "座数", "10", "10"], ["产出指标", "数量指标", "个数", "10", "10"]],
    ],
    ids=["one row alone", "a value beside an equal weight"],
)
def test_equal_texts_side_by_side_are_two_where_nothing_was_filled(rows):
    assert runs_of(rows) == [[(column, 1) for column in range(len(row))] for row in rows]

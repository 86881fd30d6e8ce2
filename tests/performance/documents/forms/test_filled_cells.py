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

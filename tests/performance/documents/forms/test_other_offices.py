"""Ways of drawing a text that offices of other provinces have: what a column, a row or a label means is what it says."""

import pytest

from performance.documents.convert import read_text
from tests.performance.documents.forms.test_cards_beside import HEAD, MONEY, NAMES, RIGHT, page, said

LEVELS = HEAD[:3]
TREE = RIGHT[NAMES[0]]


def targets(read):
    return [(one.level1, one.level2, one.name, one.target) for one in read.content.projects[0].indicators]


def card(*rows):
    return [["项目名称", (NAMES[0], 1, 3)], ["预算数（万元）", (MONEY[0], 1, 3)], *rows]


@pytest.mark.parametrize("dash", ["——", "-", "—"])
def test_a_column_of_families_is_a_level_whatever_its_head(dash):
    rows = [[f"{one}{dash}{two}", name, value] for one, two, name, value in TREE]
    read = page(
        [*card(), ["绩效指标", "指标名称", ("目标值", 1, 2)], *([*row[:2], (row[2], 1, 2)] for row in rows)]
    )
    assert (said(read), read.report.complaints()) == ({NAMES[0]: TREE}, [])


@pytest.mark.parametrize("head", ["指标方向", "指标类型", "指标值类型"])
def test_signs_under_a_head_of_direction_or_kind_are_signs(head):
    rows = [
        ["产出指标", "数量指标", "清淤长度", "≥", "3", "公里"],
        ["产出指标", "成本指标", "清淤成本", "≤", "8", "万元"],
    ]
    read = page([*card(), [*LEVELS, head, "指标值", "度量单位"], *rows])
    assert [one.target for one in read.content.projects[0].indicators] == ["≥3公里", "≤8万元"]
    assert read.report.complaints() == []


def test_words_of_direction_stay_what_they_are():
    read = page(
        [*card(), [*LEVELS, "指标方向", "指标值"], ["产出指标", "数量指标", "清淤长度", "正向", "≥3公里"]]
    )
    (one,) = read.content.projects[0].indicators
    assert (one.direction, one.operator) == ("正向", "")


@pytest.mark.parametrize(
    "note", ["注：本表逐个项目公开。", "填表说明：指标值应当量化。", "填报人：    审核人："]
)
def test_a_note_below_a_list_is_no_row_of_it(note):
    flat = page([["项目名称", *HEAD], *([NAMES[0], *row] for row in TREE), [note, "", "", "", ""]])
    of_card = page([*card(), HEAD, *TREE, [note, "", "", ""]])
    assert said(flat) == said(of_card) == {NAMES[0]: TREE}


@pytest.mark.parametrize("head", ["单位名称、项目名称", "单位（专项）名称", "项目单位（项目名称）"])
def test_a_column_of_units_and_projects_has_rows_of_units(head):
    rows = [
        [name if not k else "", "河道畅通" if not k else "", *row]
        for name in NAMES
        for k, row in enumerate(RIGHT[name])
    ]
    read = page([[head, "绩效目标", *HEAD], ["云川县水利局", *[""] * 5], ["云川县河道所", *[""] * 5], *rows])
    assert [(p.unit_name, p.name) for p in read.content.projects] == [
        ("云川县河道所", name) for name in NAMES
    ]
    assert any(
        "云川县水利局" in str(notice) and "按单位读入" in str(notice) for notice in read.report.notices
    )


def test_families_over_pairs_of_columns_are_read_below_a_row_of_the_unit():
    head = [
        [
            ("单位编码（项目编码）", 3, 1),
            ("项目单位（项目名称）", 3, 1),
            ("项目金额（万元）", 1, 2),
            ("绩效目标", 1, 4),
        ],
        [("资金总额", 2, 1), ("政府预算资金", 2, 1), ("产出指标", 1, 2), ("效益指标", 1, 2)],
        ["三级指标", "指标值"] * 2,
    ]
    rows = [
        ["113001", "云川县水利局", "12", "12", *[""] * 4],
        [
            ("4105", 2, 1),
            (NAMES[0], 2, 1),
            ("12", 2, 1),
            ("12", 2, 1),
            "清淤长度",
            "≥3公里",
            "受益人口",
            "≥9000人",
        ],
        ["验收合格率", "=100%", "", ""],
    ]
    read = page([*head, *rows])
    (project,) = read.content.projects
    assert (project.name, str(project.budget), project.unit_name) == (NAMES[0], "12", "云川县水利局")
    assert [(one.level1, one.name, one.target) for one in project.indicators] == [
        ("产出指标", "清淤长度", "≥3公里"),
        ("效益指标", "受益人口", "≥9000人"),
        ("产出指标", "验收合格率", "=100%"),
    ]


HEADS_OF_A_DEPARTMENT = [
    [("单位名称", 3, 1), ("年度预算申请", 1, 2), ("整体绩效目标", 3, 1), ("年度绩效指标", 1, 4)],
    [("资金总额", 2, 1), ("按支出性质分", 1, 1), *((text, 2, 1) for text in HEAD)],
    ["项目支出"],
]


def test_what_stands_beside_the_tree_of_a_department_is_read():
    rows = [[*((text, 3, 1) for text in ("云川县水利局", "186.5", "74.9", "河道畅通")), *TREE[0]], *TREE[1:]]
    read = page("整体支出绩效目标表", "单位：万元", [*HEADS_OF_A_DEPARTMENT, *rows])
    (goal,) = read.content.goals
    assert (read.content.department_name, goal.text, len(goal.indicators)) == ("云川县水利局", "河道畅通", 3)
    assert [str(line.amount) for line in read.content.funds] == ["186.5"]
    assert [one.value for one in read.content.fields if "项目支出" in one.label] == ["74.9"]


def test_a_second_unit_beside_one_tree_is_a_complaint():
    rows = [
        [*((text, 1, 1) for text in (unit, "1", "1", "河道畅通")), *TREE[k]]
        for k, unit in enumerate(("甲局", "乙所"))
    ]
    read = page("整体支出绩效目标表", "单位：万元", [*HEADS_OF_A_DEPARTMENT, *rows])
    assert any("不止一个单位" in line for line in read.report.complaints())


@pytest.mark.parametrize(("second", "read_as"), [("12", ["12"]), ("3", ["12", "3"])])
def test_an_amount_beside_one_tree_is_read_once_and_another_one_is_told(second, read_as):
    rows = [["甲局", money, "1", "河道畅通", *TREE[k]] for k, money in enumerate(("12", second))]
    read = page("整体支出绩效目标表", "单位：万元", [*HEADS_OF_A_DEPARTMENT, *rows])
    assert [str(line.amount) for line in read.content.funds] == read_as
    assert [one.value for one in read.content.fields] == ["1"]
    told = [one for one in read.report.notices if "不止一个数" in str(one)]
    assert (len(told), read.report.complaints()) == (len(read_as) - 1, [])


@pytest.mark.parametrize(
    "label", ["项目当年绩效目标", "项目年度总目标", "2025年度部门绩效目标", "部门整体支出目标"]
)
def test_a_label_of_a_goal_is_put_together_from_a_few_words(label):
    read = page([*card([label, ("河道畅通", 1, 3)]), HEAD, *TREE])
    assert read.content.projects[0].goals == ("河道畅通",)


@pytest.mark.parametrize(
    ("labels", "year", "mid"),
    [(["项目总体目标"], "甲", ""), (["实施期目标"], "", "甲"), (["项目总体目标", "年度目标"], "乙", "甲")],
)
def test_the_only_goal_of_a_card_is_that_of_the_year_unless_it_names_all_years(labels, year, mid):
    goals = [[label, (text, 1, 3)] for label, text in zip(labels, "甲乙", strict=False)]
    (project,) = page([*card(*goals), HEAD, *TREE]).content.projects
    assert ("".join(project.goals), project.mid_term.text if project.mid_term else "") == (year, mid)


def test_a_tall_label_beside_a_tall_amount_is_its_label():
    rows = [
        ["项目名称", (NAMES[0], 1, 3)],
        [("当年预算（万元）", 2, 1), ("12.5", 2, 1), "本级支出", "12.5"],
        ["上级补助", "0"],
    ]
    read = page([*rows, HEAD, *TREE])
    assert str(read.content.projects[0].budget) == "12.5"


def test_a_list_without_levels_may_call_its_indicators_by_one_word():
    rows = [["清淤长度", "60", "公里", "≥", "3"], ["验收合格率", "40", "%", "=", "100"]]
    read = page(
        [["项目名称", (NAMES[0], 1, 4)], ["指标", "指标权重", "计量单位", "指标性质", "指标值"], *rows]
    )
    assert [one.target for one in read.content.projects[0].indicators] == ["≥3公里", "=100%"]


def test_money_of_tasks_may_be_called_by_the_word_of_a_group():
    head = [("年度主要任务", 2, 1), "任务名称", "主要内容", "预算资金情况（万元）"]
    rows = [
        ["部门名称", ("云川县水利局", 1, 3)],
        head,
        ["清淤", "河道清淤", "53.7"],
        ["年度目标", ("河道畅通", 1, 3)],
    ]
    (task,) = page("部门整体绩效目标表", [*rows, HEAD, *TREE]).content.tasks
    assert [str(line.amount) for line in task.funds] == ["53.7"]


def test_an_unknown_label_above_the_head_of_a_list_is_a_row_of_the_card():
    read = page([*card(["河长姓名", ("某某", 1, 3)]), HEAD, *TREE])
    assert said(read) == {NAMES[0]: TREE}
    assert [(one.label, one.value) for one in read.content.projects[0].fields] == [("河长姓名", "某某")]


@pytest.mark.parametrize("apart", [True, False])
def test_money_and_goals_in_one_list_and_indicators_in_another_are_of_one_project(apart):
    first = [
        ["项目名称", "预算金额（万元）", "年度绩效目标"],
        *([n, MONEY[k], f"{n}见效。"] for k, n in enumerate(NAMES)),
    ]
    second = [["项目名称", *HEAD], *([name, *row] for name in NAMES for row in RIGHT[name])]
    read = (
        page("一、基本情况", first, "二、绩效指标", second)
        if apart
        else page([*first, ["绩效指标"], *second])
    )
    assert said(read) == RIGHT
    assert [(str(p.budget), p.goals) for p in read.content.projects] == [
        (MONEY[k], (f"{name}见效。",)) for k, name in enumerate(NAMES)
    ]


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (("≥", "3", "公里"), "≥3公里"),
        (("≤", "8.5", "万立方米"), "≤8.5万立方米"),
        (("5", "元/人·天", ""), "5元/人·天"),
    ],
)
def test_a_value_in_three_cells_below_one_head_is_one(pieces, whole):
    read = page(
        [
            ["项目名称", (NAMES[0], 1, 5)],
            [*LEVELS, ("指标值", 1, 3)],
            ["产出指标", "数量指标", "清淤长度", *pieces],
        ]
    )
    assert [one.target for one in read.content.projects[0].indicators] == [whole]
    assert read.report.complaints() == []


def test_three_texts_below_one_head_that_are_no_value_are_complained_of():
    read = page(
        [
            ["项目名称", (NAMES[0], 1, 5)],
            [*LEVELS, ("指标值", 1, 3)],
            ["产出指标", "数量指标", "清淤长度", "≥3", "公里", "备用"],
        ]
    )
    assert any("分不清各属哪一栏" in line for line in read.report.complaints())


@pytest.mark.parametrize(
    "line", ["预算年度：2031", "2031年部门预算公开表13", "部门：云川县水利局　2031年　　单位：万元"]
)
def test_the_year_may_stand_in_a_line_of_labels_or_before_a_numbered_title(line):
    html = f"<p>{line}</p><table><tr><td>项目名称</td><td colspan=3>{NAMES[0]}</td></tr>"
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEAD, *TREE))
    content = read_text(f"{html}{rows}</table>".encode(), "表.html").content
    assert content.year == 2031
    assert content.department_name in ("", "云川县水利局")


def test_a_deadline_behind_the_number_of_a_row_is_no_decimal():
    read = page([*card(), HEAD, ["产出指标", "时效指标", "1.完工时间", "1.2025年11月底前"]])
    assert [(one.name, one.value) for one in read.content.projects[0].indicators] == [
        ("完工时间", "2025年11月底前")
    ]

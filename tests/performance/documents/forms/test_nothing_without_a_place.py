"""What a card says under a label that its project, or the department, has no field for is kept under that label."""

import pytest

from performance.documents.convert import read_text
from tests.performance.documents.forms.test_cards_beside import HEAD, MONEY, NAMES, RIGHT, page, said

TREE = RIGHT[NAMES[0]]


def read(*rows, of=("项目名称", NAMES[0])):
    return page([[of[0], (of[1], 1, 3)], *([label, (text, 1, 3)] for label, text in rows), HEAD, *TREE])


def kept(fields):
    return {one.label: one.value for one in fields}


@pytest.mark.parametrize("label", ["部门（单位）", "部门名称", "预算部门"])
def test_the_department_that_a_projects_card_names_is_that_of_the_project(label):
    content = read((label, "水务局")).content
    assert (content.projects[0].department, content.department_name) == ("水务局", "水务局")


def test_a_department_beside_the_one_above_it_is_kept_under_its_label():
    content = read(("主管部门", "水务局"), ("部门名称", "河道所"), ("主要职能", "治水")).content
    assert content.projects[0].department == "水务局"
    assert kept(content.projects[0].fields) == {"部门名称": "河道所", "主要职能": "治水"}


def test_what_only_projects_have_is_kept_on_the_card_of_a_department():
    content = read(
        ("主管部门", "市水务局"),
        ("负责人", "甲"),
        ("实施期限", "2026年"),
        ("年度目标", "治水"),
        of=("部门名称", "水务局"),
    ).content
    assert content.department_name == "水务局"
    assert kept(content.fields) == {"主管部门": "市水务局", "负责人": "甲", "实施期限": "2026年"}


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("浔江市农业农村局2026年项目支出绩效目标表", "浔江市农业农村局"),
        ("关于公开浔江市林业局2026年部门预算项目绩效目标表", "浔江市林业局"),
        ("浔江市残联2026年项目支出绩效目标表", "浔江市残联"),
        ("2026年项目支出绩效目标表", ""),
        ("浔江市2026年项目支出绩效目标表", ""),
        ("各县区2026年项目支出绩效目标表", ""),
        ("高新区2026年项目支出绩效目标表", "高新区"),
    ],
)
def test_a_department_that_only_the_title_names_is_read_from_it_and_said(title, office):
    lines = [title, "\t".join(["项目名称", *HEAD]), *("\t".join([NAMES[0], *row]) for row in TREE)]
    found = read_text("\n".join(lines).encode(), "表.txt")
    assert found.content.department_name == office
    assert any("按标题" in str(notice) for notice in found.report.notices) == bool(office)


def test_a_title_that_sounds_like_a_goal_is_no_label_of_the_line_below():
    found = page(
        [
            [("2026年项目绩效目标", 1, 6)],
            [("单位：赤水镇政府", 1, 6)],
            ["项目名称", "预算金额（万元）", *HEAD],
            *([NAMES[0], MONEY[0], *row] for row in TREE),
        ]
    ).content
    assert (found.department_name, found.goals) == ("赤水镇政府", ())


def test_an_amount_whose_label_is_gone_frames_nothing():
    rows = [["", "844.77", "年度预算（万元）", "56.08"]]
    found = page([["项目名称", (NAMES[0], 1, 3)], *rows, HEAD, *TREE])
    assert [piece.text for piece in found.report.unplaced] == ["844.77"]


@pytest.mark.parametrize("dash", ["—", "/", "无"])
def test_a_dash_in_the_columns_of_sign_and_unit_is_a_blank(dash):
    row = ["产出指标", "时效指标", "完成时间", dash, "11月底前", dash]
    found = page([["项目名称", (NAMES[0], 1, 5)], [*HEAD[:3], "指标性质", "指标值", "度量单位"], row])
    assert said(found) == {NAMES[0]: [("产出指标", "时效指标", "完成时间", "11月底前")]}


def test_a_card_that_only_its_title_names_is_of_that_project_whose_department_it_prints():
    found = read_text(
        "\n".join(
            ["古树复壮项目绩效目标表", "主管部门\t林业局", "预算资金（万元）\t12", "\t".join(HEAD)]
            + ["\t".join(row) for row in TREE]
        ).encode(),
        "表.txt",
    )
    assert said(found) == {"古树复壮": TREE}
    assert found.content.projects[0].department == "林业局"


def test_the_money_in_brackets_behind_a_projects_name_is_its_budget():
    bands = [
        [(f"项目{number}：{name}（预算金额：{money}万元）", 1, 4)]
        for number, name, money in (("一", NAMES[0], "12.5"), ("二", NAMES[1], "8"))
    ]
    found = page([HEAD, bands[0], *TREE, bands[1], *TREE])
    assert [(one.name, str(one.budget)) for one in found.content.projects] == [
        (NAMES[0], "12.5"),
        (NAMES[1], "8"),
    ]

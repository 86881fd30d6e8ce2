"""Layouts that nobody has declared, as offices draw them in a workbook, are read by their heads and labels."""

import io

import pytest
from openpyxl import Workbook

from performance.documents.convert import read_text

HEADS = ["一级指标", "二级指标", "三级指标", "指标值"]


def read_rows(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return read_text(file.getvalue(), "表.xlsx")


def said(content):
    cards = [
        (p.name, str(p.budget), [(i.level1, i.level2, i.name, i.target) for i in p.indicators])
        for p in content.projects
    ]
    goals = [(g.text, [(i.level1, i.level2, i.name, i.target) for i in g.indicators]) for g in content.goals]
    return cards, goals


LAYOUTS = {
    "an empty first column": (
        [
            [None, "项目支出绩效目标表"],
            [None, "项目名称", "河道清淤"],
            [None, "资金总额（万元）", 12.5],
            [None, "年度目标", "河道畅通"],
            [None, *HEADS],
            [None, "产出指标", "数量指标", "清淤长度", "≥3公里"],
            [None, None, "质量指标", "验收合格率", "100%"],
        ],
        (
            [
                (
                    "河道清淤",
                    "12.5",
                    [
                        ("产出指标", "数量指标", "清淤长度", "≥3公里"),
                        ("产出指标", "质量指标", "验收合格率", "100%"),
                    ],
                )
            ],
            [],
        ),
    ),
    "two cards below one another, in yuan, with a note": (
        [
            ["项目名称", "河道清淤", "主管部门", "水务局"],
            ["预算金额（元）", 125000],
            HEADS,
            ["产出指标", "数量指标", "清淤长度", "≥3公里"],
            ["项目名称", "水闸检修", "主管部门", "水务局"],
            ["预算金额（元）", 225000],
            HEADS,
            ["产出指标", "数量指标", "检修座数", "≥5座"],
            ["备注：无"],
        ],
        (
            [
                ("河道清淤", "12.5", [("产出指标", "数量指标", "清淤长度", "≥3公里")]),
                ("水闸检修", "22.5", [("产出指标", "数量指标", "检修座数", "≥5座")]),
            ],
            [],
        ),
    ),
    "a list that names its project in every row, with a sum": (
        [
            ["序号", "预算单位", "项目名称", "项目金额（万元）", "绩效目标", *HEADS],
            [1, "水文站", "河道清淤", 5, "河道畅通", "产出指标", "数量指标", "清淤长度", "≥3公里"],
            [2, "水文站", "河道清淤", 5, "河道畅通", "产出指标", "质量指标", "验收合格率", "≥90%"],
            [3, "水文站", "水闸检修", 6, "水闸完好", "效益指标", "社会效益指标", "防汛能力", "明显提升"],
            ["合计", None, None, 11],
        ],
        (
            [
                (
                    "河道清淤",
                    "5",
                    [
                        ("产出指标", "数量指标", "清淤长度", "≥3公里"),
                        ("产出指标", "质量指标", "验收合格率", "≥90%"),
                    ],
                ),
                ("水闸检修", "6", [("效益指标", "社会效益指标", "防汛能力", "明显提升")]),
            ],
            [],
        ),
    ),
    "a department with duties, tasks and money of its own": (
        [
            ["2026年部门整体绩效目标表"],
            ["部门（单位）名称", "水务局"],
            ["年度履职目标", "防汛安全"],
            ["年度主要任务", "任务名称", "主要内容"],
            [None, "清淤", "清理河道"],
            ["预算情况", "部门预算总额（万元）", 1000],
            [None, "1、资金来源：（1）政府预算资金", 900],
            [*HEADS, "指标值说明"],
            ["投入管理指标", "工作目标管理", "履职目标相关性", "相关", "见规划"],
            ["产出指标", "重点工作任务完成", "任务完成率", "100%", "见计划"],
        ],
        (
            [],
            [
                (
                    "防汛安全",
                    [
                        ("投入管理指标", "工作目标管理", "履职目标相关性", "相关"),
                        ("产出指标", "重点工作任务完成", "任务完成率", "100%"),
                    ],
                )
            ],
        ),
    ),
}

LONG = "河道全年畅通，沿岸没有淤积和垃圾；" * 20
TREE = [HEADS, ["产出指标", "数量指标", "清淤长度", "≥3公里"], ["产出指标", "质量指标", "验收合格率", "100%"]]
READ = [("产出指标", "数量指标", "清淤长度", "≥3公里"), ("产出指标", "质量指标", "验收合格率", "100%")]
LAYOUTS |= {
    "a label that Hebei prints too, with long goals": (
        [
            ["单位：水务局", None, None, "单位：万元"],
            ["项目编码", "1301", "项目名称", "河道清淤"],
            ["预算规模及资金用途", "预算数", 12.5, "其中：财政资金", 12.5, "其他资金", None],
            ["绩效目标", LONG],
            *TREE,
        ],
        ([("河道清淤", "12.5", READ)], []),
    ),
    "levels that ditto marks carry down": (
        [
            ["项目名称", "河道清淤"],
            ["资金总额（万元）", 12.5],
            ["年度目标", "河道畅通"],
            *TREE[:2],
            ["同上", *TREE[2][1:]],
            ["〃", "〃", "淤泥清运率", "100%"],
        ],
        ([("河道清淤", "12.5", [*READ, ("产出指标", "质量指标", "淤泥清运率", "100%")])], []),
    ),
    "a heading that Hebei prints too, with long prose": (
        [
            ["一、总体绩效目标"],
            [LONG],
            ["项目支出绩效目标表"],
            ["项目名称", "河道清淤"],
            ["资金总额（万元）", 12.5],
            ["年度目标", "河道畅通"],
            *TREE,
        ],
        ([("河道清淤", "12.5", READ)], [(LONG, [])]),
    ),
}


@pytest.mark.parametrize(("rows", "right"), LAYOUTS.values(), ids=LAYOUTS)
def test_an_undeclared_layout_is_read(rows, right):
    result = read_rows(rows)
    assert (said(result.content), result.report.complaints()) == (right, [])


def test_an_undeclared_layout_is_said_to_be_one():
    rows, _ = LAYOUTS["an empty first column"]
    assert any("还没有收录" in notice.message for notice in read_rows(rows).report.notices)


def test_a_workbook_of_other_tables_is_refused_by_the_names_of_forms():
    with pytest.raises(ValueError, match="全国《项目支出绩效目标表》"):
        read_rows([["收支预算总表"], ["科目", "金额"], ["教育支出", 12]])


def card(name):
    return [["项目名称", name], ["资金总额（万元）", 12.5], ["年度目标", "河道畅通"], *TREE]


@pytest.mark.parametrize(
    ("sheets", "names", "told"),
    [
        ({"项目表": "河道清淤", "填写示例": "某项目"}, ["河道清淤"], "填写示例，没有读入"),
        ({"填写示例": "河道清淤"}, ["河道清淤"], ""),
        ({"项目表": "河道清淤", "项目表 (2)": "河道清淤"}, ["河道清淤", "河道清淤"], "内容完全相同"),
        ({"项目表": "河道清淤", "项目表 (2)": "河道清障"}, ["河道清淤", "河道清障"], ""),
    ],
)
def test_a_sheet_of_an_example_is_not_read_and_a_copied_one_is_told(sheets, names, told):
    book = Workbook()
    book.remove(book.active)
    for title, name in sheets.items():
        sheet = book.create_sheet(title)
        for row in card(name):
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    read = read_text(file.getvalue(), "表.xlsx")
    said = [one.message for one in read.report.notices if "示例" in one.message or "相同，" in one.message]
    assert [project.name for project in read.content.projects] == names
    assert (len(said), told in "".join(said)) == (bool(told), True)

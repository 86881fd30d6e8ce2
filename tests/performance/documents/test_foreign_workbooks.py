"""Project tables as departments make them themselves: on other grids, annotated, untitled, misspelt."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from performance.documents.convert import read_text

CAPTIONS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
TABLE = (
    ("405001某协会本级", "", "", "", "", "单位：万元", ""),
    ("项目编码", "13020026P001", "", "项目名称", "科普活动", "", ""),
    ("预算规模及资金用途", "预算数", 37.5, "其中：财政资金", 30, "其他资金", 7.5),
    ("", "用于活动", "", "", "", "", ""),
    ("资金支出计划（%）", "3月底", "", "6月底", "10月底", "12月底", ""),
    ("", "30%", "", "60%", 85, "100%", ""),
    ("绩效目标", "1.办好活动", "", "", "", "", ""),
    (*CAPTIONS, ""),
    ("产出指标", "数量指标", "场次", "举办活动", "≥8次", "计划标准", ""),
    ("", "质量指标", "合格率", "合格", 95, "", ""),
)
HEADER = 7
INDICATORS = [
    ("产出指标", "数量指标", "场次", "举办活动", "≥8次", "计划标准"),
    ("产出指标", "质量指标", "合格率", "合格", "95", ""),
]


def read(rows, places=range(7)):
    """The report and the projects of a workbook with these rows, their cells at these columns (from 0)."""
    book = Workbook()
    for number, row in enumerate(rows, 1):
        for place, value in zip(places, row, strict=False):
            book.active.cell(number, place + 1, value or None)
    file = BytesIO()
    book.save(file)
    found = read_text(file.getvalue(), "表.xlsx")
    return found.report.complaints(), found.content.projects


def respelled(row, old, new):
    return tuple(tuple(new if n == row and c == old else c for c in cells) for n, cells in enumerate(TABLE))


def facts(project):
    indicators = [(i.level1, i.level2, i.name, i.description, i.value, i.basis) for i in project.indicators]
    plan = tuple(map(int, project.spending_plan.checkpoints()))
    return project.code, project.name, project.budget, project.other_funds, project.purpose, plan, indicators


SOUND = (
    "13020026P001",
    "科普活动",
    Decimal("37.5"),
    Decimal("7.5"),
    "用于活动",
    (30, 60, 85, 100),
    INDICATORS,
)


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (TABLE, range(7)),
        (TABLE, range(2, 9)),
        (TABLE, (0, 1, 2, 3, 5, 6, 7)),
        (TABLE, (0, 1, 3, 4, 6, 7, 9)),
        ([(f"1.{TABLE[1][4]}绩效目标表",), *TABLE[:4], (), *TABLE[4:9], (), *TABLE[9:]], range(7)),
        ([*TABLE[:9], TABLE[HEADER], *TABLE[9:]], range(7)),
        (respelled(HEADER, "绩效指标描述", "绩效指标\n描述 "), range(7)),
    ],
    ids=[
        "official",
        "moved right",
        "8 columns",
        "10 columns",
        "empty rows",
        "header again",
        "broken caption",
    ],
)
def test_any_grid_is_read_by_its_captions(rows, places):
    complaints, projects = read(rows, places)
    assert complaints == []
    assert [facts(project) for project in projects] == [SOUND]


def test_tables_without_titles_on_one_sheet_are_told_apart():
    complaints, projects = read([*TABLE, *TABLE])
    assert complaints == []
    assert [facts(project) for project in projects] == [SOUND, SOUND]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*TABLE, ("注：按年度填列",)], ["第11行：这段文字未能归入任何栏目：“注：按年度填列”"]),
        (
            [*TABLE, ("填报人：", "甲", "", "审核人：", "乙")],
            ["第11行：这段文字未能归入任何栏目：“填报人：”“甲”"],
        ),
        (respelled(1, "项目名称", "项目名枕"), ["第2行 “项目编码”：此处应为“项目编码”", "“项目名枕”"]),
        (
            respelled(HEADER, "指标值", "指标直"),
            ["第8行 “一级指标”：表头“指标直”不是本表的栏目", "“指标直”", "第9行", "第10行"],
        ),
        (respelled(HEADER, "", "备注"), ["表头“备注”不是本表的栏目", "第8行"]),
        (respelled(2, 37.5, "约37.5"), ["无法识别的金额“约37.5”", "第3行"]),
        (respelled(2, 37.5, "9" * 30), ["无法识别的金额", "第3行"]),
    ],
    ids=[
        "note",
        "signatures",
        "caption of a row",
        "caption of a column",
        "a column more",
        "words",
        "too long",
    ],
)
def test_what_is_not_legible_is_listed_in_few_sentences(rows, said):
    complaints, _ = read(rows)
    assert len(complaints) == len(said)
    assert [piece for piece, sentence in zip(said, complaints, strict=True) if piece not in sentence] == []

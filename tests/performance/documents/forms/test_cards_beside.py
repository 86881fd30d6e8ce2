"""Cards drawn beside one another, trees with a column for each project, a card in several tables, names in titles."""

import pytest

from performance.documents.convert import read_text

TREE = (
    ("产出指标", "数量指标", "整治河道长度", ("≥3公里", "≥5公里")),
    ("产出指标", "质量指标", "验收合格率", ("100%", "≥98%")),
    ("满意度指标", "服务对象满意度指标", "居民满意度", ("≥90%", "≥92%")),
)
NAMES = ("东河片区整治", "西岭片区整治")
MONEY = ("120", "88.5")
HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
RIGHT = {name: [(*one[:3], one[3][n]) for one in TREE] for n, name in enumerate(NAMES)}


def page(*blocks):
    """Lines and tables; a cell is a text, or a text with the rows and columns that it spans."""
    drawn = ["<p>2025年度项目支出绩效目标表</p>"]
    for block in blocks:
        if isinstance(block, str):
            drawn.append(f"<p>{block}</p>")
            continue
        rows = [[cell if isinstance(cell, tuple) else (cell, 1, 1) for cell in row] for row in block]
        cells = ("".join(f"<td rowspan={d} colspan={w}>{t}</td>" for t, d, w in row) for row in rows)
        drawn.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    return read_text("".join(drawn).encode(), "表.html")


def said(read):
    return {
        project.name: [(i.level1, i.level2, i.name, i.value) for i in project.indicators]
        for project in read.content.projects
    }


def card(n):
    return [("项目名称", (NAMES[n], 1, 3)), HEAD, *RIGHT[NAMES[n]]]


def beside(left, right):
    return [[*one, "", *two] for one, two in zip(left, right, strict=True)]


UPPER = [(head, 2, 1) for head in HEAD[:3]] + [("指标值", 1, 2)]
LAYOUTS = {
    "named in the head": [[UPPER, NAMES, *([*one[:3], *one[3]] for one in TREE)]],
    "named above": [
        [
            ["项目名称", ("", 1, 2), *NAMES],
            ["预算金额（万元）", ("", 1, 2), *MONEY],
            [*HEAD, "指标值"],
            *([*one[:3], *one[3]] for one in TREE),
        ]
    ],
    "indicators as heads": [
        [
            [("项目名称", 3, 1), ("产出指标", 1, 2), ("满意度指标", 1, 1)],
            [one[1] for one in TREE],
            [one[2] for one in TREE],
            *([name, *(one[3] for one in RIGHT[name])] for name in NAMES),
        ]
    ],
    "two cards": [beside(card(0), card(1))],
    "names in titles": [
        block for n, name in enumerate(NAMES) for block in (f"（一）{name}项目绩效目标表", card(n)[1:])
    ],
    "one card in tables": [
        block
        for n, name in enumerate(NAMES)
        for block in (
            "一、基本信息",
            [["项目名称", name, "项目负责人", "某某"], ["预算金额（万元）", MONEY[n], "实施单位", "河道所"]],
            "二、绩效目标",
            [["绩效目标", "河道通畅。"]],
            "三、绩效指标",
            card(n)[1:],
        )
    ],
}


@pytest.mark.parametrize("blocks", LAYOUTS.values(), ids=LAYOUTS)
def test_projects_beside_one_another_are_read(blocks):
    read = page(*blocks)
    assert (said(read), read.report.complaints()) == (RIGHT, [])


def test_columns_of_places_are_no_projects():
    upper = [["项目名称", ("河道整治", 1, 4)], UPPER, ["东湖区", "西湖区"]]
    read = page([*upper, *([*one[:3], *one[3]] for one in TREE)])
    assert any("没有认出哪一栏是指标值" in words for words in read.report.complaints())


def test_a_department_is_no_project_of_a_title():
    read = page("云川市水利局项目绩效目标表", card(0)[1:])
    assert any("不知道这些指标属于谁" in words for words in read.report.complaints())

"""Cards drawn beside one another, trees with a column for each project, a card in several tables, names in titles."""

import pytest

from performance.documents.blocks import Grid, GridCell, Source, SourcePlace, SourceRow
from performance.documents.convert import read_source, read_text

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
    "named in the head below a title": [
        [[("2025年度各项目绩效目标表", 1, 5)], UPPER, NAMES, *([*one[:3], *one[3]] for one in TREE)]
    ],
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


MID = [("产出指标", "数量指标", "累计整治河道", "≥9公里"), ("产出指标", "质量指标", "累计合格率", "≥97%")]
YEAR = RIGHT[NAMES[0]][:2]
LEVELS = ["绩效指标", "一级指标"]
HALF = ["二级指标", "三级指标", "指标值"]


def both(left, right):
    return [["", one[0], *one[1:], *two[1:]] for one, two in zip(left, right, strict=True)]


def halves_of(read):
    project = read.content.projects[0]
    trees = (project.mid_term.indicators if project.mid_term else (), project.indicators)
    return [[(i.level1, i.level2, i.name, i.value) for i in tree] for tree in trees]


OWNER = ["项目名称", ("东河片区整治", 1, 7)]
TWO_SIDED = {
    "mid left": [("中期目标", 1, 4), ("年度目标", 1, 3)],
    "year left": [("年度目标", 1, 4), ("实施期目标", 1, 3)],
}


@pytest.mark.parametrize("captions", TWO_SIDED.values(), ids=TWO_SIDED)
def test_captions_say_which_half_is_of_all_years(captions):
    rows = both(MID, YEAR) if captions is TWO_SIDED["mid left"] else both(YEAR, MID)
    texts = [("总体目标", 2, 1), *captions], [("河清。", 1, 4), ("岸绿。", 1, 3)]
    read = page([OWNER, *texts, [*LEVELS, *HALF, *HALF], *rows])
    assert halves_of(read) == [MID, YEAR]


def test_a_list_may_go_on_in_its_right_half():
    read = page([OWNER, [*HEAD, *HEAD], *([*one, *two] for one, two in zip(YEAR, MID, strict=True))])
    assert halves_of(read) == [[], [*YEAR, *MID]]
    assert any("没有写明哪一半是中期" in str(notice) for notice in read.report.notices)


@pytest.mark.parametrize("heads", [("实施期目标值", "年度目标值"), ("中期指标值", "指标值")])
def test_of_values_of_all_years_and_of_one_that_of_the_year_is_the_value(heads):
    read = page([OWNER, [*HEAD[:3], *heads], *([*one[:3], "累计", one[3]] for one in YEAR)])
    assert (halves_of(read), read.report.complaints()) == ([[], YEAR], [])


def test_lines_above_lists_say_which_years_they_are_of():
    card_rows = [("项目名称", NAMES[0]), ("年度目标", "河清。")]
    read = page(card_rows, "中期绩效指标", [HEAD, *MID], "年度绩效指标", [HEAD, *YEAR])
    assert (halves_of(read), read.report.complaints()) == ([MID, YEAR], [])


ODD_ROWS = {
    "an amount above the head": [["项目资金（万元）", ("156", 1, 3)], HEAD],
    "a sentence above the head": [["本项目的目标", ("河道通畅，水质达标。", 1, 3)], HEAD],
    "heads in brackets": [[f"{head}（填写）" for head in HEAD]],
    "heads nobody knows": [["类别", "类型", "内容", "要求"]],
}


@pytest.mark.parametrize("rows", ODD_ROWS.values(), ids=ODD_ROWS)
def test_a_head_is_known_below_and_between_odd_texts(rows):
    read = page([["项目名称", (NAMES[0], 1, 3)], *rows, *RIGHT[NAMES[0]]])
    assert said(read) == {NAMES[0]: RIGHT[NAMES[0]]}


def test_a_value_called_content_stands_between_its_sign_and_its_unit():
    head = [*HEAD[:3], "运算符号", "指标内容", "度量单位"]
    read = page([["项目名称", (NAMES[0], 1, 5)], head, ["产出指标", "数量指标", "整治", "≥", "3", "公里"]])
    (one,) = read.content.projects[0].indicators
    assert (one.operator, one.value, one.unit) == ("≥", "3", "公里")


@pytest.mark.parametrize(
    ("row", "count"),
    [(("预算执行率", "预算执行率", "预算执行率", "100%"), 4), (("产出指标", "成本指标", "—", "/"), 3)],
)
def test_rows_that_look_like_others_are_kept_for_what_they_are(row, count):
    read = page([["项目名称", (NAMES[0], 1, 3)], HEAD, row, *RIGHT[NAMES[0]]])
    assert (len(read.content.projects[0].indicators), read.report.complaints()) == (count, [])


def test_goals_may_be_numbered_by_labels_of_their_own():
    goals = [[("年度目标", 2, 1), "目标1", ("河清。", 1, 2)], ["目标2", ("岸绿。", 1, 2)]]
    read = page([["项目名称", (NAMES[0], 1, 3)], *goals, HEAD, *RIGHT[NAMES[0]]])
    assert read.report.complaints() == []
    assert read.content.projects[0].goals == ("目标1：河清。", "目标2：岸绿。")


def test_a_year_stands_apart_from_the_unit_of_money_in_one_line():
    line = SourceRow(("2024年度", "单位：万元"), SourcePlace(1))
    texts = (("项目名称", "甲"), ("年度目标", "乙。"))
    cells = tuple(
        GridCell(text, row, column) for row, pair in enumerate(texts) for column, text in enumerate(pair)
    )
    read = read_source(Source((line, Grid(cells, 2, 2, SourcePlace(2)))))
    assert (read.content.year, read.report.complete) == (2024, False)  # no indicators


def test_a_year_stands_beside_the_unit_of_money():
    lines = "<p>某项目</p><p>2024年度　　　单位：元</p><table><tr><td>项目名称</td><td>甲</td></tr>"
    lines += "<tr><td>年度目标</td><td>乙。</td></tr></table>"
    assert read_text(lines.encode(), "表.html").content.year == 2024

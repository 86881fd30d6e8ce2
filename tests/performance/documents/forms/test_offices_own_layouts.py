"""Layouts as offices make them up: heads of two rows, lines above a table, bars for lines, what a spreadsheet failed to say."""

import pytest

from performance.documents.blocks import Grid, GridCell, Source, SourcePlace
from performance.documents.convert import read_source, read_text

INDICATORS = (
    ("产出指标", "数量指标", "挂牌保护古树", "≥510株"),
    ("产出指标", "质量指标", "古树成活率", "≥99%"),
    ("效益指标", "生态效益指标", "古树资源保存率", "≥99.5%"),
    ("满意度指标", "服务对象满意度指标", "游客满意度", "≥85%"),
)
OWNER = (("项目名称", "古树名木保护"), ("年度目标", "为古树挂牌建档。"))


def page_of(*rows):
    """Rows of texts, or of texts with the rows and columns that they span."""
    drawn = []
    for row in rows:
        cells = [cell if isinstance(cell, tuple) else (cell, 1, 1) for cell in row]
        drawn.append("".join(f"<td rowspan={down} colspan={wide}>{text}</td>" for text, down, wide in cells))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in drawn)}</table>".encode()


def owner(width):
    return [(label, (text, 1, width - 1)) for label, text in OWNER]


def read_rows(read, project=0):
    indicators = read.content.projects[project].indicators
    return tuple((one.level1, one.level2, one.name, one.value) for one in indicators)


def test_a_head_of_two_rows_is_known_by_the_row_below():
    head = [("绩效指标", 1, 3), ("目标值", 2, 1)], ["一级", "二级", "三级"]
    read = read_text(page_of(*owner(4), *head, *INDICATORS), "表.html")
    assert read.report.complaints() == []
    assert read_rows(read) == INDICATORS


@pytest.mark.parametrize(
    ("years", "number"),
    [(("2023年", "2025年目标"), 1), (("本年计划", "上年完成"), 0), (("2024年", "2025年"), None)],
)
def test_of_two_columns_under_one_head_the_years_target_is_the_value(years, number):
    head = (
        [("绩效指标", 1, 3), ("指标值", 1, 2), ("备注", 2, 1)],
        ["一级指标", "二级指标", "三级指标", *years],
    )
    values = [[*one[:3], *((one[3], "88") if number == 0 else ("88", one[3])), ""] for one in INDICATORS]
    read = read_text(page_of(*owner(6), *head, *values), "表.html")
    if number is None:  # which of them is meant, nobody can tell
        assert any("没有认出哪一栏是指标值" in words for words in read.report.complaints())
    else:
        assert read.report.complaints() == []
        assert read_rows(read) == INDICATORS


def test_lines_above_a_table_name_its_project():
    head = ("一级指标", "二级指标", "三级指标", "指标值")
    table = page_of(head, *INDICATORS).decode()
    lines = "<p>2025年度项目绩效目标表</p>" + "".join(
        f"<p>项目名称：{name}</p><p>年度目标：{name}见效。</p>{table}" for name in ("古树保护", "湿地修复")
    )
    read = read_text(lines.encode(), "表.html")
    assert read.report.complaints() == []
    assert [(one.name, one.goals) for one in read.content.projects] == [
        ("古树保护", ("古树保护见效。",)),
        ("湿地修复", ("湿地修复见效。",)),
    ]
    assert read_rows(read, 1) == INDICATORS


def test_a_year_and_the_unit_of_money_may_stand_in_one_row():
    rows = [(("2025年度", 1, 3), "单位：元"), *owner(4), ("资金总额", ("268,400.00", 1, 3))]
    read = read_text(page_of(*rows, ("一级指标", "二级指标", "三级指标", "指标值"), *INDICATORS), "表.html")
    assert read.report.complaints() == []
    assert (read.content.year, str(read.content.projects[0].budget)) == (2025, "26.84")


@pytest.mark.parametrize("bar", ["|", "│"])
def test_bars_part_cells_and_a_blank_first_cell_stays_one(bar):
    rows = [["一级指标", "二级指标", "三级指标", "指标值"]]
    rows += [
        ["" if n and INDICATORS[n - 1][0] == one[0] else one[0], *one[1:]] for n, one in enumerate(INDICATORS)
    ]
    rule = bar + bar.join(["---"] * 4) + bar
    lines = [f"{bar}{bar.join(row)}{bar}" for row in rows]
    text = "\n".join(["2025年项目绩效目标表", "项目名称：古树名木保护", lines[0], rule, *lines[1:]])
    read = read_text(text.encode(), "表.txt")
    assert read.report.complaints() == []
    assert read_rows(read) == INDICATORS


@pytest.mark.parametrize("shown", ["#NAME?", "#REF!", "#DIV/0!", "Err:508", "#######"])
def test_a_cell_that_shows_an_error_is_said_and_no_value(shown):
    spoilt = (*INDICATORS[:3], (*INDICATORS[3][:3], shown))
    head = ("一级指标", "二级指标", "三级指标", "指标值")
    read = read_text(page_of(*owner(4), head, *spoilt), "表.html")
    assert not read.report.complete
    assert any(problem.value == shown for problem in read.report.problems)


def test_indicators_without_a_head_are_left_out_aloud():
    head = ("一级指标", "二级指标", "三级指标", "指标值")
    whole = page_of(*owner(4), head, *INDICATORS[:2]).decode()
    rest = page_of(*INDICATORS[2:]).decode()
    read = read_text(f"{whole}<p>—</p><h2>另表</h2>{rest}".encode(), "表.html")
    lost = "".join(piece.text for piece in read.report.unplaced)
    kept = read_rows(read) == INDICATORS
    assert kept or "古树资源保存率" in lost
    assert kept or any("没有认出表头" in words for words in read.report.complaints())


@pytest.mark.parametrize("upper", ["指标体系", "绩效指标"])
def test_a_head_of_three_rows_is_known_by_its_lowest_heads(upper):
    head = (
        [(upper, 1, 3), ("年度目标值", 1, 3), ("备注", 3, 1)],
        [(level, 2, 1) for level in ("一级指标", "二级指标", "三级指标")] + ["指标性质", ("绩效值", 1, 2)],
        ["符号", "数值", "单位"],
    )
    values = [[*one[:3], "≥", str(number), "株", ""] for number, one in enumerate(INDICATORS, 2)]
    read = read_text(page_of(*owner(7), *head, *values), "表.html")
    assert read.report.complaints() == []
    assert [(i.operator, i.value, i.unit) for i in read.content.projects[0].indicators] == [
        ("≥", str(number), "株") for number in range(2, 6)
    ]


def test_rows_that_number_the_columns_or_add_up_weights_are_no_indicators():
    head = ["一级指标", "二级指标", "三级指标", "指标值", "权重"]
    rows = [[*one, "25"] for one in INDICATORS]
    sums = ["合计", "", "", "", "100"]
    read = read_text(page_of(*owner(5), head, ["1", "2", "3", "4", "5"], *rows, sums), "表.html")
    assert read.report.complaints() == []
    assert read_rows(read) == INDICATORS


@pytest.mark.parametrize(("head", "joined"), [("单位", True), ("其余", False)])
def test_columns_printed_on_another_page_are_joined_by_their_heads_or_complained_of(head, joined):
    rows = [
        ["项目名称", "古树名木保护"],
        ["年度目标", "挂牌建档。"],
        ["三级指标", "指标值"],
        ["挂牌", "≥510"],
    ]
    further = [[""], [""], [head], ["株"]]
    read = read_source(Source(tuple(grid_on(page, texts) for page, texts in ((1, rows), (2, further)))))
    assert any("右边的几栏印到了另一页" in words for words in read.report.complaints()) == (not joined)
    assert any(one.unit == "株" for one in read.content.indicators()) == joined
    assert any("已逐行接在一起" in str(notice) for notice in read.report.notices) == joined


def test_bands_of_columns_may_each_take_several_pages():
    heads, levels = ("项目名称", "一级指标", "二级指标"), ("三级指标", "指标值")
    left = [["古树" if not n else "", *one[:2]] for n, one in enumerate(INDICATORS)]
    right = [list(one[2:]) for one in INDICATORS]
    pages = [[heads, *left[:3]], left[3:], [levels, *right[:2]], right[2:]]
    read = read_source(Source(tuple(grid_on(number, texts) for number, texts in enumerate(pages, 1))))
    assert (read_rows(read), read.report.complaints()) == (INDICATORS, [])


def grid_on(page, texts):
    cells = tuple(
        GridCell(text, row, column, place=SourcePlace(row + 1, table=page, page=page))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
    return Grid(cells, len(texts[0]), len(texts), SourcePlace(1, table=page, page=page))


HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
MERGED = (
    [("产出指标", 2, 1), *INDICATORS[0][1:]],
    [*INDICATORS[1][1:]],
    [*INDICATORS[2]],
    [*INDICATORS[3]],
)


@pytest.mark.parametrize(
    ("words", "row", "cell", "text"),
    [
        ("这一格空着", 2, 0, ""),
        ("是表头，不是指标名称", 2, 2, "目标值"),
        ("是时限，不是指标名称", 2, 2, "12月底前"),
        ("不是通常的二级指标", 2, 1, "见规划"),
        ("符号在数字后面", 2, 3, "99.5≥"),
        ("比别的行多1格", 1, 2, ("≥99%", 1, 2)),
        ("百分号后面还有数字、百分号或横线", 2, 3, "100%—"),
        ("百分号后面还有数字、百分号或横线", 2, 3, "≥99.5%%"),
        ("没有指标值", 2, 3, "—"),
        ("的末尾是指标的类别", 2, 3, "≥99.5%满意度指标"),
        ("不像指标的类别", 2, 1, "质量指标生态效益指标"),
        ("两格并成了一格", 2, 2, "古树资源保存率≥99.5%"),
        ("带计数的单位", 2, 3, "≥510株"),
        ("被分页截断的一格", 2, 2, "古树资源（续）"),
        ("没有写明二级指标", 2, 1, ""),
    ],
)
def test_what_the_drawing_of_a_list_tells_is_said(words, row, cell, text):
    rows = [list(one) for one in MERGED]
    rows[row][cell] = text
    report = read_text(page_of(*owner(4), HEAD, *rows), "表.html").report
    assert any(words in str(remark) for remark in (*report.notices, *report.problems))


def test_of_a_list_that_prints_every_level_a_blank_one_is_said():
    rows = [list(one) for one in INDICATORS]
    rows[1][1] = ""
    notices = read_text(page_of(*owner(4), HEAD, *rows), "表.html").report.notices
    assert any("没有写明类别" in str(notice) for notice in notices)


def test_one_name_over_the_values_of_several_rows_is_said():
    (first, *rest), (second, _, value), *others = MERGED
    rows = [[first, rest[0], (rest[1], 2, 1), rest[2]], [second, value], *others]
    notices = read_text(page_of(*owner(4), HEAD, *rows), "表.html").report.notices
    assert any("共用一个名称" in str(notice) for notice in notices)


def test_a_head_among_the_texts_and_a_family_among_the_heads_are_complained_of():
    rows = [list(one) for one in (HEAD, *INDICATORS)]
    rows[0][1], rows[1][1] = rows[1][1], rows[0][1]
    complaints = "".join(read_text(page_of(*owner(4), *rows), "表.html").report.complaints())
    assert "印在表头里，却是指标的类别" in complaints
    assert "是表头，却印在" in complaints


@pytest.mark.parametrize("row", [("", "建档", "5"), ("建档立卡", "5", ""), ("", "建档", "—")])
def test_a_task_without_its_name_or_with_an_amount_for_its_text_is_said(row):
    tasks = [("任务名称", "主要内容", "预算金额（万元）"), ("挂牌", "为古树挂牌", "12"), row]
    card_of = [("部门名称", ("林业局", 1, 2)), *tasks, ("年度目标", ("保护古树。", 1, 2))]
    notices = read_text(page_of(*card_of), "表.html").report.notices
    assert any("任务名称、内容与金额对不上" in str(notice) for notice in notices)


def test_heads_of_tasks_printed_again_are_no_task():
    head = ("任务名称", "主要内容", "预算金额（万元）")
    tasks = [head, ("挂牌", "为古树挂牌", "12"), head, ("建档", "为古树建档", "5")]
    read = read_text(
        page_of(("部门名称", ("林业局", 1, 2)), *tasks, ("年度目标", ("保护。", 1, 2))), "表.html"
    )
    assert [task.name for task in read.content.tasks] == ["挂牌", "建档"]


def test_a_value_alone_below_a_list_is_no_note():
    complaints = read_text(
        page_of(*owner(4), HEAD, *INDICATORS, [("≥88%", 1, 4)]), "表.html"
    ).report.complaints()
    assert any("≥88%" in words for words in complaints)


@pytest.mark.parametrize("name", ["为古树挂牌建档。", "3", "二级指标"])
def test_a_sentence_a_number_and_a_head_are_no_names_of_projects(name):
    rows = [("项目名称", (name, 1, 3)), ("年度目标", ("古树名木保护", 1, 3))]
    report = read_text(page_of(*rows, HEAD, *INDICATORS), "表.html").report
    assert any("不像项目名称" in str(notice) for notice in report.notices)

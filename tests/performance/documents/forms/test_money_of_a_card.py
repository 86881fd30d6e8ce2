"""The budget of a project, however an office names it and wherever it prints it: read right, or complained of."""

import io
from decimal import Decimal

import openpyxl
import pytest

from performance.content.model import FundPeriod
from performance.documents.convert import read_text
from performance.documents.forms.words import label_of

HEADS = ("一级指标", "二级指标", "三级指标", "指标值")
INDICATORS = (
    ("产出指标", "数量指标", "养护里程", "≥368公里"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥92%"),
)
LIST = (HEADS, *INDICATORS)


def table(*rows):
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def read(*blocks, title="2025年度项目绩效目标表"):
    lines = "".join(block if block.startswith("<table>") else f"<p>{block}</p>" for block in blocks)
    return read_text(f"<p>{title}</p>{lines}".encode(), "表.html")


def card(*rows, name="公路养护"):
    return table(("项目名称", name), *rows, ("年度目标", "路面完好。"), *LIST)


def budgets(result):
    return {project.name: project.budget for project in result.content.projects}


@pytest.mark.parametrize(
    "label",
    [
        "金额",
        "资金规模",
        "项目经费",
        "批复金额",
        "预算安排资金",
        "申请资金",
        "资金额度",
        "预算经费",
        "当年安排资金",
    ],
)
def test_a_label_made_of_words_for_money_names_the_budget(label):
    result = read(card((f"{label}（万元）", "145.5")))
    assert (budgets(result), result.report.complaints()) == ({"公路养护": Decimal("145.5")}, [])


@pytest.mark.parametrize(
    "label", ["资金用途", "资金来源说明", "预算执行率", "经费管理办法", "上年预算", "资金到位率"]
)
def test_other_labels_with_such_words_name_no_amount(label):
    found = label_of(label)
    assert found is None or found.kind != "fund"


def test_a_year_in_the_label_makes_the_amount_that_of_the_year():
    assert label_of("本年度安排资金（万元）").period == FundPeriod.ANNUAL
    assert label_of("项目总经费（万元）").period == FundPeriod.WHOLE


def test_what_was_granted_counts_and_not_what_was_asked_for():
    result = read(card(("申报金额（万元）", "150"), ("批复金额（万元）", "145")))
    assert (budgets(result), result.report.complaints()) == ({"公路养护": Decimal("145")}, [])


def test_two_budgets_of_one_project_are_complained_of():
    result = read(card(("资金规模（万元）", "150"), ("预算金额（万元）", "145")))
    assert any("几个不同的预算金额" in words for words in result.report.complaints())


@pytest.mark.parametrize(
    "lines",
    [
        ["项目名称：{name}", "项目金额：{budget}万元", "绩效目标：路面完好。"],
        ["项目名称：{name} 项目金额：{budget}万元 绩效目标：路面完好。"],
        ["项目名称：{name}；资金规模：{budget}万元", "绩效目标：路面完好。"],
    ],
)
def test_lines_above_a_table_state_the_budget_of_its_project(lines):
    named = (("公路养护", "145"), ("桥梁检测", "86.4"))
    blocks = [
        block
        for name, budget in named
        for block in (*(line.format(name=name, budget=budget) for line in lines), table(*LIST))
    ]
    result = read(*blocks)
    assert result.report.complaints() == []
    assert budgets(result) == {name: Decimal(budget) for name, budget in named}
    assert all(project.goals == ("路面完好。",) for project in result.content.projects)


@pytest.mark.parametrize(
    "blocks",
    [
        [card(("安排预算指标数", "145"))],
        [card(("项目金额（万元）", "壹佰肆拾伍"))],
        [card(), "以上项目资金共145万元。"],
    ],
)
def test_a_budget_that_was_not_taken_for_one_is_complained_of(blocks):
    result = read(*blocks)
    assert budgets(result) == {"公路养护": None}
    assert not result.report.complete


def test_a_project_without_any_budget_is_said():
    result = read(card())
    assert result.report.complete
    assert any("预算金额" in notice.message for notice in result.report.notices)


@pytest.mark.parametrize(
    ("printed", "wan"),
    [
        ("145万", "145"),
        ("145万元整", "145"),
        ("人民币145万元", "145"),
        ("共145万元", "145"),
        ("145（万元）", "145"),
        ("￥1,450,000.00", "145"),
        ("145万元（其中财政拨款100万元）", "145"),
        ("145万元；其中：财政拨款100万元", "145"),
        ("-3.5万元", "-3.5"),
    ],
)
def test_an_amount_is_read_with_the_words_around_it(printed, wan):
    result = read(card(("预算金额", printed)))
    assert (budgets(result), result.report.complaints()) == ({"公路养护": Decimal(wan)}, [])


def test_of_budgets_of_several_years_that_of_the_document_counts():
    result = read(
        card(("2024年预算（万元）", "33"), ("2025年预算（万元）", "145"), ("2026年预算（万元）", "99"))
    )
    assert (budgets(result), result.report.complaints()) == ({"公路养护": Decimal("145")}, [])
    assert {(one.label, one.value) for one in result.content.projects[0].fields} == {
        ("2024年预算(万元)", "33"),
        ("2026年预算(万元)", "99"),
    }


def test_lines_between_the_tables_of_one_sheet_name_their_projects():
    book = openpyxl.Workbook()
    for name, budget in (("公路养护", "145"), ("桥梁检测", "86.4")):
        for row in (
            [f"项目名称：{name}"],
            [f"项目金额：{budget}万元"],
            ["绩效目标：路面完好。"],
            *LIST,
        ):
            book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    result = read_text(file.getvalue(), "表.xlsx")
    assert result.report.complaints() == []
    assert budgets(result) == {"公路养护": Decimal("145"), "桥梁检测": Decimal("86.4")}
    assert [len(project.indicators) for project in result.content.projects] == [2, 2]


@pytest.mark.parametrize("total", [("合计", "", "231.4"), ("", "青禾县交通局小计", "231.4")])
def test_a_row_of_sums_is_no_project_in_whichever_column_it_says_so(total):
    rows = [("序号", "项目名称", "项目资金（万元）", "年度目标", *HEADS)]
    for number, (name, budget) in enumerate((("公路养护", "145"), ("桥梁检测", "86.4")), 1):
        rows += [(str(number), name, budget, "完好。", *indicator) for indicator in INDICATORS]
    result = read(table(*rows, (*total, *[""] * 5)))
    assert result.report.complaints() == []
    assert budgets(result) == {"公路养护": Decimal("145"), "桥梁检测": Decimal("86.4")}


def test_a_word_for_money_at_the_end_of_a_row_is_what_stands_there():
    result = read(card(("预算资金（元）", "750000", "资金性质", "一般公共预算安排")))
    assert budgets(result) == {"公路养护": Decimal(75)}
    assert [(one.label, one.value) for one in result.content.projects[0].fields] == [
        ("资金性质", "一般公共预算安排")
    ]


def test_the_year_may_stand_in_a_cell():
    result = read(card(("预算年度", "2025"), ("金额（万元）", "1")), title="项目绩效目标表")
    assert (result.content.year, result.report.complaints()) == (2025, [])


@pytest.mark.parametrize(
    ("title", "year"),
    [("２０２５年度项目绩效目标表", 2025), ("2025年部门预算公开", 2025), ("项目绩效目标表", None)],
)
def test_the_year_stands_on_the_cover_too_and_its_lack_is_said(title, year):
    result = read(card(("金额（万元）", "1")), title=title)
    said = any("没有找到预算年度" in notice.message for notice in result.report.notices)
    assert (result.content.year, said) == (year, year is None)


@pytest.mark.parametrize(
    ("line", "label", "amount", "complained"),
    [
        ("单位：元", "预算金额（万元）", "453,600.00", True),
        ("单位：万元", "预算金额（元）", "45.36", True),
        ("单位：元", "预算金额（万元）", "45.36", False),
        ("单位：万元", "预算金额（元）", "453,600.00", False),
        ("单位：万元", "预算金额（万元）", "453,600.00", False),
        ("单位：元", "预算金额（万元）", "0", False),
    ],
)
def test_two_units_are_complained_of_where_the_amount_is_likely_in_the_other(line, label, amount, complained):
    listed = table(("项目名称", label, *HEADS), *(("公路养护", amount, *row) for row in INDICATORS))
    for printed in (card((label, amount)), listed):
        complaints = read(line, printed).report.complaints()
        assert any("请核对，改正其中一处" in words for words in complaints) == complained


@pytest.mark.parametrize(
    ("printed", "budget"), [("1,2\n50.5", "1250.5"), ("12.\n5", "12.5"), ("100\n50", None), ("1\n250", None)]
)
def test_an_amount_on_two_lines_is_one_number_where_it_can_be_nothing_else(printed, budget):
    book = openpyxl.Workbook()
    for row in (("项目名称", "公路养护"), ("资金总额（万元）", printed), ("年度目标", "路面完好。"), *LIST):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    found = read_text(file.getvalue(), "表.xlsx")
    assert budgets(found) == {"公路养护": budget and Decimal(budget)}
    assert bool(found.report.complaints()) == (budget is None)

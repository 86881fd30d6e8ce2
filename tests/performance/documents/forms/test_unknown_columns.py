"""A column, a line or an amount that is not known for what it is keeps a text from being read whole, or is known."""

import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from performance.documents.convert import Unreadable, read_text

HEADS = ["一级指标", "二级指标", "三级指标", "指标值"]
CARD = (["项目名称", "河道清淤"], ["资金总额（万元）", 12.5], ["年度目标", "河道畅通"])


def read_rows(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return read_text(file.getvalue(), "表.xlsx")


def page(*pieces):
    """A web page of paragraphs and of tables, given as rows."""
    html = "".join(
        f"<p>{piece}</p>"
        if isinstance(piece, str)
        else "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in piece)
        + "</table>"
        for piece in pieces
    )
    return read_text(f"<html><body>{html}</body></html>".encode(), "页.html")


def targets(read):
    return [(one.name, one.target) for project in read.content.projects for one in project.indicators]


def test_half_a_years_value_is_no_value_of_the_year():
    read = read_rows(
        *CARD,
        [*HEADS[:3], "半年（计划）指标值", "全年指标值"],
        ["产出指标", "数量指标", "清淤长度", "≥1公里", "≥3公里"],
        ["效益指标", "社会效益指标", "群众满意率", "≥80%", "≥90%"],
    )
    assert read.report.complete
    assert targets(read) == [("清淤长度", "≥3公里"), ("群众满意率", "≥90%")]


def test_a_list_without_a_known_column_of_values_is_complained_of():
    read = read_rows(
        *CARD,
        [*HEADS[:3], "甲乙丙"],
        ["产出指标", "数量指标", "清淤长度", "≥3公里"],
        ["效益指标", "社会效益指标", "群众满意率", "≥90%"],
    )
    assert any("没有认出哪一栏是指标值" in line for line in read.report.complaints())


def test_signs_under_an_unknown_head_are_read_as_signs_and_said():
    read = read_rows(
        *CARD,
        [*HEADS[:3], "甲乙丙", "指标值", "度量单位"],
        ["产出指标", "数量指标", "清淤长度", "≥", "3", "公里"],
        ["效益指标", "社会效益指标", "群众满意率", "≥", "90", "%"],
    )
    assert read.report.complete
    assert targets(read) == [("清淤长度", "≥3公里"), ("群众满意率", "≥90%")]
    assert any("“甲乙丙”一栏按内容认作指标性质" in notice.message for notice in read.report.notices)


def test_signs_under_a_head_that_means_something_else_are_complained_of():
    read = read_rows(
        *CARD,
        [*HEADS[:3], "历史值", "指标值", "度量单位"],
        ["产出指标", "数量指标", "清淤长度", "≥", "3", "公里"],
        ["效益指标", "社会效益指标", "群众满意率", "≥", "90", "%"],
    )
    assert any("都是≥、≤这样的符号" in line for line in read.report.complaints())


def test_other_and_none_are_what_offices_print_for_no_sign_and_no_unit():
    read = read_rows(
        *CARD,
        [*HEADS[:3], "绩效指标性质", "绩效指标值", "绩效度量单位"],
        ["产出指标", "数量指标", "清淤长度", "≥", "3", "公里"],
        ["产出指标", "质量指标", "河道面貌", "其他", "明显改善", "无"],
    )
    assert read.report.complete
    assert targets(read)[0] == ("清淤长度", "≥3公里")


def test_the_only_amount_of_a_card_is_its_total():
    read = read_rows(
        ["项目名称", "河道清淤"],
        ["财政拨款（万元）", 12.5],
        ["年度目标", "河道畅通"],
        HEADS,
        ["产出指标", "数量指标", "清淤长度", "≥3公里"],
    )
    assert read.content.projects[0].budget == Decimal("12.5")


SOUND = [*CARD, HEADS, ["产出指标", "数量指标", "清淤长度", "≥3公里"]]


@pytest.mark.parametrize(
    "line",
    [
        "绩效指标一级指标二级指标三级指标指标值产出指标数量指标巡查次数≥12次",
        "数量指标巡查次数≥12次质量指标整改率≥95%",
        "一级指标",
        "数量指标",
    ],
)
def test_a_table_that_has_run_into_a_line_is_no_prose(line):
    read = page(SOUND, line)
    assert any(line in complaint for complaint in read.report.complaints())


def test_prose_that_speaks_of_indicators_is_prose():
    assert page("绩效指标分为数量指标、质量指标和时效指标，由各单位填报。", SOUND).report.complete


def test_the_end_of_a_name_on_the_next_page_is_no_indicator():
    read = read_rows(*SOUND, ["产出指标", "质量指标", "验收合格", "100%"], ["", "", "率", ""])
    assert any("被分页截断" in line for line in read.report.complaints())


def test_a_whole_budget_book_is_read_for_its_performance_tables():
    money = [["收入项目", "预算数"], ["一般公共预算拨款", "120.5"], ["合计", "120.5"]]
    read = page(
        "示例市水务局2026年部门预算",
        "第一部分 部门概况",
        "一、主要职能",
        "负责全市水资源管理。",
        "部门收支总表",
        money,
        "财政拨款“三公”经费支出表",
        [["项目", "预算数"], ["公务接待费", "1.2"]],
        "第四部分 名词解释",
        "一、基本支出：指为保障机构正常运转而发生的支出。",
        "项目支出绩效目标表",
        SOUND,
    )
    assert read.report.complete
    assert targets(read) == [("清淤长度", "≥3公里")]
    said = [str(notice) for notice in read.report.notices]
    assert sum("未读入" in sentence for sentence in said) == 2
    assert any("部门收支总表" in sentence for sentence in said)
    assert any("读入了1张绩效目标表，另有2张与绩效目标无关的表" in sentence for sentence in said)


def test_a_page_without_any_performance_table_is_refused_by_name():
    with pytest.raises(Unreadable, match="没有找到绩效目标表"):
        page("收支总表", [["收入项目", "预算数"], ["合计", "1"]])


def test_a_table_that_is_left_out_is_called_by_its_own_title():
    titled = [["支出总表", "", ""], ["科目", "合计", "基本支出"], ["行政运行", "8", "8"]]
    read = page(
        "部门收支总表", "公开01表", [["收入", "支出"], ["5", "5"]], titled, [["甲", "乙"], ["1", "2"]], SOUND
    )
    left = [str(notice) for notice in read.report.notices if "未读入" in str(notice)]
    assert [sentence.partition("这张表")[2].partition("没有")[0] for sentence in left] == [
        "“部门收支总表”",
        "“支出总表”",
        "",
    ]

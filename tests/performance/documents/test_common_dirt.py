"""What real files do to a sound text: each case differs by one thing, and is read rightly or complained of."""

import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from performance.documents.convert import read_text

SOUND = """\
白石县体育局2026年部门预算绩效文本
第二部分
预算项目绩效目标
1.健身路径维护绩效目标表
512001白石县体育局本级||||单位：万元||
项目编码|99010026P00HD710031X||项目名称|健身路径维护||
预算规模及资金用途|预算数|24.50|其中：财政资金|24.50|其他资金|
|器材检修和更换|||||
资金支出计划（%）|3月底||6月底|10月底|12月底|
|25||50|75|100|
绩效目标|1.器材完好
一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据|
产出指标|数量指标|检修器材数|全年检修的器材|≥180件|维护合同|
|质量指标|器材完好率|完好器材的比例|≥96%|年度计划|
"""


def read(text, encoding="utf-8"):
    """The reading of a text in which | stands for a tab."""
    return read_text(text.replace("|", "\t").encode(encoding), "文本.txt")


def indicators(result):
    (project,) = result.content.projects
    return [(i.level1, i.level2, i.name, i.description, i.value, i.basis) for i in project.indicators]


RIGHT = indicators(read(SOUND))
QUALITY = "|质量指标|器材完好率|完好器材的比例|≥96%|年度计划|\n"


def test_the_text_is_sound():
    result = read(SOUND)
    assert result.report.complete
    assert RIGHT[1] == ("产出指标", "质量指标", "器材完好率", "完好器材的比例", "≥96%", "年度计划")


@pytest.mark.parametrize(
    "row",
    [
        "|质量指标|器材完好率|≥96%|年度计划||\n",
        "|质量指标|完好器材的比例|≥96%|年度计划||\n",
        "质量指标|器材完好率|完好器材的比例|≥96%|年度计划||\n",
        "||质量指标|器材完好率|完好器材的比例|≥96%|\n",
        "|质量指标|≥96%|器材完好率|完好器材的比例|年度计划|\n",
        "|质量指标||完好器材的比例|≥96%|年度计划|\n",
        "|产出指标|器材完好率|完好器材的比例|≥96%|年度计划|\n",
        "|质量指标|器材完好率|完好器材的比例|年度计划|≥96%|\n",
        "|器材完好率|质量指标|完好器材的比例|≥96%|年度计划|\n",
    ],
    ids=[
        "description lost",
        "name lost",
        "tab lost",
        "tab too many",
        "name and value swapped",
        "name blank",
        "level of another column",
        "value and basis swapped",
        "level and name swapped",
    ],
)
def test_a_row_that_contradicts_its_heads_is_named(row):
    report = read(SOUND.replace(QUALITY, row)).report
    assert any("第14行" in complaint for complaint in report.complaints())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一级指标", "一级\u200b指标"),
        ("一级指标", "—级指标"),
        ("≥180件", '"≥180件"'),
        ("512001", "５１２００１"),
        ("512001白石县体育局本级", "[512001]白石县体育局本级"),
        ("512001白石县体育局本级", "512001-白石县体育局本级"),
        ("2026年部门", "2026年度部门"),
        ("2026年部门", "二〇二六年部门"),
        ("2026年部门预算绩效文本", "部门预算绩效文本（2026年）"),
        ("第二部分\n", "目录\n1.健身路径维护绩效目标表|3\n第二部分\n"),
        ("第二部分\n", "目　录\n1.健身路径维护绩效目标表……3\n第二部分\n"),
    ],
)
def test_dirt_that_changes_nothing_is_read_over(old, new):
    result = read(SOUND.replace(old, new))
    assert result.report.complaints() == []
    assert indicators(result) == RIGHT
    content = result.content
    assert (content.year, content.department_code, content.department_name) == (2026, "512", "白石县体育局")
    assert content.projects[0].unit_code == "512001"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_common_editors_are_read(encoding):
    assert indicators(read(SOUND, encoding)) == RIGHT


def test_exchanged_columns_are_read_by_their_heads():
    text = SOUND.replace("绩效指标描述|指标值|指标值确定依据", "指标值|指标值确定依据|绩效指标描述")
    text = text.replace("全年检修的器材|≥180件|维护合同", "≥180件|维护合同|全年检修的器材")
    text = text.replace("完好器材的比例|≥96%|年度计划", "≥96%|年度计划|完好器材的比例")
    result = read(text)
    assert (indicators(result), result.report.complaints()) == (RIGHT, [])


def test_a_table_in_yuan_is_read_in_its_unit_and_said():
    text = SOUND.replace("单位：万元", "单位：元").replace("24.50", "245,000.00")
    result = read(text)
    assert result.content.projects[0].budget == Decimal("24.5")
    assert any("以元计" in notice.message for notice in result.report.notices)


def test_a_broken_code_is_joined():
    text = SOUND.replace("项目编码|99010026P00HD710031X", '项目编码|"99010026P00\nHD710031X"')
    assert read(text).content.projects[0].code == "99010026P00HD710031X"


def test_projects_of_two_departments_are_refused_by_name():
    second = SOUND[SOUND.index("1.健身路径") :].replace("512001白石县体育局", "613001白石县文联")
    report = read(SOUND + "\n" + second.replace("1.健身", "2.健身", 1)).report
    assert any(
        "512001白石县体育局本级、613001白石县文联本级" in complaint for complaint in report.complaints()
    )


def test_an_amount_too_large_for_its_unit_is_worth_a_look():
    report = read(SOUND.replace("24.50", "2450000.00")).report
    assert any("以元计" in notice.message for notice in report.notices)


# -- workbooks -------------------------------------------------------------------------------------------------


def workbook(**sheets):
    """A workbook with one project card; ``sheets`` are names of further sheets with their states."""
    book = Workbook()
    card = book.active
    for row in (
        ["项目支出绩效目标表"],
        ["（2026年度）"],
        ["项目名称", "健身路径维护"],
        ["主管部门", "白石县体育局", "实施单位", "白石县体育场"],
        ["项目资金（万元）", "年度资金总额：", 24.5],
        ["年度总体目标", "器材完好"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "检修器材数", 180],
        [None, "质量指标", "器材完好率", 0.96],
    ):
        card.append(row)
    card["D9"].number_format = "0%"
    for name, state in sheets.items():
        book.create_sheet(name).append(["项目名称", "旧稿"])
        book[name].sheet_state = state
    return book


def read_book(book):
    file = io.BytesIO()
    book.save(file)
    return read_text(file.getvalue(), "表.xlsx")


def test_a_number_is_read_as_it_is_shown():
    book = workbook()
    book.active["D8"].number_format = '"≥"0"件"'
    values = [i.value for i in read_book(book).content.projects[0].indicators]
    assert values == ["≥180件", "96%"]


def test_a_hidden_sheet_is_left_out_and_named():
    result = read_book(workbook(旧稿="hidden"))
    assert len(result.content.projects) == 1
    assert any("“旧稿”是隐藏的" in notice.message for notice in result.report.notices)


def test_a_formula_without_a_value_is_complained_of_at_its_cell():
    book = workbook()
    book.active["C5"] = "=20+4.5"
    assert any(
        "第5行第3列" in complaint and "公式" in complaint for complaint in read_book(book).report.complaints()
    )


def test_a_text_of_another_dialect_is_not_set_aside_as_tables_of_another_kind():
    cells = SOUND.replace(
        "|", "\n|"
    )  # one cell per line, then a row that makes it look like one row per line
    report = read(cells + "\n|多出来的|一行\n").report
    assert not report.complete

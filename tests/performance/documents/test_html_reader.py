"""Web pages and what a clipboard holds of them: tables with their spans, text without what only leads elsewhere."""

import quopri

import pytest

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Grid
from performance.documents.convert import read_text
from performance.documents.formats.html.reader import HIDDEN, NAVIGATION, read_html, read_mht

TABLE = """<table>
<tr><td>一级指标</td><td>二级指标</td><td colspan="2">三级指标</td></tr>
<tr><td rowspan="2">产出指标</td><td>数量指标</td><td>巡查次数</td><td>≥12次</td></tr>
<tr><td>质量指标</td><td>整改率</td><td>≥95%</td></tr>
</table>"""
ROWS = (
    ("一级指标", "二级指标", "三级指标", ""),
    ("产出指标", "数量指标", "巡查次数", "≥12次"),
    ("", "质量指标", "整改率", "≥95%"),
)


def texts(source):
    found = []
    for grid in (block for block in source.blocks if isinstance(block, Grid)):
        rows = [[""] * grid.width for _ in range(grid.height)]
        for cell in grid.cells:
            rows[cell.row][cell.column] = cell.text
        found.append(tuple(map(tuple, rows)))
    return found


def paragraphs(source):
    return [row.text for row in source.blocks if not isinstance(row, Grid)]


@pytest.mark.parametrize(
    ("markup", "rows"),
    [
        (TABLE, ROWS),
        (TABLE.replace("</td>", "").replace("</tr>", ""), ROWS),
        (TABLE.replace("<td", "<TD").replace("table", "TABLE"), ROWS),
        (TABLE.replace("巡查次数", "<p class=MsoNormal><span>巡查\n次数</span></p>"), ROWS),
        (TABLE.replace("巡查次数", "巡查<b>次数</b><!-- 旧：巡检 -->"), ROWS),
        (TABLE.replace("巡查次数", "<style>p{}</style>巡查&#27425;数"), ROWS),
        (TABLE.replace('rowspan="2"', 'rowspan="9999"'), ROWS),
        (TABLE.replace('colspan="2"', "colspan=2px"), ROWS),
        (TABLE.replace("<table>", "<table><caption></caption><colgroup><col><col></colgroup><tbody>"), ROWS),
    ],
)
def test_a_table_is_read_with_its_spans(markup, rows):
    assert texts(read_html(markup.encode())) == [rows]


def test_lines_of_a_cell_are_kept():
    source = read_html("<table><tr><td>目标</td><td>1.巡查<br>2.整改<p>3.满意</p></td></tr></table>".encode())
    assert texts(source) == [(("目标", "1.巡查\n2.整改\n3.满意"),)]


def test_a_table_that_only_holds_others_is_no_table():
    source = read_html(f"<table><tr><td>左栏<td>{TABLE}</table>".encode())
    assert texts(source) == [ROWS]
    assert paragraphs(source) == ["左栏"]


def test_what_leads_elsewhere_or_is_not_shown_is_noise():
    page = (
        "<body><nav><a>首页</a></nav><div class=pos>当前位置：<a>首页</a></div><ul><li><a>政务公开</a></ul>"
        f"<p>部门绩效目标</p><p style='display: none'>旧稿</p>{TABLE}<p>备案号：0号</p></body>"
    )
    source = read_html(page.encode())
    assert paragraphs(source) == ["部门绩效目标"]
    assert {(noise.kind, noise.text) for noise in source.noise} == {
        (NAVIGATION, "首页"),
        (NAVIGATION, "当前位置：首页"),
        (NAVIGATION, "政务公开"),
        (NAVIGATION, "备案号：0号"),
        (HIDDEN, "旧稿"),
    }


@pytest.mark.parametrize(
    ("markup", "shown", "struck"),
    [
        ("<del>≥1次</del>≥2次", "≥2次", ["≥1次"]),
        ("<s>≥1次</s>≥2次", "≥2次", ["≥1次"]),
        ("<span style='text-decoration:line-through'>≥1次</span>≥2次", "≥2次", ["≥1次"]),
        ("≥10<sup>2</sup>次", "≥10²次", []),
        ("≥10<sup><span>2</span></sup>次", "≥10²次", []),
        ("商标<sup>注册</sup>", "商标注册", []),
    ],
)
def test_text_struck_out_is_noise_and_raised_digits_stay_raised(markup, shown, struck):
    source = read_html(f"<table><tr><td>{markup}<td>甲<tr><td>乙<td>丙</table>".encode())
    assert texts(source)[0][0][0] == shown
    assert [noise.text for noise in source.noise] == struck


def test_what_was_struck_out_is_said():
    heads = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值"
    row = "<tr><td>产出指标<td>数量指标<td>养护里程<td><del>≥1公里</del>≥2公里"
    page = f"<p>2026年项目支出绩效目标表</p><table><tr><td>项目名称<td colspan=3>养护{heads}{row}</table>"
    read = read_text(page.encode(), "表.html")
    assert read.content.projects[0].indicators[0].value == "≥2公里"
    assert [notice.message for notice in read.report.notices if "删除线" in notice.message] == [
        "“≥1公里”印有删除线，没有读入；仍有效的，请去掉删除线后再试。"
    ]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b"<meta charset=gb2312>" + TABLE.encode("gb18030"), "declared"),
        (TABLE.encode("gb18030"), "guessed"),
        (b"\xef\xbb\xbf" + TABLE.encode(), "marked"),
        (TABLE.encode("utf-16"), "marked"),
    ],
)
def test_the_encodings_of_chinese_pages(data, charset):
    assert texts(read_html(data)) == [ROWS]


def test_a_page_saved_as_one_file():
    body = quopri.encodestring(f"<html><body>{TABLE}</body></html>".encode())
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    part = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    assert texts(read_mht(head + part + body + b"\r\n--b--\r\n")) == [ROWS]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("没有标记的文字".encode(), "内容不是网页"),
        (b"<html><frameset><frame src=a.htm></frameset></html>", "没有文字或表格"),
        (b"<div>" * 5000, "嵌套过深"),
        (b"<table>" + b"<tr><td colspan=200>1</td></tr>" * 5000, "不能导入"),
        (b"<table><tr>" + b"<td>1" * 300, "200 列"),
    ],
)
def test_what_is_no_readable_page_is_refused_in_words(data, said):
    with pytest.raises(RefusedFile, match=said):
        read_html(data)


def test_a_long_table_whose_cells_and_rows_are_never_closed_is_read_whole():
    rows = "".join(f"<tr><td>产出指标<td>第{n}项<td>≥{n}场" for n in range(3_000))
    [read] = texts(read_html(f"<table>{rows}</table>".encode()))
    assert len(read) == 3_000
    assert read[2_999] == ("产出指标", "第2999项", "≥2999场")


def test_a_hidden_paragraph_that_is_never_closed_hides_itself_alone():
    source = read_html("<p style='display:none'>甲<p>乙<ul><li hidden>丙<li>丁</ul>".encode())
    assert paragraphs(source) == ["乙", "丁"]


def test_what_stands_around_a_table_within_a_table_stays_in_its_order():
    card = "<tr><td>项目名称</td><td>河道巡查</td></tr>"
    page = f"<table><tr><td><p>标题</p></td></tr>{card}<tr><td>绩效指标</td><td>{TABLE}</td></tr><tr><td>注：无</td></tr></table>"
    blocks = read_html(page.encode()).blocks
    assert [block.cells if not isinstance(block, Grid) else "grid" for block in blocks] == [
        ("标题",),
        ("项目名称", "河道巡查"),
        ("绩效指标",),
        "grid",
        ("注：无",),
    ]

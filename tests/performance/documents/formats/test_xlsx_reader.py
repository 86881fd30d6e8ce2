"""A workbook read back: what was printed, and what other people's workbooks hold."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Cell, Part, Style, TableBlock
from performance.documents.convert import read_text
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.formats.xlsx.writer import xlsx_bytes
from tests.departments.uploads.test_file_gate import an_archive, members_of
from tests.performance.a_printed_text import a_project, a_text, a_wide_part, some_prose


def shown(cell: Cell) -> str:
    """What the reader makes of a printed cell: numbers lose the zeros of their format only."""
    if not isinstance(cell.value, Decimal):
        return cell.value or ""
    return f"{float(cell.value):g}" + ("%" if "%" in cell.number_format else "")


def printed_rows(part: Part) -> list[tuple[str, ...]]:
    """The rows of the tables of a part, a merged cell filled up with empty ones."""
    tables = [block for block in part.blocks if isinstance(block, TableBlock)]
    return [
        tuple(text for cell in row for text in (shown(cell), *[""] * (cell.span - 1)))
        for table in tables
        for row in table.rows
    ]


def rows_of(content: bytes, sheet: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_xlsx(content).rows if row.place.sheet == sheet]


def a_workbook(fill) -> bytes:
    workbook = openpyxl.Workbook()
    fill(workbook, workbook.active)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        a_project(),
        a_project(purpose="字" * 500),
        a_project(goals="字" * 3000),
        a_project(goals="一\n二"),
        a_wide_part(),
    ],
    ids=["short", "wrapped", "taller than a row may be", "lines", "nine columns"],
)
def test_a_table_that_was_printed_is_read_back(part):
    content = xlsx_bytes(a_text(part))
    rows = rows_of(content, part.title)
    assert rows[-len(printed_rows(part)) :] == printed_rows(part)


def test_prose_is_read_as_paragraphs_with_their_places():
    source = read_xlsx(xlsx_bytes(a_text(some_prose())))
    rows = [row for row in source.rows if row.place.sheet == "总体绩效目标"]
    assert [row.text for row in rows] == [
        "部门整体绩效目标",
        "一、总体目标",
        "（一）服务大局",
        "　　完成年度任务。",
    ]
    assert [str(row.place) for row in rows][3] == "工作表“总体绩效目标”第4行"


def test_the_contents_are_noise():
    source = read_xlsx(xlsx_bytes(a_text(a_project(), some_prose())))
    assert {noise.kind for noise in source.noise} == {"目录"}
    assert [noise.text for noise in source.noise] == ["目录", "1.第1号项目绩效目标表", "总体绩效目标"]
    assert not [row for row in source.rows if row.place.sheet == "目录"]


# U+FFFE and U+FFFF are no characters: they come back as the mark that was written for them.
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1
) | st.sampled_from(
    [
        "=1+1",
        "+1",
        "@a",
        "_x000D_",
        "_x005F_x000D_",
        "a\r\nb",
        "\x0b\x00",
        " 前后 ",
        "007",
        "😀",
        "]]>",
        "<&\"'>",
        "\t",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=5))
def test_every_text_is_read_back_as_it_was(pairs):
    table = TableBlock(tuple((Cell(left), Cell(right)) for left, right in pairs), (1, 1))
    assert rows_of(xlsx_bytes(a_text(Part("表", (table,)))), "表") == pairs


@settings(max_examples=60)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_every_amount_is_read_back_exactly(number):
    table = TableBlock(((Cell(number, 1, Style.NUMBER, number_format="0.00"),),), (1,))
    ((text,),) = rows_of(xlsx_bytes(a_text(Part("表", (table,)))), "表")
    assert Decimal(text) == number


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (37.5, "0.00", "37.5"),
        (37.0, "General", "37"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-07, "General", "0.0000001"),
        (10**15, "0", "1000000000000000"),
        (1, "0%", "100%"),
        (0.855, "0.0%", "85.5%"),
        (0.07, "0%;[Red]-0%", "7%"),
        (0.05, '"上升"0%;"下降"0%', "上升5%"),
        (-0.05, '"上升"0%;"下降"0%', "下降5%"),
        (-5, '"上升"0"%";"下降"0"%";"持平"', "下降5%"),
        (-5, '0;"减少"0"户"', "减少5户"),
        (-5, "0;-0", "-5"),
        (-5, "0.0;[Red]0.0", "-5"),
        (-5, '0"户"_);(0"户")', "-5户"),
        (-5, '0"户"', "-5户"),
        (0, '0;-0;"无"', "无"),
        (5, '0;-0;"无"', "5"),
        (0, '"上升"0"%";"下降"0"%";"持平"', "持平"),
        (0, '0"户";-0"户";0"个"', "0个"),
        (0, '0"户";-0"户"', "0户"),
        (0, '0"户";-0"户";', "0户"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0"),
        (0, "0;-0;yyyy", "0"),
        (3, '[DBNum1]0"项"', "3项"),
        (3, '[DBNum2][$-804]General"项"', "3项"),
        (3, '[Red]0"项"', "3项"),
        (1.25, '0" "?/?"倍"', "1.25倍"),
        (1.25, '# ??/100"倍"', "1.25倍"),
        (0.5, "?/?", "0.5"),
        (12, '"第10/20批："0"元"/"人"', "第10/20批：12元/人"),
        (30, '0"%"', "30%"),
        (30, "0\\%", "30%"),
        (date(2026, 12, 31), "yyyy-mm-dd", "2026-12-31"),
        (datetime(2026, 1, 2, 3, 4, 5), "yyyy-mm-dd hh:mm:ss", "2026-01-02 03:04:05"),  # noqa: DTZ001
        (date(2026, 6, 30), 'yyyy"年"m"月"d"日前"', "2026年6月30日前"),
        (date(2026, 6, 30), '[$-804]yyyy"年"mm"月"dd"日";@', "2026年06月30日"),
        (date(2026, 6, 30), "m月底前", "6月底前"),
        (date(2026, 6, 30), '[DBNum1]yyyy"年"m"月"', "2026-06-30"),
        (3, '0"个月"', "3个月"),
        (1500, "0.00E+00", "1500"),
        (2670000, '0.00,"千人"', "2670千人"),
        (2670000, '#,##0.00,,"百万"', "2.67百万"),
        (2670000, '0!.0,"万元"', "267万元"),
        (2670000, '0\\.0,"万元"', "267万元"),
        (1234567, "#,##0", "1234567"),
        (267, 'General"公里"', "267公里"),
        (267, '[$≥]0"公里"', "≥267公里"),
        (267, "[$￥-804]#,##0.00", "267"),
        (time(10, 30), "hh:mm", "10:30:00"),
        (True, "General", "TRUE"),
        (" 　", "General", " 　"),
        ("  前后空格 ", "General", "  前后空格 "),
    ],
)
def test_a_value_is_read_as_its_cell_shows_it(value, number_format, text):
    def fill(_, sheet):
        sheet["A1"] = value
        sheet["A1"].number_format = number_format

    assert rows_of(a_workbook(fill), "Sheet") == [(text,)]


@pytest.mark.parametrize(("number", "text"), [(31, "2026年6月30日"), (57, "2026年6月"), (58, "6月30日")])
def test_the_date_formats_that_a_chinese_spreadsheet_does_not_spell_out(number, text):
    def fill(_, sheet):
        sheet["A1"] = date(2026, 6, 30)
        sheet["A1"].number_format = "mm-dd-yy"

    members = members_of(a_workbook(fill))
    styles = members["xl/styles.xml"]
    assert b'numFmtId="14"' in styles
    members["xl/styles.xml"] = styles.replace(b'numFmtId="14"', b'numFmtId="%d"' % number)
    assert rows_of(an_archive(members), "Sheet") == [(text,)]


def test_a_percent_sign_is_found_behind_any_number_of_noughts():
    def fill(_, sheet):
        sheet["A1"] = 0.5
        sheet["A1"].number_format = "0%"

    members = members_of(a_workbook(fill))
    name = "xl/worksheets/sheet1.xml"
    members[name] = members[name].replace(b'r="A1"', b'r="A' + b"0" * 5000 + b'1"')
    assert rows_of(an_archive(members), "Sheet") == [("50%",)]


def test_empty_rows_are_dropped_and_places_stay_true():
    def fill(_, sheet):
        sheet["B3"], sheet["D7"] = "一", "二"

    rows = read_xlsx(a_workbook(fill)).rows
    assert [(row.cells, row.place.row) for row in rows] == [(("", "一", "", ""), 3), (("", "", "", "二"), 7)]


def test_what_a_merge_hides_is_noise_and_not_lost():
    def fill(_, sheet):
        sheet["A1"], sheet["C2"] = "一", "二"
        sheet.merge_cells("A1:B2")
        sheet._cells[2, 2] = openpyxl.cell.Cell(sheet, 2, 2, "遮住")

    source = read_xlsx(a_workbook(fill))
    assert [row.cells for row in source.rows] == [("一", "", ""), ("", "", "二")]
    (noise,) = source.noise
    assert (noise.kind, noise.text, str(noise.place)) == (
        "合并单元格遮住的内容",
        "遮住",
        "工作表“Sheet”第2行第2列",
    )


def test_merged_ranges_that_overlap_again_and_again_are_refused():
    def fill(_, sheet):
        sheet["C3"] = "一"
        for _ in range(3):
            sheet.merged_cells.ranges.add(openpyxl.worksheet.cell_range.CellRange("A1:C3"))
            sheet.merged_cells.ranges.add(openpyxl.worksheet.cell_range.CellRange("A1:C2"))

    with pytest.raises(RefusedFile, match="互相重叠"):
        read_xlsx(a_workbook(fill))


@pytest.mark.parametrize(
    ("name", "state", "is_noise"),
    [
        ("说明", "visible", False),
        ("说明", "hidden", True),
        ("说明", "veryHidden", True),
        ("字典", "visible", False),
        ("字典", "hidden", True),
        ("填报信息", "hidden", True),
    ],
)
def test_what_stands_on_hidden_sheets_is_noise(name, state, is_noise):
    def fill(workbook, sheet):
        sheet["A1"] = "正文"
        other = workbook.create_sheet(name)
        other["A1"], other["B1"], other.sheet_state = "甲", "乙", state

    source = read_xlsx(a_workbook(fill))
    assert [(noise.kind, noise.text) for noise in source.noise] == (
        [("隐藏工作表", "甲\t乙")] if is_noise else []
    )
    assert len(source.rows) == (1 if is_noise else 2)


@pytest.mark.parametrize("hide", ["row", "column"])
def test_a_hidden_row_or_column_is_read_and_said(hide):
    book = openpyxl.Workbook()
    for row in (
        ["项目名称", "河道清淤"],
        ["年度目标", "河道畅通"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "清淤长度", "≥3公里"],
        ["产出指标", "质量指标", "验收合格率", "100%"],
    ):
        book.active.append(row)
    if hide == "row":
        book.active.row_dimensions[5].hidden = True
    else:
        book.active.column_dimensions["D"].hidden = True
    stream = BytesIO()
    book.save(stream)
    read = read_text(stream.getvalue(), "表.xlsx")
    assert [one.name for one in read.content.projects[0].indicators] == ["清淤长度", "验收合格率"]
    assert any("在隐藏的行或列里" in str(notice) for notice in read.report.notices)

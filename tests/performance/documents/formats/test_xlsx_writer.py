"""The printed workbook, cell by cell, as another library and another office program see it."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl.utils import range_boundaries

from performance.documents.blocks import Cell, Heading, Paragraph, Part, Style, TableBlock
from performance.documents.formats.xlsx.writer import xlsx_bytes
from tests.performance.a_printed_text import (
    a_part_of_two_grids,
    a_project,
    a_text,
    a_wide_part,
    caption,
    some_prose,
    text,
)


def opened(*parts: Part) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx_bytes(a_text(*parts))))


def the_sheet(part: Part):
    return opened(part).worksheets[2]


def merges(sheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


def test_a_workbook_opens_with_its_cover_and_a_sheet_for_each_part():
    workbook = opened(some_prose(), a_project(1), a_wide_part())
    assert workbook.sheetnames == [
        "封面",
        "目录",
        "总体绩效目标",
        "1.第1号项目绩效目标表",
        "部门整体绩效目标表",
    ]
    assert workbook.properties.title == "某某协会2026年部门预算绩效文本"
    lines = [cell.value for (cell,) in workbook["封面"].iter_rows() if cell.value]
    assert lines == ["某某协会2026年部门预算绩效文本", "编制部门：某某协会", "2026年1月"]
    title = workbook["封面"]["A2"]
    assert (title.font.name, title.font.size, title.alignment.horizontal) == ("方正小标宋简体", 22, "center")


def test_the_contents_link_to_each_part_by_its_full_title():
    long = "9." + "很长的项目名称" * 6 + "绩效目标表"
    workbook = opened(Part(long, ()), Part("它's", ()))
    first, second = workbook["目录"]["A2"], workbook["目录"]["A3"]
    assert (first.value, first.hyperlink.location) == (long, f"'{long[:31]}'!A1")
    assert (second.value, second.hyperlink.location) == ("它's", "'它''s'!A1")
    assert first.hyperlink.target is None  # within the file, not outside it


def test_the_cells_of_a_project_form_stand_where_the_form_has_them():
    sheet = the_sheet(a_project())
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0] == ["405001某某协会本级", None, None, None, "单位：万元", None, None]
    assert rows[2] == ["预算规模及资金用途", "预算数", 37.5, "其中：财政资金", 37.5, "其他资金", None]
    assert rows[3] == [None, "用于购置设备。", None, None, None, None, None]
    assert rows[5] == [None, 30, None, 60, 85.5, 100, None]
    assert rows[7] == ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据", None]
    assert rows[9] == [None, "数量指标", "第1项", "完成数量", "≥7次", "计划", None]


def test_spans_and_continuations_become_merged_cells():
    assert merges(the_sheet(a_project())) == {
        "A1:G1", "A2:D2", "E2:G2", "B3:C3", "E3:G3", "A4:A5", "B5:G5", "A6:A7", "B6:C6", "F6:G6", "B7:C7", "F7:G7",
        "B8:G8", "F9:G9", "A10:A12", "F10:G10", "F11:G11", "F12:G12", "F13:G13", "F14:G14",
    }  # fmt: skip


def test_an_area_of_several_columns_goes_on_below():
    table = TableBlock(
        (
            (caption("项目", 2), text("一")),
            (Cell("", 2, Style.CAPTION, below=True), text("二")),
            (Cell("", 2, Style.CAPTION, below=True), text("三")),
        ),
        (1, 1, 2),
    )
    assert merges(the_sheet(Part("表", (table,)))) == {"A1:B3"}


def test_every_cell_of_the_form_has_lines_around_it_but_the_bare_ones():
    with ZipFile(BytesIO(xlsx_bytes(a_text(a_project())))) as archive:
        sheet, styles = archive.read("xl/worksheets/sheet3.xml"), fromstring(archive.read("xl/styles.xml"))
    borders = [
        {side.get("style") for side in border if not side.tag.endswith("diagonal")}
        for border in styles.iterfind("{*}borders/{*}border")
    ]
    looks = [borders[int(style.get("borderId"))] for style in styles.iterfind("{*}cellXfs/{*}xf")]
    # Not by openpyxl, which draws the lines of merged cells anew.
    cells = fromstring(sheet).findall("{*}sheetData/{*}row/{*}c")
    assert len(cells) == 7 * 14
    for cell in cells:
        expected = {None} if cell.get("r")[1:] in ("1", "2") else {"thin"}
        assert looks[int(cell.get("s"))] == expected, cell.get("r")


@pytest.mark.parametrize(
    ("coordinate", "font", "size", "bold", "horizontal", "number_format"),
    [
        ("A1", "黑体", 14, False, "center", "General"),
        ("A2", "宋体", 10.5, False, "left", "General"),
        ("E2", "宋体", 10.5, False, "right", "General"),
        ("A3", "宋体", 10.5, True, "center", "General"),
        ("B3", "宋体", 10.5, False, "left", "General"),
        ("C4", "宋体", 10.5, False, "right", "0.00"),
        ("D7", "宋体", 10.5, False, "center", '0"%"'),
        ("E7", "宋体", 10.5, False, "center", '0.0"%"'),
    ],
)
def test_a_style_decides_font_and_place(coordinate, font, size, bold, horizontal, number_format):
    cell = the_sheet(a_project())[coordinate]
    assert (cell.font.name, cell.font.size, bool(cell.font.bold)) == (font, size, bold)
    assert (cell.alignment.horizontal, cell.alignment.wrap_text) == (horizontal, True)
    assert cell.number_format == number_format


def test_prose_has_the_fonts_of_an_official_text_and_an_indented_first_line():
    sheet = the_sheet(some_prose())
    fonts = [(cell.font.name, cell.font.size) for (cell,) in sheet.iter_rows()]
    assert fonts == [("黑体", 16), ("黑体", 14), ("楷体_GB2312", 12), ("仿宋_GB2312", 12)]
    assert sheet["A1"].alignment.horizontal == "center"
    assert sheet["A4"].value == "　　完成年度任务。"


@pytest.mark.parametrize(
    ("part", "orientation", "units"),
    [(a_project(), "portrait", 90), (a_wide_part(), "landscape", 136), (some_prose(), "portrait", 78)],
    ids=["form", "wide form", "prose"],
)
def test_a_sheet_is_printed_on_a4_as_wide_as_the_page(part, orientation, units):
    sheet = the_sheet(part)
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == orientation
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # width: 1 by default
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.print_options.horizontalCentered
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    assert sum(widths) == pytest.approx(units)


def test_the_columns_keep_the_proportions_of_the_form():
    sheet = the_sheet(a_project())
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFG"]
    assert [width * 95 / 90 for width in widths] == pytest.approx((13, 12, 17, 19, 12, 10, 12), abs=0.02)


def test_the_header_of_the_indicators_is_repeated_on_each_page():
    workbook = opened(some_prose(), a_project())
    assert workbook.worksheets[2].print_title_rows is None
    assert workbook.worksheets[3].print_title_rows == "$9:$9"


def test_tables_of_different_columns_share_the_least_common_grid():
    sheet = the_sheet(a_part_of_two_grids())
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [30, 15, 15, 30]
    assert {"A1:B1", "C1:D1", "A2:B2", "C2:D2", "B4:C4", "B5:C5"} == merges(sheet)


def test_a_form_a_little_longer_than_its_page_is_printed_on_one():
    def pages(sentences: int) -> int | None:
        return the_sheet(a_project(purpose="用于购置设备。" * sentences)).page_setup.fitToHeight

    assert [pages(1), pages(170), pages(400)] == [0, 1, 0]


def test_rows_are_tall_enough_for_wrapped_text():
    heights = {}
    for length in (5, 100, 300):
        sheet = the_sheet(a_project(purpose="字" * length))
        heights[length] = sheet.row_dimensions[5].height
    lines = {length: -(-length * 2 // 77) for length in heights}  # 77 units: columns B to G of 90
    assert all(heights[length] >= lines[length] * 10.5 * 1.3 for length in heights)
    assert heights[5] == 22


def test_lines_written_apart_count_as_lines():
    assert the_sheet(a_project(purpose="一\n二\n三\n四")).row_dimensions[5].height >= 4 * 10.5 * 1.3


def test_a_merged_cell_taller_than_its_rows_makes_them_taller():
    tall = TableBlock(((text("字" * 60), text("一")), (Cell(below=True), text("二"))), (1, 9))
    sheet = the_sheet(Part("表", (tall,)))
    first, second = sheet.row_dimensions[1].height, sheet.row_dimensions[2].height
    assert first == second
    assert first + second >= 60 / 4 * 10.5 * 1.3  # four characters a line


def test_a_row_taller_than_a_spreadsheet_allows_is_spread_over_several():
    goals = "字" * 3000
    sheet = the_sheet(a_project(goals=goals))
    (area,) = [area for area in merges(sheet) if area.startswith("B8:")]
    _, first, _, last = range_boundaries(area)
    heights = [sheet.row_dimensions[row].height for row in range(first, last + 1)]
    assert last > first
    assert max(heights) <= 409
    assert sum(heights) >= 3000 * 2 / 77 * 10.5 * 1.3
    assert sheet.cell(first, 2).value == goals
    assert f"A8:A{last}" in merges(sheet)
    assert sheet.print_title_rows == f"${last + 1}:${last + 1}"


def test_a_long_paragraph_is_spread_too():
    sheet = the_sheet(Part("文", (Paragraph("字" * 4000),)))
    assert len(merges(sheet)) == 1
    assert max(dimension.height for dimension in sheet.row_dimensions.values()) <= 409


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (((text("一"),),), "cells fill 1 of 2 columns"),
        (((Cell(below=True), text()),), "continues no cell"),
        (((text("一", 2),), (Cell(below=True), text())), "continues no cell"),
        (((text("一"), text()), (Cell("二", below=True), text())), "does not continue"),
    ],
    ids=["too few cells", "nothing above", "another width above", "a text of its own"],
)
def test_a_table_that_does_not_fit_together_is_a_fault_of_its_layout(rows, fault):
    with pytest.raises(ValueError, match=fault):
        xlsx_bytes(a_text(Part("表", (TableBlock(rows, (1, 1)),))))


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["a/b:c?[d]*\\"], ["a_b_c__d___"]),
        (["表", "表", "表"], ["表", "表(2)", "表(3)"]),
        (["Abc", "aBC"], ["Abc", "aBC(2)"]),
        (["'x'"], ["x"]),
        (["字" * 40, "字" * 40], ["字" * 31, "字" * 28 + "(2)"]),
        (["字" * 30 + "😀"], ["字" * 30]),
        (["History", "封面", ""], ["History(2)", "封面(2)", "(2)"]),
    ],
)
def test_titles_become_names_that_excel_accepts(titles, names):
    assert opened(*(Part(title, ()) for title in titles)).sheetnames[2:] == names


def test_the_same_text_gives_the_same_bytes():
    parts = (some_prose(), a_project(), a_wide_part())
    assert xlsx_bytes(a_text(*parts)) == xlsx_bytes(a_text(*parts))


def test_the_elements_of_a_sheet_stand_in_the_order_of_the_standard():
    order = ["sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "hyperlinks",
             "printOptions", "pageMargins", "pageSetup", "headerFooter"]  # fmt: skip
    with ZipFile(BytesIO(xlsx_bytes(a_text(a_project())))) as archive:
        for name in ("xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"):
            root = fromstring(archive.read(name))
            found = [child.tag.rpartition("}")[2] for child in root]
            assert found == [tag for tag in order if tag in found]


def test_libreoffice_opens_it_and_shows_the_same_text(libreoffice, tmp_path):
    parts = (a_project(), some_prose(), Part("尾", (Heading("=1+1", 3),)))
    (tmp_path / "text.xlsx").write_bytes(xlsx_bytes(a_text(*parts)))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for kind in (every_sheet, "pdf"):
        libreoffice(kind, tmp_path, tmp_path / "text.xlsx")
    (form,) = tmp_path.glob("*第1号项目*.csv")
    lines = form.read_text().splitlines()
    assert lines[3].rstrip(",") == "预算规模及资金用途,预算数,37.5,其中：财政资金,37.5,其他资金"
    assert lines[6].rstrip(",") == ",30,,60,85.5,100"
    (tail,) = tmp_path.glob("*尾*.csv")
    assert tail.read_text().strip() == "=1+1"
    assert (tmp_path / "text.pdf").read_bytes().startswith(b"%PDF")

"""A table is read cell by cell, however its lines are drawn and whatever lies over them."""

from importlib.util import find_spec

import pytest

from performance.documents.blocks import Grid
from performance.documents.formats.pdf.reader import read_pdf

pytestmark = pytest.mark.skipif(not find_spec("typst"), reason="the pages are drawn by typst")
if find_spec("typst"):
    from tests.performance.documents.pages.drawn_pages import DRAWN, LEVELS, LONG, ROWS, pdf, table
else:
    DRAWN = {}


def grids(source):
    return [block for block in source.blocks if isinstance(block, Grid)]


def texts(grid):
    """Every place of the grid; what continues a merged cell is blank."""
    found = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        found[cell.row][cell.column] = cell.text
    return tuple(map(tuple, found))


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_table_is_read_cell_by_cell(name):
    page, rows = DRAWN[name]
    source = read_pdf(pdf(page))
    assert [texts(grid) for grid in grids(source)] == [rows]
    assert [row.cells for row in source.blocks if not isinstance(row, Grid)] == []


def test_a_merged_cell_is_known_by_its_extent():
    (grid,) = grids(read_pdf(pdf(table())))
    spans = {cell.text: cell.row_span for cell in grid.cells}
    assert spans["产出指标"] == 3
    assert spans["效益指标"] == 1


def test_every_cell_says_its_page_and_row():
    (grid,) = grids(read_pdf(pdf("#pagebreak()\n" + table())))
    assert str(next(cell.place for cell in grid.cells if cell.text == "群众知晓率")) == "第2页第1张表第5行"


@pytest.mark.parametrize("header", [True, False])
def test_a_table_over_pages_is_one(header):
    rows = ", ".join(f"[{text}]" for row in LONG for text in row)
    head = ", ".join(f"[{text}]" for text in LEVELS)
    head = f"table.header({head})" if header else head
    source = read_pdf(pdf(f"#table(columns: (90pt, 90pt, 140pt, 90pt), {head}, {rows})"))
    (grid,) = grids(source)
    assert texts(grid) == (LEVELS, *LONG)
    assert bool([noise for noise in source.noise if noise.kind == "重复的表头"]) is header


def test_a_row_that_a_page_cuts_is_one():
    wide = "对辖区内河道逐月巡查，建立台账，限期整改，" * 60
    rows = (("一级指标", "说明"), ("产出指标", wide), ("效益指标", "群众满意"))
    (grid,) = grids(read_pdf(pdf(table(rows, columns="(90pt, 200pt)"))))
    assert texts(grid) == rows


def test_two_tables_of_one_form_are_two():
    def form(name):
        return table(
            (("项目名称", name), ("主管部门", "水利局"), ("预算", "12")),
            columns="(90pt, 200pt)",
            merged=False,
        )

    source = read_pdf(pdf(f"#v(500pt)\n{form('巡查')}\n#pagebreak()\n{form('清淤')}"))
    assert [texts(grid)[0] for grid in grids(source)] == [("项目名称", "巡查"), ("项目名称", "清淤")]


def test_two_tables_side_by_side_are_read_one_after_the_other():
    left, right = (
        table(rows, columns="(80pt, 80pt)")
        for rows in ((("收入", "1"), ("合计", "2")), (("支出", "3"), ("合计", "4")))
    )
    source = read_pdf(pdf(f"#grid(columns: 2, column-gutter: 40pt, [{left}], [{right}])"))
    assert [texts(grid) for grid in grids(source)] == [
        (("收入", "1"), ("合计", "2")),
        (("支出", "3"), ("合计", "4")),
    ]


def test_furniture_is_known_by_its_place_and_repetition():
    body = "\n#pagebreak()\n".join(f"= 第{n}项工作\n{'完成巡查任务，' * 40}" for n in "一二三四")
    page = "#set page(header: align(center)[青禾市水利局文件], footer: context align(center)[— #counter(page).display() —])\n"
    source = read_pdf(pdf(page + body))
    kinds = [(noise.kind, noise.text) for noise in source.noise]
    assert kinds.count(("页眉页脚", "青禾市水利局文件")) == 4
    assert [text for kind, text in kinds if kind == "页码"] == ["— 1 —", "— 2 —", "— 3 —", "— 4 —"]
    assert not any("文件" in row.text or "—" in row.text for row in source.rows)


def test_a_unit_that_every_page_repeats_is_no_furniture():
    page = "\n#pagebreak()\n".join(
        f"#align(right)[单位：万元]\n{table(((f'项目{n}', '预算'), ('巡查', '12')), columns='(90pt, 90pt)')}"
        for n in range(4)
    )
    source = read_pdf(pdf(page))
    assert [row.text for row in source.rows if "单位" in row.text] == ["单位：万元"] * 4


def test_a_page_in_two_columns_is_read_column_by_column():
    left = "甲" + "左栏的文字写满一行再换到下一行，" * 12
    right = "乙" + "右栏的文字也写满一行再换到下一行，" * 12
    source = read_pdf(pdf(f"#set par(justify: true)\n#columns(2)[{left} #colbreak() {right}]"))
    assert [row.text for row in source.rows] == [left, right]


def test_a_paragraph_is_joined_and_the_next_begins_with_its_indent():
    first, second = "全年巡查河道，" * 30, "群众满意度稳步提高，" * 30
    source = read_pdf(pdf(f"#set par(first-line-indent: (amount: 2em, all: true))\n{first}\n\n{second}"))
    assert [row.text for row in source.rows] == [first, second]


def test_what_is_not_read_is_said():
    source = read_pdf(
        pdf('#place(center + horizon, rotate(-45deg, text(90pt, fill: rgb("#00000033"))[草案]))' + table())
    )
    assert [(noise.kind, noise.text) for noise in source.noise] == [("水印", "草案")]


def test_rows_keep_what_other_rows_have_below_merged_cells():
    (grid,) = grids(read_pdf(pdf(table(ROWS))))
    assert [row.cells for row in grid.rows] == list(ROWS)


def test_a_row_that_another_project_has_as_well_is_no_head_printed_again():
    """The first row of a page was once left out because a project on the page before has the same indicator."""
    same = (("", "时效指标", "按期完成率", "≥95%"), ("", "质量指标", "设施管护情况", "健全"))
    rows = [ROWS[0], *ROWS[1:3], *same, *LONG, *same]
    source = read_pdf(pdf(table(rows, merged=False)))
    names = [cell.text for grid in grids(source) for cell in grid.cells]
    assert names.count("按期完成率") == 2
    assert names.count("设施管护情况") == 2


def test_text_that_is_printed_into_the_next_row_is_complained_of():
    """A workbook whose rows are too low prints like this: nobody can tell the texts apart."""
    over = "#place(dx: 190pt, dy: 24pt)[群众满意度持续提高]"
    marks = {cell.mark for grid in grids(read_pdf(pdf(over + table()))) for cell in grid.cells}
    assert "overprinted" in marks

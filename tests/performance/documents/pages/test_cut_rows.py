"""Whether the first row of a page is the rest of the last row of the page before."""

import pytest

from performance.documents.blocks import GridCell, SourcePlace
from performance.documents.formats.paged.cut_rows import continued, is_cut
from performance.documents.formats.paged.grids import grid_of
from performance.documents.formats.paged.joining import JoinedTable
from performance.documents.formats.paged.page import Box
from performance.documents.formats.paged.tables import DrawnCell, DrawnTable

PLACE = SourcePlace(1)


def row(*texts):
    return [GridCell(text, 0, column, place=PLACE) for column, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("above", "below", "ended", "cut"),
    [
        (("产出", "数量", "清理河道的面积", "16平方米"), ("", "", "和长度", ""), set(), True),
        (("产出", "数量", "清理河道的面积", "16平方米"), ("", "", "改造及时率", "≥6.9%"), {2, 3}, False),
        (("产出", "质量", "更换合格率", "稳定"), ("", "", "整理覆盖率", "≥146%"), {2}, False),
        (("目标", "1.做好培训", "", ""), ("", "2.做好展览", "", ""), {1}, True),
    ],
    ids=["a name goes on", "another indicator", "another value", "the next point of a list"],
)
def test_a_row_goes_on_only_where_its_last_line_was_full(above, below, ended, cut):
    assert is_cut(row(*above), row(*below), set(), ended) is cut


@pytest.mark.parametrize(
    ("above", "below", "ended", "whole"),
    [
        ("新建泵站两座。", "改造渠道三公里。", set(), "新建泵站两座。改造渠道三公里。"),
        ("新建泵站两座。", "改造渠道三公里。", {0}, "新建泵站两座。\n改造渠道三公里。"),
        ("1.新建泵站。", "2.改造渠道。", set(), "1.新建泵站。\n2.改造渠道。"),
        ("改造渠", "道三公里。", set(), "改造渠道三公里。"),
    ],
    ids=["a full line", "room was left", "the next point of a list", "within a word"],
)
def test_a_sentence_that_ends_with_the_page_begins_nothing_new(above, below, ended, whole):
    assert continued(*row(above), *row(below), ended).text == whole


def drawn(page, *rows):
    """A list of projects on one page: a text, or a text with the rows that it spans; None where one reaches down."""
    cells = tuple(
        DrawnCell(
            row,
            column,
            rows_of,
            1,
            text,
            Box(column * 90, row * 20, column * 90 + 90, row * 20 + 20 * rows_of),
        )
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
        if cell is not None
        for text, rows_of in [cell if isinstance(cell, tuple) else (cell, 1)]
    )
    width = len(rows[0])
    return DrawnTable(
        page, tuple(90.0 * n for n in range(width + 1)), len(rows), cells, Box(0, 0, 90 * width, 500)
    )


FIRST = (
    ["项目名称", "项目资金", "指标名称", "指标值"],
    [("河道清淤", 2), ("12.5", 2), "清淤长度", "≥3公里"],
    [None, None, "验收合格率", "≥90%"],
    ["水库除险", "8.6", "加固水库", "≥2座"],
)


@pytest.mark.parametrize(
    ("money", "names"),
    [("", ["河道清淤", "水库除险加固工程"]), ("30", ["河道清淤", "水库除险", "加固工程"])],
    ids=["nothing beside the second half", "another amount"],
)
def test_a_merged_name_that_a_page_cuts_is_one_where_its_amount_stands_above(money, names):
    below = drawn(2, [("加固工程", 2), (money, 2), "验收合格率", "≥95%"], [None, None, "完工及时率", "≥98%"])
    grid = grid_of(JoinedTable([drawn(1, *FIRST), below]), 1)
    assert [cell.text for cell in grid.cells if cell.column == 0 and cell.text and cell.row] == names

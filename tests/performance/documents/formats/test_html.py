"""Printed tables on a web page: every place of the grid is covered by one cell, and nothing is lost."""

from collections import Counter

import pytest
from lxml.html import fromstring

from performance.content.model import CoverContent, GoalContent, GoalKind, SectionContent, SectionKind
from performance.documents.blocks import Cell, Heading, Paragraph, Part, Printed, Spot, Style, TableBlock
from performance.documents.convert import read_text
from performance.documents.formats.html.cells import html_parts, html_rows, html_tables
from performance.documents.formats.html.markup import HtmlMark, HtmlRemark, marks_by_block, markup
from performance.documents.recognition import LAYOUTS, layout_of
from tests.factories import a_content, full_funding, full_indicators, full_project

EDITIONS = [(layout.province, edition) for layout in LAYOUTS.values() for edition in layout.editions]
SAMPLES = ["dingzhou-2020", "chengde-2023", "tangshan-2026", "ezhou-2024", "liupanshui-2024"]


def made_up(province, edition):
    """A text with something in every table that the layout has."""
    return a_content(
        None,
        province=province,
        edition=edition,
        department_name="某市科协",
        cover=CoverContent(prepared_by="某市科协", filled_by="甲", phone="0"),
        sections=tuple(SectionContent(kind, "标题", "第一行\n第二行") for kind in SectionKind),
        goals=tuple(GoalContent(kind, "2026年", "总", "目标", **full_indicators()) for kind in GoalKind),
        funding=full_funding(),
        projects=(full_project(), full_project(indicators=(), empty_families=(), goals=())),
    )


def tables(content):
    printed = layout_of(content.province, content.edition).render(content)
    return [block for part in printed.parts for block in part.blocks if isinstance(block, TableBlock)]


def covered(rows):
    """How often each place of the grid is covered, by the rules by which browsers lay cells out."""
    taken = Counter()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken[number, column]:
                column += 1
            taken.update(
                (number + down, column + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            )
    return +taken


def grid_of(rows, width):
    return Counter((row, column) for row in range(len(rows)) for column in range(width))


def check(content):
    blocks = tables(content)
    assert blocks
    for block in blocks:
        for table in html_tables(block):
            for rows in (table.head, table.body):
                assert covered(rows) == grid_of(rows, len(block.widths))
        shown = [cell.text for row in html_rows(block) for cell in row if cell.text]
        assert shown == [cell.text for row in block.rows for cell in row if cell.text]


@pytest.mark.parametrize(("province", "edition"), EDITIONS)
def test_the_cells_of_each_layout_cover_the_grid_exactly_once(province, edition):
    check(made_up(province, edition))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_cells_of_the_samples_cover_the_grid_exactly_once(name, seeds):
    check(read_text((seeds / f"{name}.txt").read_bytes(), f"{name}.txt").content)


HEAD, BELOW = Cell("头", style=Style.CAPTION), Cell(below=True)


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ([(HEAD, Cell("甲")), (BELOW, Cell("乙"))], [[(1, 2), (1, 1)], [(1, 1)]]),
        ([(Cell("宽", 2),), (Cell(span=2, below=True),)], [[(2, 2)], []]),
        ([(Cell("宽", 2),), (BELOW, Cell("乙"))], [[(2, 1)], [(1, 1), (1, 1)]]),
        ([(BELOW, Cell("甲"))], [[(1, 1), (1, 1)]]),
        ([(HEAD,), (Cell("甲"), Cell("乙"))], [[(1, 1), (1, 1)], [(1, 1), (1, 1)]]),
    ],
    ids=["continued", "wide", "of another width", "nothing above", "short row"],
)
def test_spans(rows, spans):
    """Each cell as (colspan, rowspan)."""
    made = html_rows(TableBlock(tuple(rows), (1, 1)))
    assert [[(cell.colspan, cell.rowspan) for cell in row] for row in made] == spans


def test_captions_say_whether_they_head_a_row_or_a_column():
    made = html_rows(TableBlock(((HEAD, HEAD), (HEAD, Cell("甲"))), (1, 1)))
    assert [[cell.scope for cell in row] for row in made] == [["col", "col"], ["row", ""]]


ROW = (Cell("甲"), Cell("乙"))


@pytest.mark.parametrize(
    ("header", "rows", "sizes"),
    [
        (range(0), [ROW, ROW], [(0, 2)]),
        (range(1), [ROW, ROW], [(1, 1)]),
        (range(1, 2), [ROW, ROW, ROW], [(0, 1), (1, 1)]),
        (range(1, 2), [(HEAD, ROW[0]), (BELOW, ROW[1]), ROW], [(0, 3)]),
        (range(1, 2), [ROW, (HEAD, ROW[0]), (BELOW, ROW[1])], [(0, 3)]),
    ],
    ids=["none", "on top", "in the middle", "held from above", "held from below"],
)
def test_a_repeated_header_stands_on_top_of_a_table_element(header, rows, sizes):
    made = html_tables(TableBlock(tuple(rows), (1, 1), header))
    assert [(len(table.head), len(table.body)) for table in made] == sizes


def test_headings_skip_no_step():
    part = Part("题", tuple(Heading("题", level) for level in (1, 3, 3, 1, 2)))
    shown = html_parts(Printed("", (), (part, Part("题", (Heading("题", 3),)))))
    assert [block.depth for part in shown for block in part.blocks] == [2, 3, 4, 2, 3, 4]


HOSTILE = """<script>alert("1")</script>&amp;' onclick='x"""


def test_markup_says_what_anybody_wrote_and_nothing_of_it_is_markup():
    remark = HtmlRemark(f"#{HOSTILE}", HOSTILE, HOSTILE)
    spots = [Spot(0, 0), Spot(0, 1), *(Spot(0, 2, 1, cell) for cell in range(2))]
    marks = marks_by_block(
        (spot, HtmlMark(f"at-{number}", "error", (remark,))) for number, spot in enumerate(spots)
    )
    table = TableBlock(
        (
            (Cell(HOSTILE, 2, Style.CAPTION),),
            (Cell(HOSTILE, style=Style.CAPTION), Cell(HOSTILE)),
            (Cell("", below=True, style=Style.CAPTION), Cell(HOSTILE)),
        ),
        (1, 2),
        range(1),
    )
    printed = Printed("", (), (Part(HOSTILE, (Heading(HOSTILE, 1), Paragraph(HOSTILE), table)),))
    section = fromstring(markup(html_parts(printed)[0], marks))

    places = ["h2", "p", "caption", "th", "td", "a"]
    written = [one for one in section.iter() if one.tag in places]
    assert {one.tag for one in section.iter()} == {
        *places, *["section", "div", "table", "colgroup", "col", "thead", "tbody", "tr", "span"]
    }  # fmt: skip
    assert {one.text for one in written} == {HOSTILE}
    assert {link.get("title") for link in section.iter("a")} == {HOSTILE}
    assert section.find("div").get("aria-label") == HOSTILE
    assert [one.get("id") for one in written if one.get("id")] == [f"at-{n}" for n in range(4)]
    assert [(one.get("scope"), one.get("colspan"), one.get("rowspan")) for one in section.iter("th")] == [
        ("col", "2", None),
        ("row", None, "2"),
    ]

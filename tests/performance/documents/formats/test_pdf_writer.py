"""The PDF as people and other programs see it: pages, tags, bookmarks, fonts, marks."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from indicators.text import normalise_label
from performance.content.json import load_content
from performance.documents.blocks import Heading, Paragraph, Part, TableBlock
from performance.documents.formats.html.cells import html_rows
from performance.documents.formats.pdf.writer import Marks, find_fonts, pdf_bytes
from performance.documents.formats.unprintable import Unprintable
from performance.documents.recognition import layout_of
from tests.conftest import REPOSITORY
from tests.performance.a_printed_text import a_project, a_text, a_wide_part, some_prose, text
from tests.performance.documents.formats.a_pdf import Pdf, TaggedCell, needs_pdf_tools

pytestmark = needs_pdf_tools

DEMO = sorted((REPOSITORY / "fixtures" / "demo" / "statements").glob("*.json"))
APPROVED = Marks(draft=False, revision="3", trail_head="9f86d081884c7d65")
INERT = (
    *('#read("/etc/passwd")', "#panic()", "$x$", "*bold*", "_emph_", "`raw`", "\\", "\\u{41}", "@ref", "<label>"),
    *("= 标题", "- 列表", "+ 编号", "/ 词: 义", "//注", "/*注*/", "~", "--", "...", "[#x]", "{1+1}", "https://a.cn"),
    *('"引"', "'q'", "&lt;", "=1+1", "]]>"),
)  # fmt: skip
RARE = "喆堃镕祎㎡翀昇"


def printed_demo(path):
    content = load_content(path.read_text(encoding="utf-8"))
    return layout_of(content.province, content.edition).render(content)


@pytest.fixture
def printed_pdf(tmp_path):
    return lambda *parts, **marks: Pdf(pdf_bytes(a_text(*parts), **marks), tmp_path)


def tables_of(printed):
    return [b for part in printed.parts for b in part.blocks if isinstance(b, TableBlock)]


def lines_of(printed):
    """Every line that stands in no table."""
    yield from (line for line in printed.cover if line.startswith("附件"))
    yield printed.title
    yield from (line for line in printed.cover if not line.startswith("附件") and line != printed.title)
    yield from (b.text for part in printed.parts for b in part.blocks if not isinstance(b, TableBlock))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_every_cell_is_printed_where_the_form_has_it_and_every_line_in_its_order(path, tmp_path):
    printed = printed_demo(path)
    structure = Pdf(pdf_bytes(printed), tmp_path).structure()
    tables = [
        [[cell._replace(text=normalise_label(cell.text)) for cell in row] for row in table]
        for table in structure
        if not isinstance(table, str)
    ]
    assert tables == [
        [
            [TaggedCell(normalise_label(cell.text), cell.colspan, cell.rowspan) for cell in row]
            for row in html_rows(table.parted())
        ]
        for table in tables_of(printed)
    ]
    read = normalise_label("".join(line for line in structure if isinstance(line, str)))
    at = 0
    for line in lines_of(printed):
        at = read.index(normalise_label(line), at) + len(normalise_label(line))


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_every_font_is_embedded_in_part_and_can_be_copied_as_text(path, tmp_path):
    fonts = dict(Pdf(pdf_bytes(printed_demo(path)), tmp_path).fonts())
    assert fonts
    assert set(fonts.values()) == {("yes", "yes", "yes")}


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_nothing_leaves_the_type_area(path, tmp_path):
    pdf = Pdf(pdf_bytes(printed_demo(path), marks=APPROVED), tmp_path)
    sizes = pdf.sizes()
    for page, box, word in pdf.words():
        width, height = sizes[page - 1]
        top, left, right, bottom = (37, 28, 26, 35) if width < height else (28, 35, 37, 26)
        assert left - 1 < box["xMin"], word
        assert box["xMax"] < width - right + 3, word  # the empty half of a comma may stand outside
        if box["yMin"] < height - bottom:  # not in the footer
            assert top - 1 < box["yMin"], word
            assert box["yMax"] < height - bottom + 1, word


def test_pages_are_a4_and_turned_for_a_wide_form(printed_pdf):
    pdf = printed_pdf(some_prose(), a_wide_part())
    assert pdf.sizes() == [(210, 297), (210, 297), (210, 297), (297, 210)]
    facts = pdf.facts()
    assert facts["Page size"].endswith("(A4)")
    assert (facts["Title"], facts["Tagged"]) == ("某某协会2026年部门预算绩效文本", "yes")


def test_pages_behind_the_cover_are_numbered_from_one(printed_pdf):
    cover, *others = printed_pdf(some_prose(), a_project(), a_wide_part()).pages()
    assert "—" not in cover
    assert [f"—{n}—" in normalise_label(page) for n, page in enumerate(others, 1)] == [True] * 4


def test_bookmarks_and_contents_name_the_same_pages(printed_pdf):
    pdf = printed_pdf(some_prose(), a_project(1), a_project(2), a_wide_part())
    outline = pdf.outline()
    assert outline == [
        (1, "总体绩效目标", 3),  # printed otherwise above the part
        (2, "一、总体目标", 3),
        (3, "（一）服务大局", 3),
        (2, "1.第1号项目绩效目标表", 4),
        (2, "2.第2号项目绩效目标表", 5),
        (1, "部门整体绩效目标表", 6),
    ]
    contents = [normalise_label(line) for line in pdf.pages()[1].splitlines() if "...." in line]
    assert [(line.split(".....")[0], int(re.search(r"\d+$", line)[0])) for line in contents] == [
        (normalise_label(words), page - 1) for _, words, page in outline
    ]


def test_a_single_form_has_a_bookmark_and_no_contents(printed_pdf):
    pdf = printed_pdf(a_project())
    assert [entry[1] for entry in pdf.outline()] == ["1.第1号项目绩效目标表"]
    assert [f"—{n}—" in normalise_label(page) for n, page in enumerate(pdf.pages())] == [False, True]


def test_a_part_that_is_only_a_heading_shares_its_page_with_the_next(printed_pdf):
    mere = Part("第二部分", (Heading("第二部分", 1),))
    pages = printed_pdf(some_prose(), mere, a_project(1), a_project(2)).pages()
    assert len(pages) == 5
    assert "第二部分" in pages[3]
    assert "第1号项目" in pages[3]


def test_the_header_in_the_middle_of_a_form_is_printed_on_each_further_page(printed_pdf):
    heading, form = a_project().blocks
    rows = (*form.rows, *(form.rows[-1],) * 60)
    pages = printed_pdf(Part("长表", (heading, replace(form, rows=rows)))).pages()[1:]
    assert len(pages) > 2
    assert [normalise_label(page).count("一级指标二级指标三级指标") for page in pages] == [1] * len(pages)
    assert ["项目编码" in page for page in pages] == [True] + [False] * (len(pages) - 1)


def test_a_row_is_kept_whole_unless_it_is_tall(printed_pdf):
    def pages_with(purpose):
        heading, form = a_project().blocks
        rows = (*form.rows[:7], *((text("三行" * 50, 7),),) * 20, *form.rows[3:4], (text(purpose, 7),))
        pages = printed_pdf(Part("长表", (heading, replace(form, rows=rows, header=range(0))))).pages()
        return [page.count("甲") for page in pages]

    assert [count for count in pages_with("甲" * 300) if count] == [300]
    assert len([count for count in pages_with("甲" * 3000) if count]) > 1


@pytest.mark.sampled(4)
@pytest.mark.parametrize("written", INERT)
def test_text_stays_text_and_never_becomes_markup(printed_pdf, written):
    parts = (
        Part(written, (Heading(written, 1), Paragraph(written), *a_project(purpose=written).blocks)),
        some_prose(),
    )
    structure = printed_pdf(*parts).structure()
    lines = [normalise_label(line) for line in structure if isinstance(line, str)]
    (table,) = (one for one in structure if not isinstance(one, str))
    assert normalise_label(table[3][0].text) == normalise_label(written)
    assert lines.count(normalise_label(written)) == 3  # 目录, heading, paragraph


def test_a_cell_keeps_its_lines(printed_pdf):
    (page,) = printed_pdf(a_project(purpose="第一行\n第二行")).pages()[1:]
    assert any(line.strip().endswith("第一行") for line in page.splitlines())


def test_a_word_too_long_for_its_cell_is_broken_and_copied_whole(printed_pdf):
    code = "A1B2C3D4E5" * 30
    pdf = printed_pdf(a_project(purpose=code))
    assert max(box["xMax"] for _, box, _ in pdf.words()) < 210 - 26
    (table,) = (one for one in pdf.structure() if not isinstance(one, str))
    assert table[3][0].text == code


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\r", "\ufffe", "\ud800"])
def test_a_character_that_no_font_draws_is_named_and_not_dropped(character):
    with pytest.raises(Unprintable, match=rf"U\+{ord(character):04X}"):
        pdf_bytes(a_text(a_project(goals=f"目标{character}一")))


def test_rare_characters_are_drawn_and_not_boxes(tmp_path):
    def drawn(character):
        return Pdf(
            pdf_bytes(replace(a_text(), title=character, cover=()), marks=APPROVED), tmp_path
        ).picture()

    pictures = {character: drawn(character) for character in (*RARE, "\U000ffffd")}
    assert len(set(pictures.values())) == len(RARE) + 1  # the last one is in no font and shows the empty box


def test_what_is_not_approved_is_marked_as_a_draft_on_every_page(printed_pdf):
    parts = (some_prose(), a_project(), a_wide_part())
    assert [{"草", "案"} <= set(page) for page in printed_pdf(*parts).pages()] == [True] * 5
    approved = printed_pdf(*parts, marks=APPROVED).pages()
    assert [{"草", "案"} & set(page) for page in approved] == [set()] * 5


def test_what_is_approved_names_its_revision_and_the_head_of_the_trail_on_every_numbered_page(printed_pdf):
    cover, *pages = printed_pdf(some_prose(), a_project(), marks=APPROVED).pages()
    assert "第3版" not in cover
    assert [
        normalise_label("第3版 操作记录校验值 9f86d081884c7d65") in normalise_label(page) for page in pages
    ] == [True] * 3


def test_the_same_text_gives_the_same_bytes_whatever_was_printed_between():
    one, other = a_text(some_prose(), a_project()), a_text(a_wide_part())
    first = pdf_bytes(one)
    assert b"CreationDate" not in first
    assert pdf_bytes(other) != first
    assert pdf_bytes(one) == first


def test_turned_and_upright_pages_take_turns(printed_pdf):
    widths = [width for width, _ in printed_pdf(a_wide_part(), a_project(), a_wide_part()).sizes()]
    assert [a != b for a, b in pairwise(widths)] == [False, True, True, True]
    assert json.dumps(widths) == "[210, 210, 297, 210, 297]"


def test_what_typst_gives_up_is_refused_in_a_sentence_and_ends_nothing(monkeypatch):
    """It gives up with what is no Exception, which would end the process of the server."""
    gives_up = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})
    asked = []

    class Compiler:
        def compile(self, *, pdf_tags, **_):
            asked.append(pdf_tags)
            raise gives_up

    monkeypatch.setattr(find_fonts(), "_compiler", Compiler())
    with pytest.raises(Unprintable, match="Word"):
        pdf_bytes(a_text(some_prose()))
    assert asked == [True, False]

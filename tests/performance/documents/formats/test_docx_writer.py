"""The Word document as another program sees it: python-docx reads its structure, never its own writer."""

import re
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from performance.documents.blocks import Heading, Paragraph, Part
from performance.documents.formats.docx.writer import docx_bytes
from tests.performance.a_printed_text import a_part_of_two_grids, a_project, a_text, a_wide_part, some_prose

PROSE_FONTS = {
    "Title": ("方正小标宋简体", 22),
    "Heading1": ("方正小标宋简体", 22),
    "Heading2": ("黑体", 16),
    "BodyText": ("仿宋_GB2312", 16),
    "BodyTitle": ("楷体_GB2312", 16),
    "CellCaption": ("黑体", 10.5),
    "CellText": ("宋体", 10.5),
}
HOSTILE = ['=1+1"&<w:p/>', 'DDEAUTO c:\\\\cmd "a"', '" \\f B', "{ INCLUDETEXT x }", "]]><!--", "\\"]


def opened(*parts):
    return docx.Document(BytesIO(docx_bytes(a_text(*parts))))


def style_of(paragraph):
    return paragraph.style.style_id


def field_codes(document):
    return [code.text for code in document.element.iter(qn("w:instrText"))]


def spans(row):
    return [cell.grid_span for cell in row._tr.tc_lst]


def going_down(row):
    return [cell.vMerge for cell in row._tr.tc_lst]


@pytest.fixture(scope="module")
def document():
    return opened(some_prose(), a_project(1), a_project(2), a_wide_part())


def test_pages_are_a4_with_the_margins_of_official_documents(document):
    cover, upright, turned = document.sections
    for section in (cover, upright):
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
        assert [round(margin.mm, 1) for margin in margins] == [37, 28, 26, 35]
    assert turned.orientation == WD_ORIENT.LANDSCAPE
    assert turned.page_width > turned.page_height


def test_pages_after_the_cover_are_numbered_from_one(document):
    cover, upright, turned = document.sections
    assert cover._sectPr.findall(qn("w:footerReference")) == []
    for section in (upright, turned):
        footer = section.footer.paragraphs[0]
        assert re.fullmatch("— .* —", footer.text)
        assert [code.text.strip() for code in footer._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert upright._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert turned._sectPr.find(qn("w:pgNumType")) is None


@pytest.mark.parametrize("style", PROSE_FONTS)
def test_fonts_are_named_for_chinese_text(document, style):
    found = next(one for one in document.styles if one.style_id == style)
    name, size = PROSE_FONTS[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == name
    assert found.font.size.pt == size


def test_a_cover_has_its_title_once_and_balanced():
    title, *lines = [p for p in opened(some_prose()).paragraphs if style_of(p) in ("Title", "CoverLine")]
    assert title.text == "某某协会2026年部门预算绩效文本"
    assert [line.text for line in lines] == ["编制部门：某某协会", "2026年1月"]


def test_headings_are_headings_and_prose_is_indented(document):
    named = {p.text: p.style for p in document.paragraphs}
    assert named["部门整体绩效目标"].style_id == "FormTitle"  # the part is called otherwise in the 目录
    assert named["一、总体目标"].name == "Heading 2"
    assert named["1.第1号项目绩效目标表"].name == "Heading 2"
    body = named["完成年度任务。"]
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_the_contents_is_a_field_that_word_updates_and_already_filled(document):
    toc, *others = field_codes(document)
    assert toc.split() == ["TOC", "\\o", '"1-3"', "\\h", "\\z", "\\f", "A"]
    begin = next(document.element.iter(qn("w:fldChar")))
    assert begin.get(qn("w:dirty")) == "true"
    assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    lines = list(document.element.iter(qn("w:hyperlink")))
    texts = ["".join(t.text for t in link.iter(qn("w:t"))) for link in lines]
    assert texts[:4] == ["总体绩效目标", "一、总体目标", "（一）服务大局", "1.第1号项目绩效目标表"]
    targets = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in lines} == targets
    assert {code.split()[1] for code in others if "PAGEREF" in code} == targets


def test_a_single_form_has_no_contents():
    form = a_project()
    assert not field_codes(opened(form))


def test_parts_begin_on_a_page_of_their_own_but_not_after_a_mere_heading():
    document = opened(some_prose(), Part("第二部分", (Heading("第二部分", 1),)), a_project(1), a_project(2))
    breaks = {p.text: p.paragraph_format.page_break_before for p in document.paragraphs if p.text}
    assert breaks["部门整体绩效目标"]
    assert breaks["第二部分"]
    assert not breaks["1.第1号项目绩效目标表"]
    assert breaks["2.第2号项目绩效目标表"]


def test_the_title_of_a_part_in_several_lines_is_one_heading():
    part = Part(
        "第一部分 部门绩效",
        (Heading("第一部分", 1), Heading("部门绩效", 1), Heading("一、总体", 2), Paragraph("文。")),
    )
    headings = [p.text for p in opened(part, a_project()).paragraphs if p.style.name.startswith("Heading")]
    assert headings == ["第一部分\n部门绩效", "一、总体", "1.第1号项目绩效目标表"]


def test_a_header_in_the_middle_of_a_form_begins_a_table_and_repeats():
    head, indicators = opened(a_project()).tables
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in head.rows] == [False] * 7
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in indicators.rows]
    assert repeated == [True, False, False, False, False, False]
    assert indicators.cell(0, 0).text == "一级指标"


def test_merged_cells_are_merged_both_ways():
    head, indicators = opened(a_project()).tables
    assert [spans(row) for row in head.rows] == [
        [4, 3], [1, 2, 1, 3], [1] * 7, [1, 6], [1, 2, 1, 1, 2], [1, 2, 1, 1, 2], [1, 6],
    ]  # fmt: skip
    assert [going_down(row)[0] for row in head.rows[2:6]] == ["restart", "continue", "restart", "continue"]
    assert [going_down(row)[0] for row in indicators.rows] == [
        None, "restart", "continue", "continue", None, None,
    ]  # fmt: skip
    assert head.cell(3, 0).text == head.cell(2, 0).text == "预算规模及资金用途"
    assert [c.width for c in head.columns] == [c.width for c in indicators.columns]
    assert sum(column.width for column in head.columns) == pytest.approx(Mm(156), abs=Mm(0.1))


def test_a_table_that_fills_a_wide_page_is_as_wide_as_its_text():
    section = opened(a_wide_part()).sections[-1]
    table = opened(a_wide_part()).tables[0]
    text = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in table.columns) == pytest.approx(text, abs=Mm(0.1))


def test_rows_are_kept_whole_unless_they_are_tall():
    head, _ = opened(a_project(purpose="字" * 2000)).tables
    whole = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in head.rows]
    assert whole == [True, True, True, False, True, True, True]


def test_heads_stay_on_the_page_of_what_they_head():
    head, indicators = opened(a_project()).tables
    kept = [
        [all(p.paragraph_format.keep_with_next for p in cell.paragraphs) for cell in row.cells]
        for table in (head, indicators)
        for row in table.rows
    ]
    assert [all(row) for row in kept] == [False] * 4 + [True, False, False] + [True] + [False] * 5


def test_bare_cells_have_no_lines_and_others_those_of_the_table():
    head = opened(a_project()).tables[0]
    bare, bordered = head.rows[0]._tr.tc_lst[0], head.rows[1]._tr.tc_lst[0]
    lines = bare.tcPr.find(qn("w:tcBorders"))
    assert {line.tag: line.get(qn("w:val")) for line in lines} == {
        qn(f"w:{s}"): "nil" for s in ("top", "left", "right")
    }
    assert bordered.tcPr.find(qn("w:tcBorders")) is None
    assert head.style.element.find(f".//{qn('w:insideH')}").get(qn("w:val")) == "single"


def test_tables_do_not_run_into_one_another():
    body = list(opened(a_part_of_two_grids()).element.body)
    tables = [n for n, element in enumerate(body) if element.tag == qn("w:tbl")]
    assert [body[n + 1].tag for n in tables] == [qn("w:p"), qn("w:p")]


def test_the_title_is_the_only_property_and_the_same_text_gives_the_same_bytes():
    printed = a_text(some_prose(), a_project())
    properties = docx.Document(BytesIO(docx_bytes(printed))).core_properties
    assert (properties.title, properties.author, properties.created) == (printed.title, "", None)
    assert docx_bytes(printed) == docx_bytes(printed)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_and_never_becomes_a_field(text):
    part = Part(text, (Heading(text, 1), Paragraph(text), *a_project(purpose=text).blocks))
    renamed = Part(text, (Heading("同名", 1),))
    document = opened(part, renamed)
    assert [p.text for p in document.paragraphs].count(text) == 2
    assert document.tables[0].cell(3, 1).text == text
    (entry,) = [code for code in field_codes(document) if not code.startswith((" TOC ", " PAGEREF "))]
    quoted = re.fullmatch(r' TC "((?:[^"\\]|\\.)*)" \\f A \\l 1 ', entry)
    assert re.sub(r"\\(.)", r"\1", quoted[1]) == text


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_a_character_that_word_cannot_hold_is_named_and_not_dropped(character):
    with pytest.raises(ValueError, match=rf"U\+{ord(character):04X}"):
        docx_bytes(a_text(a_project(goals=f"目标{character}一")))

"""Whether the first row of a page is the rest of the last row of the page before."""

import pytest

from performance.documents.blocks import GridCell, SourcePlace
from performance.documents.formats.paged.cut_rows import continued, is_cut

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

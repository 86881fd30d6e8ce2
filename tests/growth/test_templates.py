"""A template of twice the length is looked through in twice as many calls, however it is built. Counted, not timed."""

import sys

import pytest

from departments.uploads.refused_file import RefusedFile
from performance.approval_letters.default_template import default_template
from performance.approval_letters.placeholders import VOCABULARY
from performance.documents.formats.docx.template import DEEPEST, Template
from tests.performance.approval_letters.test_templates import refusal, with_part

END = b"<w:sectPr"
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
RUN = "<w:r><w:t>{}</w:t></w:r>"
SHAPES = {
    "rows of one table": lambda n: f"<w:tbl>{f'<w:tr>{CELL}</w:tr>' * n}</w:tbl>",
    "cells of one row": lambda n: f"<w:tbl><w:tr>{CELL.format('{{部门.名称}}') * n}</w:tr></w:tbl>",
    "tables": lambda n: f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl><w:p/>" * n,
    "places in one paragraph": lambda n: f"<w:p>{RUN.format('{{文号}}') * n}</w:p>",
    "runs of one place": lambda n: f"<w:p>{RUN.format('{{文')}{RUN.format('号') * n}{RUN.format('}}')}</w:p>",
}
FEW = 100


def with_body(xml):
    return with_part(default_template(), "word/document.xml", END, xml.encode() + END)


def calls(content):
    """How many functions are called until the template is known, or known to be none."""
    number = 0

    def count(frame, event, arg):
        nonlocal number
        number += event == "call"

    sys.setprofile(count)
    try:
        Template(content, VOCABULARY)
    except RefusedFile:
        pass
    finally:
        sys.setprofile(None)
    return number


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_the_template_is_twice_the_work(shape):
    base, few, many = (
        calls(with_body(shape(number)) if number else default_template()) for number in (0, FEW, 2 * FEW)
    )
    assert many - base <= 2.2 * (few - base)


def test_what_is_too_deep_to_be_gone_through_is_refused():
    deep = "<w:tbl><w:tr><w:tc>" * DEEPEST + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * DEEPEST
    assert f"套了{DEEPEST}层以上" in refusal(with_body(deep))

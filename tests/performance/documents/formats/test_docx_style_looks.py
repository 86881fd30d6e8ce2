"""A style of Word may strike out, hide or raise the text of its runs."""

import pytest

from performance.documents.formats.docx.reader import read_docx
from tests.performance.documents.formats.a_foreign_docx import with_paragraphs
from tests.performance.documents.formats.test_docx_reader import noise

STYLES = "".join(
    f'<w:style w:styleId="{name}"><w:basedOn w:val="{base}"/><w:rPr>{look}</w:rPr></w:style>'
    for name, base, look in (
        ("struck", "", "<w:strike/>"),
        ("child", "struck", ""),
        ("restored", "struck", '<w:strike w:val="0"/>'),
        ("unseen", "", "<w:vanish/>"),
        ("raised", "", '<w:vertAlign w:val="superscript"/>'),
    )
)


@pytest.mark.parametrize(
    ("paragraph", "run_look", "text", "aside"),
    [
        ("child", "", "", [("划去的文字", "2")]),
        ("child", '<w:strike w:val="0"/>', "2", []),
        ("restored", "", "2", []),
        ("", '<w:rStyle w:val="struck"/>', "", [("划去的文字", "2")]),
        ("", '<w:rStyle w:val="unseen"/>', "", [("隐藏文字", "2")]),
        ("", '<w:rStyle w:val="raised"/>', "²", []),
        ("", '<w:rStyle w:val="raised"/><w:vertAlign w:val="baseline"/>', "2", []),
    ],
)
def test_a_style_strikes_hides_or_raises_its_text(paragraph, run_look, text, aside):
    properties = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>' if paragraph else ""
    runs = f"{properties}<w:r><w:rPr>{run_look}</w:rPr><w:t>2</w:t></w:r>"
    source = read_docx(with_paragraphs(runs, styles=STYLES))
    assert [row.text for row in source.rows] == [text] * bool(text)
    assert noise(source) == aside

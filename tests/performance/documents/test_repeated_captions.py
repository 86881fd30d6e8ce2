"""On each further page of a table the captions of the indicators stand again at its top, in every format with pages."""

import io
import re

import docx
import openpyxl
import pytest

from performance.content.json import load_content
from performance.documents.convert import read_text, write_text
from tests.conftest import REPOSITORY
from tests.performance.documents.formats.a_pdf import Pdf, needs_pdf_tools

DEMO = REPOSITORY / "fixtures" / "demo" / "statements"


@pytest.mark.parametrize(
    ("name", "sheet", "captions"),
    [
        ("tangshan-2026", -1, {"一级指标", "三级指标", "指标值确定依据"}),
        ("ezhou-2024", -1, {"年度绩效指标", "近两年指标值", "2023年"}),
        ("liupanshui-2024", -2, {"一级", "三级", "指标解释及计算公式"}),
        ("liupanshui-2024", -1, {"一级指标", "三级指标", "指标解释及计算公式"}),
    ],
)
def test_the_captions_of_the_indicators_are_repeated(name, sheet, captions):
    content = load_content((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    page = openpyxl.load_workbook(io.BytesIO(write_text(content, ".xlsx"))).worksheets[sheet]
    top, bottom = (int(row) for row in page.print_title_rows.replace("$", "").split(":"))
    assert captions <= {cell.value for row in page.iter_rows(top, bottom) for cell in row}


REPEATED = {
    "tangshan-2026": {"一级指标", "三级指标", "指标值确定依据"},
    "ezhou-2024": {"年度绩效指标", "一级指标", "近两年指标值", "2023年"},
    "liupanshui-2024": {"绩效目标情况", "一级指标", "指标解释及计算公式"},
}


@pytest.mark.parametrize(("name", "captions"), REPEATED.items())
def test_a_word_table_repeats_them_with_the_caption_beside_and_reads_back_equal(name, captions):
    content = load_content((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    data = write_text(content, ".docx")
    table = docx.Document(io.BytesIO(data)).tables[-1]
    header = [row for row in table.rows if row._tr.trPr.xpath("w:tblHeader")]
    assert captions <= {re.sub(r"\s", "", cell.text) for row in header for cell in row.cells}
    assert read_text(data, "text.docx").content == content


@needs_pdf_tools
@pytest.mark.parametrize("name", ["ezhou-2024", "liupanshui-2024"])
def test_the_last_page_of_a_pdf_table_begins_with_them(name, tmp_path):
    content = load_content((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    top = Pdf(write_text(content, ".pdf"), tmp_path).pages()[-1].strip().splitlines()[:4]
    assert {"一级指标", "三级指标"} <= set(" ".join(top).split()), top

"""On each further page of a sheet the captions of the indicators stand again at its top."""

import io

import openpyxl
import pytest

from performance.content_json import load_content
from performance.documents.convert import write_text
from tests.conftest import REPOSITORY

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

"""A blank form as provinces draw them: heads in two rows, year and unit in one row, labels that nobody knows."""

from dataclasses import replace
from io import BytesIO
from random import Random

import pytest
from openpyxl import Workbook

from performance.content.office_forms import edition_of, id_of
from performance.documents.convert import read_text, write_text
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.forms.declaration import load_form
from performance.documents.forms.declaring import toml_of
from performance.documents.forms.known import read_with
from performance.documents.forms.teaching.proposing import propose
from performance.documents.forms.teaching.trial import try_form
from tests.performance.documents.forms.contents import ContentMaker

ROWS = (
    ("项目支出绩效目标申报表",),
    ("（2026年度）", "", "", "", "", "", "单位：万元"),
    ("项目名称", "", "", "", "主管部门", "", ""),
    ("项目资金（万元）", "资金总额：", "", "", "其中：财政拨款", "", ""),
    ("立项缘由", "", "", "", "", "", ""),
    ("项目绩效目标", "", "", "", "", "", ""),
    ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "", "备注"),
    ("", "", "", "", "上半年", "全年", ""),
    ("", "产出指标", "数量指标", "", "", "", ""),
    ("", "", "质量指标", "", "", "", ""),
    ("", "满意度指标", "服务对象满意度指标", "", "", "", ""),
    ("注：本表一式两份。", "", "", "", "", "", ""),
)
MERGED = (
    "A1:G1 B3:D3 F3:G3 C4:D4 F4:G4 B5:G5 B6:G6 A7:A11 B7:B8 C7:C8 D7:D8 E7:F7 G7:G8 B9:B10".split()  # noqa: SIM905
)


@pytest.fixture(scope="module")
def source():
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    for area in MERGED:
        book.active.merge_cells(area)
    file = BytesIO()
    book.save(file)
    return read_xlsx(file.getvalue())


@pytest.fixture(scope="module")
def form(source):
    proposed = replace(propose(source).form, id=id_of(1, 1), edition=edition_of(1, 1), province="湖南")
    return load_form(toml_of(proposed))


def test_year_and_unit_in_one_row_stand_above_the_form(form):
    assert (form.year_line, form.unit_line, form.money) == ("（{year}年度）", "单位：万元", "万元")


def test_a_label_that_nobody_knows_is_asked_about_and_a_note_is_none(source):
    proposal = propose(source)
    assert [slot.text for slot in proposal.labels if not slot.sure] == ["立项缘由"]
    assert proposal.example.notes == ("注：本表一式两份。",)


def test_the_blank_is_printed_as_it_stood(form, source):
    trial = try_form(form, source)
    assert (trial.differing, trial.blank) == (0, True)
    columns = [(column.key, column.over, column.lower_head) for column in form.parts[1].columns[3:]]
    assert columns == [("", "指标值", "上半年"), ("value", "指标值", "全年"), ("remark", "", "备注")]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".txt"])
def test_what_is_printed_below_two_rows_of_heads_is_read_back(form, suffix):
    with read_with([form]):
        for number in range(3):
            content = ContentMaker(form, Random(number)).statement()  # noqa: S311 - a seed, no secret
            read = read_text(write_text(content, suffix), f"文本{suffix}")
            assert (read.content, read.report.complaints()) == (content, [])

"""The list of what was spent, as an office loads it: previewed, written whole, brought up to date."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from performance.models import ExecutionAmount

HEADS = [
    "财政区划代码",
    "部门编码",
    "单位编码",
    "预算年度",
    "数据截止日期",
    "项目编码",
    "全年预算数（万元）",
    "执行数（万元）",
]


def loaded(client, period, *rows):
    book, stream = Workbook(), BytesIO()
    place = [period.department.office.division_code, period.department.code, period.unit.code]
    for row in (HEADS, *([*place, 2025, "2025-07-31", code, "12.5", spent] for code, spent in rows)):
        book.active.append(row)
    book.save(stream)
    client.force_login(period.performance)
    address = "/admin/performance/executionamount"
    file = SimpleUploadedFile("list.xlsx", stream.getvalue())
    preview = client.post(f"{address}/import/", {"import_file": file, "format": "0"})
    confirm = preview.context.get("confirm_form") if preview.context else None
    return client.post(f"{address}/process_import/", confirm.initial) if confirm else preview


def test_amounts_are_written_and_brought_up_to_date(client, period):
    assert loaded(client, period, ["甲", "7.4"], ["乙", "3"]).status_code == 302
    assert loaded(client, period, ["甲", "7.5"]).status_code == 302
    spent = dict(ExecutionAmount.objects.values_list("code", "spent"))
    assert {code: str(amount.normalize()) for code, amount in spent.items()} == {"甲": "7.5", "乙": "3"}


@pytest.mark.parametrize("wrong", ["-1", "七万"])
def test_what_is_no_amount_is_refused_with_the_whole_list(client, period, wrong):
    loaded(client, period, ["甲", "7.4"], ["乙", wrong])
    assert not ExecutionAmount.objects.exists()

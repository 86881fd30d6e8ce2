"""Lists of admin as people meet them: a workbook taken out, and one previewed and confirmed."""

import io

import openpyxl
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.lists.flat_files import FlatWorkbook


def url(model, page):
    return reverse(f"admin:performance_{model}_{page}")


def taken_out(client, model):
    """By the heads of the workbook; no cell of it is a formula."""
    answer = client.post(url(model, "export"), {"format": "0"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def previewed(client, model, rows):
    sheet = tablib.Dataset(*(list(row.values()) for row in rows), headers=list(rows[0]))
    file = SimpleUploadedFile("list.xlsx", FlatWorkbook().export_data(sheet))
    return client.post(url(model, "import"), {"import_file": file, "format": "0"})


def confirmed(client, model, preview):
    return client.post(url(model, "process_import"), preview.context["confirm_form"].initial, follow=True)


def faults(preview):
    """What is wrong with the rows, by the number of the row."""
    result = preview.context["result"]
    found = {row.number: str(row.error_dict) for row in result.invalid_rows}
    return found | {number: str(errors[0].error) for number, errors in result.row_errors()}

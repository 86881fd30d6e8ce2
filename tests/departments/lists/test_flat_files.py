import io
import zipfile

import openpyxl
import pytest
import tablib
import xlsxwriter

from departments.lists import flat_files, plain_workbooks
from departments.lists.flat_files import FlatWorkbook, UnreadableList, careful_rows
from departments.lists.plain_workbooks import plain_rows
from departments.uploads.file_gate import MOST_MEMBERS
from departments.uploads.limits import LARGEST_UNPACKED

FORMULAS = [
    "=1+1",
    "==1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://a","b")',
    "=cmd|' /C calc'!A0",
    "\t=1",
]


def written(*rows):
    return FlatWorkbook().export_data(tablib.Dataset(*rows, headers=["文字", "数"]))


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_never_a_live_formula_and_comes_back_unchanged(text):
    content = written([text, 1])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert FlatWorkbook().create_dataset(content)[0] == (text.strip(), 1)


def test_numbers_stay_numbers_and_nothing_stays_nothing():
    assert FlatWorkbook().create_dataset(written(["甲", 1], [None, 2.5]))[:] == [("甲", 1), (None, 2.5)]


def test_characters_that_a_workbook_cannot_hold_are_left_out():
    assert FlatWorkbook().create_dataset(written(["甲\x0b乙\x00", 1]))[0] == ("甲乙", 1)


def test_text_longer_than_a_cell_is_refused_rather_than_cut():
    with pytest.raises(ValueError, match="32767"):
        written(["长" * 32_768, 1])


def test_a_code_typed_as_a_number_is_that_code():
    def fill(sheet):
        sheet.append(["编码", None])
        sheet.append([405.0, "备注"])
        sheet.append([None, None])

    dataset = FlatWorkbook().create_dataset(workbook(fill))
    assert (dataset.headers, dataset[:]) == (["编码"], [(405,)])


def far_cell(sheet):
    sheet["A1"] = "编码"
    sheet["XFD1048576"] = "远"


def too_many_rows(sheet):
    for number in range(flat_files.ROW_LIMIT + 2):
        sheet.append([number])


def no_headers(sheet):
    sheet["A2"] = "405"


def a_bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("xl/workbook.xml", b"0" * (LARGEST_UNPACKED + 1))
    return content.getvalue()


def a_crowd():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for number in range(MOST_MEMBERS + 1):
            package.writestr(f"{number}.xml", b"")
    return content.getvalue()


def with_macros():
    content = io.BytesIO(written(["甲", 1]))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macros")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda: b"", "文件为空"),
        (lambda: None, "上传已过期"),
        (lambda: b"code,name\n1,2", "内容是纯文本"),
        (lambda: written(["甲", 1])[:300], "文件不完整或已损坏"),
        (a_bomb, "解压后过大"),
        (a_crowd, "个部件，超过"),
        (with_macros, "含有宏"),
        (lambda: workbook(far_cell), "第1048576行"),
        (lambda: workbook(too_many_rows), "超过 10000 行"),
        (lambda: workbook(no_headers), "第1行应为列名"),
    ],
    ids=[
        "empty",
        "expired",
        "not a zip",
        "cut off",
        "bomb",
        "crowd",
        "macros",
        "far cell",
        "long",
        "no headers",
    ],
)
def test_a_file_that_cannot_be_taken_in_is_refused_with_a_reason(content, sentence):
    with pytest.raises(UnreadableList, match=sentence):
        FlatWorkbook().create_dataset(content())


def sheet_xml(cells, strings=""):
    """A workbook with just these rows of its only sheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write("A1", "编码")
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                head, _, rest = part.partition(b"<sheetData>")
                # The sheet claims to end where it does not, and no reader believes it.
                assert b'ref="A1"' in head
                part = (
                    head
                    + f"<sheetData>{cells}".encode()
                    + b"</sheetData>"
                    + rest.partition(b"</sheetData>")[2]
                )
            elif name.endswith("sharedStrings.xml") and strings:
                part = part.replace("编码".encode(), strings.encode())
            new.writestr(name, part)
    return changed.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="3"><c r="A3"><v>405</v></c></row>'
NOT_PLAIN = {
    "cells without a place": PLAIN.replace(' r="A3"', ""),
    "a place told otherwise": PLAIN.replace('r="A3"', "r='A3'"),
    "an attribute before the place": PLAIN.replace('r="A3"', 't="n" r="A3"'),
    "too far below": PLAIN.replace("3", "1048576"),
    "too far to the right": PLAIN.replace("A3", "XFD3"),
    "a far cell with a prefix of its own": PLAIN.replace(
        "</row>", f'<x:c xmlns:x="{MAIN}" r="XFD1"><x:v>1</x:v></x:c></row>', 1
    ),
    "a comment": PLAIN + "<!-- -->",
    "an error": PLAIN.replace("<v>405", '<v>405</v></c><c r="B3" t="e"><v>#N/A'),
}


def test_a_plain_file_is_read_fast_and_as_the_careful_reader_reads_it():
    for content in (sheet_xml(PLAIN), written(["甲", 1], [None, 2.5], ["=1", None])):
        fast = [list(map(flat_files.plain, row)) for row in plain_rows(content, rows=10, columns=5)]
        careful = list(careful_rows(content))
        assert [row + [None] * (flat_files.COLUMN_LIMIT - len(row)) for row in fast] == [
            row + [None] * (flat_files.COLUMN_LIMIT - len(row)) for row in careful
        ]


@pytest.mark.parametrize("cells", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_is_not_plain_to_see_is_left_to_the_careful_reader(cells):
    assert plain_rows(sheet_xml(cells), rows=10, columns=5) is None


@pytest.mark.parametrize("strings", ["长" * 1000, "长" * 1000 + "</t></si><sheetData/><si><t>"])
def test_a_long_text_shared_by_many_cells_is_left_to_the_careful_reader(strings, monkeypatch):
    content = sheet_xml(PLAIN, strings=strings)
    assert plain_rows(content, rows=10, columns=5)
    monkeypatch.setattr(plain_workbooks, "MOST_TEXT", 2 * 3000)
    assert plain_rows(content, rows=10, columns=5) is None

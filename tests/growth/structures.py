"""Files and pages drawn on purpose, each large in one direction that its reader has to walk through."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from types import SimpleNamespace

import xlrd

from performance.documents.blocks import Source
from performance.documents.formats.csv_reader import read_csv
from performance.documents.formats.html.reader import read_html
from performance.documents.formats.office import xls_reader
from performance.documents.formats.office.ods_reader import MIMETYPE, read_ods
from performance.documents.formats.paged.assembly import source_of
from performance.documents.formats.paged.page import Box, Glyph, Page, Rule
from performance.documents.formats.txt import read_txt

Reading = Callable[[], Source]
Structure = Callable[[int], Reading]
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_FORM = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值"
_ROW = "产出指标\t数量指标\t完成第{}项培训场次\t≥{}场\t依据"


def _lines(of: Callable[[int], str], size: int) -> str:
    return "".join(map(of, range(size)))


def _of_bytes(read: Callable[[bytes], Source], text: Callable[[int], str]) -> Structure:
    def structure(size: int) -> Reading:
        content = text(size).encode()
        return lambda: read(content)

    return structure


def _html(text: Callable[[int], str]) -> Structure:
    return _of_bytes(read_html, lambda size: f"<html><body>{text(size)}</body></html>")


def _web_table(text: Callable[[int], str]) -> Structure:
    return _html(lambda size: f"<table>{text(size)}</table>")


def _ods(body: Callable[[int], str]) -> Structure:
    def structure(size: int) -> Reading:
        packed = BytesIO()
        spaces = " ".join(
            f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style")
        )
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("mimetype", MIMETYPE)
            archive.writestr(
                "content.xml", f"<office:document-content {spaces}>{body(size)}</office:document-content>"
            )
        return lambda: read_ods(packed.getvalue())

    return structure


def _ods_row(*texts: str) -> str:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
    return f"<table:table-row>{cells}</table:table-row>"


def _ods_table(rows: Callable[[int], str]) -> Structure:
    return _ods(lambda size: f"<table:table>{rows(size)}</table:table>")


def _sheet(rows: list[list[str]], merged: list[tuple[int, int, int, int]]) -> Reading:
    """As xlrd hands over the one sheet of a workbook."""
    sheet = SimpleNamespace(
        name="表", visibility=0, nrows=len(rows), rowinfo_map={}, colinfo_map={}, ncols=max(map(len, rows)), merged_cells=merged,
        row_len=lambda row: len(rows[row]),
        cell=lambda row, column: SimpleNamespace(ctype=xlrd.XL_CELL_TEXT, value=rows[row][column]),
    )  # fmt: skip
    book = SimpleNamespace(nsheets=1, sheet_by_index=lambda number: sheet, unload_sheet=lambda number: None)
    return lambda: xls_reader._source(book)


def _page(of: Callable[[Page, int], None]) -> Structure:
    def structure(size: int) -> Reading:
        page = Page(1, 600.0, 800.0)
        of(page, size)
        return lambda: source_of([page])

    return structure


def _glyph(left: float, top: float, text: str = "字") -> Glyph:
    return Glyph(left, top, left + 8, top + 8, text, 8.0)


def _words(page: Page, size: int) -> None:
    page.glyphs = [_glyph(10 * (n % 50), 12 * (n // 50)) for n in range(size)]


def _one_over_another(page: Page, size: int) -> None:
    page.glyphs = [_glyph(100, 100 + n % 3) for n in range(size)]


def _grid(page: Page, size: int) -> None:
    """As many cells as asked for, with a sign in each."""
    rows = size // 10
    page.horizontal = [Rule(8.0 * n, 0, 500) for n in range(rows + 1)]
    page.vertical = [Rule(50.0 * n, 0, 8.0 * rows) for n in range(11)]
    page.glyphs = [_glyph(50.0 * (n % 10) + 10, 8.0 * (n // 10)) for n in range(10 * rows)]


def _pieces_of_rules(page: Page, size: int) -> None:
    page.horizontal = [Rule(100.0 + n % 2, 3.0 * (n // 2), 3.0 * (n // 2) + 3) for n in range(size)]
    page.vertical = [Rule(3.0 * n, 100, 101) for n in range(size)]


def _small_tables(page: Page, size: int) -> None:
    for n in range(size):
        left, top = 20.0 * (n % 25), 20.0 * (n // 25)
        page.horizontal += [Rule(top + 10 * k, left, left + 16) for k in range(2)]
        page.vertical += [Rule(left + 8 * k, top, top + 10) for k in range(3)]
        page.glyphs.append(_glyph(left, top))


def _coloured(page: Page, size: int) -> None:
    page.fills = [
        Box(20.0 * (n % 25), 12.0 * (n // 25), 20.0 * (n % 25) + 20, 12.0 * (n // 25) + 12)
        for n in range(size)
    ]
    page.glyphs = [_glyph(20.0 * (n % 25), 12.0 * (n // 25)) for n in range(size)]


def _columns_of_text(page: Page, size: int) -> None:
    page.glyphs = [_glyph(300 * (n % 2) + 8 * (n % 20), 5.0 * (n // 40)) for n in range(size)]


def _pages(of: Callable[[Page, int], None], share: int) -> Structure:
    """Many pages, each with the same."""

    def structure(size: int) -> Reading:
        pages = [Page(number + 1, 600.0, 800.0) for number in range(size // share)]
        for page in pages:
            of(page, share)
        return lambda: source_of(pages)

    return structure


STRUCTURES: Mapping[str, Structure] = {
    "web page: rows": _web_table(lambda n: _lines(lambda i: f"<tr><td>产出指标<td>第{i}项<td>≥{i}场", n)),
    "web page: a form": _web_table(lambda n: _FORM + _lines(lambda i: f"<tr><td>产出指标<td>数量指标<td>第{i}项场次<td>≥{i}场", n)),
    "web page: forms": _html(lambda n: f"<table>{_FORM}<tr><td>产出指标<td>数量指标<td>培训场次<td>≥3场</table>" * n),
    "web page: a form with many levels": _web_table(lambda n: _FORM + _lines(lambda i: f"<tr><td>甲{i}<td>乙{i}<td>第{i}项<td>", n)),
    "web page: heads of a form": _web_table(lambda n: _FORM * n),
    "csv: a form": _of_bytes(read_csv, lambda n: "一级指标,二级指标,三级指标,指标值\n" + _lines(lambda i: f"产出指标,数量指标,第{i}项场次,≥{i}场\n", n)),
    "web page: columns": _web_table(lambda n: ("<tr>" + "<td>甲" * 190) * (n // 190)),
    "web page: long rowspans": _web_table(lambda n: _lines(lambda i: f'<tr><td rowspan="{n}">甲{i}', n)),
    "web page: wide colspans": _web_table(lambda n: _lines(lambda i: f'<tr><td colspan="{i % 190}">甲', n)),
    "web page: tables": _html(lambda n: "<table><tr><td>甲<td>乙</table>" * n),
    "web page: tables within tables": _html(lambda n: "<table><tr><td>甲" * n),
    "web page: open boxes": _html(lambda n: "<div>甲" * n),
    "web page: closed boxes that nobody opened": _html(lambda n: "甲</div></td>" * n),
    "web page: open marks": _html(lambda n: "<" * n + "a" * n),
    "web page: open references": _html(lambda n: "&" * n + "&#x" * n),
    "web page: open comments": _html(lambda n: "<!--" * n),
    "web page: attributes": _html(lambda n: f"<p {_lines(lambda i: f'a{i}=b ', n)}>甲"),
    "web page: ends of lines in a cell": _web_table(lambda n: "<tr><td>" + "甲<br>" * n),
    "web page: hidden words": _html(lambda n: '<p style="display:none">甲</p><p>乙' * n),
    "web page: lists": _html(lambda n: "<ul><li>甲" * n),
    "csv: rows": _of_bytes(read_csv, lambda n: _lines(lambda i: f"产出指标,数量指标,第{i}项,≥{i}场\n", n)),
    "csv: commas": _of_bytes(read_csv, lambda n: ("," * 190 + "\n") * (n // 190)),
    "csv: open quotes": _of_bytes(read_csv, lambda n: '"甲,\n' * n),
    "csv: quotes": _of_bytes(read_csv, lambda n: '""' * n + "\n" + '"a""' * n),
    "csv: ends of lines": _of_bytes(read_csv, lambda n: "\r" * n + "\n" * n),
    "pasted text: rows": _of_bytes(read_txt, lambda n: _lines(lambda i: _ROW.format(i, i) + "\n", n)),
    "pasted text: one cell in a line": _of_bytes(read_txt, lambda n: _lines(lambda i: f"\t第{i}项\n", n)),
    "pasted text: tabs": _of_bytes(read_txt, lambda n: "\t" * n),
    "pasted text: blank lines": _of_bytes(read_txt, lambda n: "甲\n" + "\n" * n + "乙"),
    "pasted text: blanks in a line": _of_bytes(read_txt, lambda n: "甲" + "  乙" * n),
    "pasted text: heads": _of_bytes(read_txt, lambda n: "一级指标\t二级指标\t三级指标\t指标值\n" * n),
    "pasted text: titles": _of_bytes(read_txt, lambda n: _lines(lambda i: f"第{i}部分 绩效目标\n", n)),
    "ods: rows": _ods_table(lambda n: _lines(lambda i: _ods_row("产出指标", f"第{i}项", f"≥{i}场"), n)),
    "ods: repeated rows": _ods_table(
        lambda n: _ods_row("甲").replace("table-row>", f'table-row table:number-rows-repeated="{n}">', 1)
    ),
    "ods: sheets": _ods(lambda n: f"<table:table>{_ods_row('甲', '乙')}</table:table>" * n),
    "ods: groups of rows": _ods_table(lambda n: f"<table:table-row-group>{_ods_row('甲')}</table:table-row-group>" * n),
    "ods: paragraphs": _ods_table(lambda n: _ods_row("甲</text:p><text:p>" * n)),
    "ods: pieces of text": _ods_table(lambda n: _ods_row("<text:span>甲</text:span><text:s/>" * n)),
    "ods: long cells over one another": _ods_table(
        lambda n: _ods_row("甲").replace("table-cell>", f'table-cell table:number-rows-spanned="{n}">', 1) * n
    ),
    "xls: rows": lambda n: _sheet([["产出指标", f"第{i}项", f"≥{i}场"] for i in range(n)], []),
    "xls: merged rows": lambda n: _sheet([["甲"] * 3] * n, [(i, i + 1, 0, 2) for i in range(n)]),
    "xls: merges over one another": lambda n: _sheet([["甲"] * 3] * n, [(i, n, 0, 3) for i in range(n)]),
    "page: words": _page(_words),
    "page: words over one another": _page(_one_over_another),
    "page: a table": _page(_grid),
    "page: pieces of lines": _page(_pieces_of_rules),
    "page: small tables": _page(_small_tables),
    "page: coloured cells": _page(_coloured),
    "page: columns": _page(_columns_of_text),
    "page: pages of words": _pages(_words, 20),
    "page: pages of tables": _pages(_grid, 20),
    "page: pages of small tables": _pages(_small_tables, 4),
}  # fmt: skip

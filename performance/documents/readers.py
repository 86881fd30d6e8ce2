"""The files that can be read: by their suffix, how each is read, and what its page in the README says of it.

Small programs of our own read small files in this process. What is large, and what takes large programs of others, is
read in a process apart, which can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from departments.uploads.limits import MEGABYTE
from performance.documents.blocks import Source
from performance.documents.formats.csv_reader import read_csv
from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.html.reader import read_html, read_mht
from performance.documents.formats.isolated.limits import GIGABYTE, Limits
from performance.documents.formats.txt import read_txt
from performance.documents.formats.xlsx.reader import read_xlsx


@dataclass(frozen=True)
class Reader:
    """``here`` reads in this process what is small; without it nothing is. ``remark`` is for those who choose a file."""

    suffixes: tuple[str, ...]
    name: str
    limits: Limits
    remark: str = ""
    here: Callable[[bytes], Source] | None = None


PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
TEXT = Limits(memory=3 * GIGABYTE, seconds=120)
PDF = Limits(memory=6 * GIGABYTE, seconds=600)  # a scan's recognition takes seconds for a page
WORKBOOK = Limits(memory=4 * GIGABYTE, seconds=90, largest_file=200 * MEGABYTE)
OFFICE = Limits(memory=8 * GIGABYTE, seconds=120, largest_file=200 * MEGABYTE)


def _by_office(suffix: str, name: str, limits: Limits, remark: str) -> Reader:
    return Reader((suffix,), name, limits, remark)


_NEEDS_OFFICE = "由本机安装的 LibreOffice 转换；没有安装时提示另存"
READERS = (
    Reader((".txt",), "纯文本", TEXT, "两种排法；UTF-8 或 GB18030", read_txt),
    Reader((".docx",), "Word 文档", TEXT, here=read_docx),
    Reader((".xlsx",), "Excel 工作簿", TEXT, "全部工作表；隐藏的不读，并说明", read_xlsx),
    Reader(
        (".pdf",),
        "PDF",
        PDF,
        "按表格线读表，只画横线的按文字的位置分栏，跨页的表接成一张；水印、页眉页脚、页码不读。扫描页同图片",
    ),
    Reader(PICTURES, "图片", PDF, "扫描件、照片：文字由识别得来，没有把握的逐格核对；需要可选的文字识别组件"),
    Reader(
        (".html", ".htm"),
        "网页",
        TEXT,
        "合并单元格按 rowspan、colspan 读；菜单和隐藏的文字不读",
        read_html,
    ),
    Reader((".mht", ".mhtml"), "单个文件网页", TEXT, here=read_mht),
    Reader((".csv", ".tsv"), "表格文本", TEXT, "逗号、分号或制表符分隔", read_csv),
    _by_office(".xls", "Excel 97–2003 工作簿", WORKBOOK, "合并单元格、百分数等数字格式照显示的读"),
    _by_office(".et", "WPS 表格", WORKBOOK, "同 .xls"),
    _by_office(".ods", "OpenDocument 工作簿", WORKBOOK, "读显示的文字"),
    _by_office(".xlsb", "Excel 二进制工作簿", OFFICE, _NEEDS_OFFICE),
    _by_office(".doc", "Word 97–2003 文档", OFFICE, _NEEDS_OFFICE),
    _by_office(".wps", "WPS 文字", OFFICE, _NEEDS_OFFICE),
    _by_office(".rtf", "RTF 文档", OFFICE, _NEEDS_OFFICE),
    _by_office(".odt", "OpenDocument 文本", OFFICE, _NEEDS_OFFICE),
)
BY_SUFFIX: Mapping[str, Reader] = {suffix: reader for reader in READERS for suffix in reader.suffixes}
READ_HERE: Mapping[str, Callable[[bytes], Source]] = {
    suffix: reader.here for suffix, reader in BY_SUFFIX.items() if reader.here
}

# What cannot be read, and the way out.
_PRINT = "请在打开它的程序里“打印”或“另存为” PDF（带文字）后再试。"
ELSEWHERE: Mapping[str, str] = {
    ".ofd": f"{_PRINT}OFD 阅读器一般有“转换为 PDF”。",
    ".ceb": _PRINT,
    ".caj": _PRINT,
    ".dps": _PRINT,
    ".ppt": _PRINT,
    ".pptx": _PRINT,
    ".xlsm": "请在 Excel 或 WPS 中另存为不含宏的 .xlsx 后再试。",
    ".docm": "请在 Word 或 WPS 中另存为不含宏的 .docx 后再试。",
    ".dotx": "请在 Word 或 WPS 中另存为 .docx 后再试。",
    ".zip": "这里一次读一份文本；压缩包请在“文本体检”的成批体检里上传，或解压后逐个上传。",
    ".rar": "请解压后再上传，或改用 .zip 压缩包成批体检。",
    ".7z": "请解压后再上传，或改用 .zip 压缩包成批体检。",
}


def kind_of_file(name: str) -> str:
    """What a file is called by its suffix; several files together have none."""
    reader = BY_SUFFIX.get(PurePath(name).suffix.lower())
    return reader.name if reader else "几个文件" if name.endswith("）") else "内容的 JSON"


def formats_table() -> str:
    """The readable files as the README shows them."""
    rows = [
        f"| {'、'.join(f'`{s}`' for s in reader.suffixes)} | {reader.name} | {reader.remark} |"
        for reader in READERS
    ]
    return "\n".join(("| 扩展名 | 文件 | 说明 |", "|---|---|---|", *rows))

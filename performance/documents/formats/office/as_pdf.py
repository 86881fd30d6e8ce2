"""A Word file as PDF, by the LibreOffice of the machine: the look of such a file is its author's, not ours."""

from __future__ import annotations

from departments.uploads.limits import MEGABYTE
from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.isolated.limits import GIGABYTE, Limits
from performance.documents.formats.isolated.process import pdf_apart
from performance.documents.formats.office.libreoffice import program
from performance.documents.formats.unprintable import Unprintable

_LIMITS = Limits(memory=8 * GIGABYTE, seconds=90, largest_file=50 * MEGABYTE)
_INSTEAD = "请下载 Word 文件，用 Word 或 WPS 打开后“另存为”PDF"


def pdf_of_docx(content: bytes) -> bytes:
    """Raises Unprintable."""
    if program() is None:
        raise Unprintable(f"本机没有安装 LibreOffice，不能把 Word 文件转为 PDF。{_INSTEAD}，或请管理员安装。")
    try:
        return pdf_apart(content, ".docx", _LIMITS)
    except RefusedFile as fault:
        raise Unprintable(f"没有能转为 PDF（文件过大，或转换程序没有正常结束）。{_INSTEAD}。") from fault

"""Old suffixes say little: many an .xls is a web page that some system wrote, many a .wps a Word file. The content decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Source
from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.html.reader import read_html, read_mht
from performance.documents.formats.office.libreoffice import converted
from performance.documents.formats.office.ods_reader import MIMETYPE, read_ods
from performance.documents.formats.office.xls_reader import read_xls
from performance.documents.formats.xlsx.reader import read_xlsx

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD, _BOOK = "WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le")
_OLD_BOOK = "Book".encode("utf-16-le")
_MARKS = b"\xef\xbb\xbf \t\r\n"
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<div", b"<style")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(content: bytes, suffix: str, folder: Path) -> Source:
    """An .xls, .et, .xlsb or .ods file, whatever it really is."""
    if read := _modern_or_markup(content):
        return read(content)
    if suffix == ".xlsb" and content.startswith(_ZIP):
        return read_xlsx(converted(content, suffix, ".xlsx", folder))
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise RefusedFile("文件加了密码，请先取消密码后再上传。")
    if content.startswith(_OLE) and _WORD in content and _BOOK not in content:
        raise RefusedFile(f"扩展名为 {suffix}，但内容是 Word 文档，请改正扩展名后再上传。")
    return read_xls(content)


def read_document(content: bytes, suffix: str, folder: Path) -> Source:
    """A .doc, .wps, .rtf or .odt file, whatever it really is."""
    if read := _modern_or_markup(content):
        return read(content)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise RefusedFile("文件加了密码，请先取消密码后再上传。")
        if _WORD not in content and (_BOOK in content or _OLD_BOOK in content):
            raise RefusedFile(f"扩展名为 {suffix}，但内容是 Excel 工作簿，请改正扩展名后再上传。")
        return read_docx(converted(content, ".doc", ".docx", folder))
    if content.lstrip(_MARKS).startswith(b"{\\rtf"):
        return read_docx(converted(content, ".rtf", ".docx", folder))
    if content.startswith(_ZIP) and suffix == ".odt":
        return read_docx(converted(content, ".odt", ".docx", folder))
    raise RefusedFile(
        f"内容不是可以识别的“{suffix}”文件，可能已损坏。请用 Word 或 WPS 打开并另存为 .docx 后再上传。"
    )


def _modern_or_markup(content: bytes) -> Callable[[bytes], Source] | None:
    head = content[:4096].lstrip(_MARKS).lower()
    if content.startswith(_ZIP):
        if MIMETYPE.encode() in content[:200]:
            return read_ods
        if b"word/document.xml" in content:
            return read_docx
        return read_xlsx if b"xl/workbook.xml" in content or b"xl/worksheets/sheet1.xml" in content else None
    if head.startswith(_MARKUP) or (head.startswith(b"<?xml") and b"<html" in head):
        return read_html
    return (
        read_mht if head.startswith((b"mime-version:", b"from:")) and b"multipart/related" in head else None
    )

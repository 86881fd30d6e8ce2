"""What an uploaded office file must be before any parser sees it: whole, small once unpacked, free of traps.

Every member is unpacked here once, counting the bytes that really come out; sizes declared in the file
are only compared with that count.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from departments.uploads.limits import LARGEST_FILE, LARGEST_UNPACKED, MEGABYTE
from departments.uploads.refused_file import RefusedFile
from departments.uploads.sheet_bounds import WorkbookBounds

MOST_MEMBERS = 5_000  # a workbook of 2,000 sheets, with a drawing or relations for some
MOST_RATIO = 100
_SMALL_MEMBER = MEGABYTE  # a ratio says nothing about less than this

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOLDERS = {".xlsx": "xl/", ".docx": "word/"}
_CONTENTS = {"xl/": "Excel 工作簿（.xlsx）", "word/": "Word 文档（.docx）", "ppt/": "演示文稿（.pptx）"}
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")  # the stream of a password-protected .xlsx or .docx
_LOCAL_HEADER = 30
_END_RECORD = 22
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_MARKUP = (".xml", ".rels", ".vml")
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_SAVE_AGAIN = "请用 Office 或 WPS 打开并另存后再上传"


def check_office_file(content: bytes, suffix: str, *, largest: int = LARGEST_FILE) -> dict[str, bytes]:
    """The parts of the file by name, each unpacked once and checked.

    Raises ``RefusedFile`` unless ``content`` may be given to a parser of ``suffix`` (.xlsx or .docx).
    """
    suffix = suffix.lower()
    if suffix not in _FOLDERS:
        raise RefusedFile(f"不支持扩展名为 {suffix or '（无）'} 的文件，请另存为 .xlsx 或 .docx 后再上传。")
    if not content:
        raise RefusedFile("文件是空的（0 字节）。")
    if len(content) > largest:
        raise RefusedFile(
            f"文件有 {len(content) / MEGABYTE:.1f} MB，超过 {largest / MEGABYTE:.0f} MB 的上限。"
        )
    if not content.startswith(_ZIP):
        raise RefusedFile(f"扩展名为 {suffix}，但内容是{_kind(content)}。{_SAVE_AGAIN}。")
    members = _members(content)
    _check_names([member.filename for member in members], suffix)
    return _checked_parts(content, members)


def check_open_document(content: bytes, mimetype: str) -> dict[str, bytes]:
    """The parts of an OpenDocument file as ``check_office_file`` gives those of another. Raises RefusedFile."""
    if not content.startswith(_ZIP):
        raise RefusedFile(f"扩展名与内容不符：内容是{_kind(content)}。{_SAVE_AGAIN}。")
    members = _members(content)
    names = [member.filename for member in members]
    lowered = {name.lower() for name in names}
    if len(lowered) < len(names):
        raise RefusedFile("文件内有同名的部件，疑被改动过，不能导入。")
    if any(name.startswith(("basic/", "scripts/")) for name in lowered):
        raise RefusedFile("文件含有宏，不能导入。请另存为不含宏的格式后再上传。")
    parts = _checked_parts(content, members)
    if parts.get("mimetype", b"").strip() != mimetype.encode() or "content.xml" not in parts:
        raise RefusedFile(f"扩展名与内容不符，或文件已损坏。{_SAVE_AGAIN}。")
    return parts


def _kind(content: bytes) -> str:
    """What a file that is no zip archive seems to be, by its first bytes."""
    if content.startswith(b"%PDF"):
        return " PDF"
    if content.startswith(_OLE):
        encrypted = _ENCRYPTED_NAME in content
        return "加了密码的文件，请先取消密码" if encrypted else "旧版 Office 文件（.doc 或 .xls）"
    if content.startswith(b"{\\rtf"):
        return " RTF 文档"
    if (
        content[:1024]
        .lstrip(b"\xef\xbb\xbf \t\r\n")
        .lower()
        .startswith((b"<html", b"<!doctype html", b"<?xml", b"<table"))
    ):
        return "网页或 XML 文本"
    if b"\0" not in content[:4096]:
        return "纯文本"
    return "无法识别的数据"


def _members(content: bytes) -> list[ZipInfo]:
    # Readers may differ on where an archive ends; only one that ends with its end record means the same to all.
    end = content[-_END_RECORD:]
    if not end.startswith(b"PK\x05\x06") or end[-2:] != b"\0\0":
        raise RefusedFile(f"文件不完整或已损坏。{_SAVE_AGAIN}。")
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise RefusedFile(f"文件已损坏，无法打开。{_SAVE_AGAIN}。") from error
    if len(members) > MOST_MEMBERS:
        raise RefusedFile(f"文件内含 {len(members)} 个部件，超过 {MOST_MEMBERS} 个的上限。")
    return members


def _check_names(names: list[str], suffix: str) -> None:
    lowered = [name.lower() for name in names]
    if len(set(lowered)) < len(lowered):
        raise RefusedFile("文件内有同名的部件，疑被改动过，不能导入。")
    if any(PurePosixPath(name).name == "vbaproject.bin" or "/macrosheets/" in name for name in lowered):
        raise RefusedFile("文件含有宏，不能导入。请另存为不含宏的格式后再上传。")
    if "[content_types].xml" not in lowered or not any(name.startswith(_FOLDERS[suffix]) for name in lowered):
        for folder, kind in _CONTENTS.items():
            if any(name.startswith(folder) for name in lowered):
                raise RefusedFile(f"扩展名为 {suffix}，但内容是 {kind}。请改正扩展名后再上传。")
        raise RefusedFile(f"扩展名为 {suffix}，但内容是压缩包或其他格式。{_SAVE_AGAIN}。")


def _checked_parts(content: bytes, members: list[ZipInfo]) -> dict[str, bytes]:
    parts = {}
    left = LARGEST_UNPACKED
    bounds = WorkbookBounds()
    for member in members:
        part = _unpacked(content, member, left)
        left -= len(part)
        parts[member.filename] = part
        if member.filename.lower().endswith(_MARKUP) or part.lstrip(_BEFORE_MARKUP)[:1] == b"<":
            _check_markup(part)
        bounds.add(part)  # whatever it is called, a reader may be sent to it
    bounds.check()
    return parts


def _unpacked(content: bytes, member: ZipInfo, most: int) -> bytes:
    """The real content of a member, never more than ``most`` bytes of it."""
    if member.flag_bits & 0x1:
        raise RefusedFile("文件加了密码，请先取消密码后再上传。")
    header = content[member.header_offset : member.header_offset + _LOCAL_HEADER]
    if not header.startswith(_ZIP) or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise RefusedFile(f"文件已损坏，或用了不支持的压缩方法。{_SAVE_AGAIN}。")
    start = member.header_offset + _LOCAL_HEADER
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = content[start : start + member.compress_size]
    part = packed if member.compress_type == ZIP_STORED else _inflated(packed, most)
    if len(part) > most or (len(part) > _SMALL_MEMBER and len(part) > MOST_RATIO * len(packed)):
        raise RefusedFile("文件解压后过大（疑为压缩炸弹），不能导入。")
    if len(part) != member.file_size or zlib.crc32(part) != member.CRC:
        raise RefusedFile(f"文件已损坏：部件 {member.filename} 与其校验不符。{_SAVE_AGAIN}。")
    return part


def _inflated(packed: bytes, most: int) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(packed, most + 1)
    except zlib.error as error:
        raise RefusedFile(f"文件已损坏，无法解压。{_SAVE_AGAIN}。") from error


def _check_markup(part: bytes) -> None:
    if b"\0" in part or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedFile(f"文件内有不是 UTF-8 编码的部件，不能导入。{_SAVE_AGAIN}。")
    if any(declaration in part for declaration in _DECLARATIONS):
        raise RefusedFile("文件内有实体声明（DTD），不能导入。")

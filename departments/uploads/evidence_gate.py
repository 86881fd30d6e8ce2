"""What a file must be that is kept to be looked at: a PDF or a picture, whole, and what its name says it is.

Nothing here reads it further, and nobody but a person opens it: it must not do anything of its own when that happens.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from pathlib import PurePath

from departments.uploads.limits import MEGABYTE
from departments.uploads.refused_file import RefusedFile

LARGEST = 10 * MEGABYTE
LONGEST_NAME = 200
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SCAN = 0xDA  # the segment behind which the picture itself stands; one before it may hold a small picture with its own end
_TAIL = 2048  # bytes in which a PDF ends
# What makes a PDF do something when it is opened; names may be written with codes for their letters.
_ACTIVE = (
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
)  # /OpenAction alone says on which page
_CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/[A-Za-z#][A-Za-z0-9#]*")
_SAVE_AGAIN = "请重新扫描或导出后再上传"


def check_evidence(content: bytes, name: str) -> str:
    """The suffix it is to be kept under. Raises RefusedFile."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in CHECKS:
        raise RefusedFile(f"“{name}”：可以上传的是 {'、'.join(CHECKS)}。")
    if len(name) > LONGEST_NAME:
        raise RefusedFile(f"“{name[:40]}…”：文件名有{len(name)}字，最多{LONGEST_NAME}字，请改短。")
    if not content:
        raise RefusedFile(f"“{name}”是空的（0 字节）。")
    if len(content) > LARGEST:
        raise RefusedFile(
            f"“{name}”有 {len(content) / MEGABYTE:.1f} MB，超过 {LARGEST // MEGABYTE} MB 的上限，请压缩或分成几个文件。"
        )
    if fault := CHECKS[suffix](content):
        raise RefusedFile(f"“{name}”{fault}，{_SAVE_AGAIN}。")
    return suffix


def _pdf(content: bytes) -> str:
    if not content.startswith(b"%PDF-"):
        return "的内容不是 PDF"
    if b"%%EOF" not in content[-_TAIL:]:
        return "不完整"
    if b"/Encrypt" in content[-_TAIL:]:
        return "加了密码"
    names = {_CODED.sub(lambda code: bytes([int(code[1], 16)]), name) for name in _NAME.findall(content)}
    return "含有打开时运行的内容或附件" if names.intersection(_ACTIVE) else ""


def _png(content: bytes) -> str:
    if not content.startswith(_PNG):
        return "的内容不是 PNG 图片"
    place = len(_PNG)
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        kind, end = content[place + 4 : place + 8], place + 8 + length
        if (
            end + 4 > len(content)
            or zlib.crc32(content[place + 4 : end]) != struct.unpack_from(">I", content, end)[0]
        ):
            break
        place = end + 4
        if kind == b"IEND":
            return "" if place == len(content) else "在图片之后还有别的内容"
    return "不完整"


def _jpeg(content: bytes) -> str:
    if not content.startswith(_JPEG):
        return "的内容不是 JPEG 图片"
    place = 2
    while content[place : place + 1] == b"\xff" and len(content) >= place + 4:
        if content[place + 1] == _SCAN:  # telephones write things of their own behind the end
            return "" if b"\xff\xd9" in content[place:] else "不完整"
        place += 2 + struct.unpack_from(">H", content, place + 2)[0]
    return "不完整"


CHECKS: dict[str, Callable[[bytes], str]] = {".pdf": _pdf, ".png": _png, ".jpg": _jpeg, ".jpeg": _jpeg}

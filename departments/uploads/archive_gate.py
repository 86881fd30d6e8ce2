"""What an archive of lists must be before it is read: whole, small once unpacked, each member there once.

Members are unpacked here in pieces that are counted and thrown away, so an archive may be larger than memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from departments.uploads.broken_archives import BROKEN
from departments.uploads.file_gate import MOST_RATIO
from departments.uploads.limits import MEGABYTE
from departments.uploads.refused_file import RefusedFile

MOST_LISTS = 200
_CHUNK = 1 << 16
_DAMAGED = "文件不完整或已损坏，请重新取得后再试。"


@dataclass(frozen=True, slots=True)
class Member:
    """What really comes out of the archive under a name."""

    name: str
    size: int
    sha256: str


def checked_members(stream: BinaryIO, *, largest_unpacked: int) -> dict[str, Member]:
    """Raises RefusedFile."""
    try:
        with ZipFile(stream) as archive:
            infos = archive.infolist()
    except BROKEN as error:
        raise RefusedFile(_DAMAGED) from error
    _check(infos)
    found, left = {}, largest_unpacked
    with ZipFile(stream) as archive:
        for info in infos:
            member = _unpacked(archive, info, left)
            left -= member.size
            found[info.filename] = member
    return found


def _check(infos: Sequence[ZipInfo]) -> None:
    if len(infos) > MOST_LISTS:
        raise RefusedFile(f"文件内含 {len(infos)} 个部件，超过 {MOST_LISTS} 个的上限。")
    if len({info.filename.lower() for info in infos}) < len(infos):
        raise RefusedFile("文件内有同名的部件，疑被改动过，不能读取。")
    if any(info.flag_bits & 0x1 for info in infos):
        raise RefusedFile("文件加了密码，请先取消密码后再试。")
    if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in infos):
        raise RefusedFile("文件用了不支持的压缩方法，请重新取得后再试。")


def _unpacked(archive: ZipFile, info: ZipInfo, left: int) -> Member:
    digest, size = sha256(), 0
    most = min(left, max(MEGABYTE, MOST_RATIO * info.compress_size))
    try:
        with archive.open(info) as part:
            while size <= most and (chunk := part.read(_CHUNK)):
                size += len(chunk)
                digest.update(chunk)
    except BROKEN as error:
        raise RefusedFile(_DAMAGED) from error
    if size > most:
        if most < left:
            raise RefusedFile("文件解压后过大（疑为压缩炸弹），不能读取。")
        raise RefusedFile("文件解压后过大，不能读取；请分成几个文件。")
    return Member(info.filename, size, digest.hexdigest())

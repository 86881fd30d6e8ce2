"""The files of a batch: as they were chosen, and those that a .zip among them holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from departments.uploads.broken_archives import BROKEN
from departments.uploads.limits import LARGEST_FILE, MEGABYTE
from performance.documents.convert import READABLE

MOST_FILES = 200
BATCH_BYTES = 100 * MEGABYTE
MOST_UNPACKED = 300 * MEGABYTE
_UTF8_NAME = 0x800
_IGNORED = ("__MACOSX", ".DS_Store", "Thumbs.db")

File = tuple[str, bytes]


class WrongBatch(ValueError):
    """A batch that cannot be taken in; the sentence says why."""


def unpacked(files: Sequence[File]) -> list[File]:
    """All files of the batch by name. Raises WrongBatch. What is in them, reading finds out."""
    found: list[File] = []
    total = 0
    for name, content in files:
        members = _members(name, content) if name.lower().endswith(".zip") else iter([(name, content)])
        for member in members:
            found.append(member)
            total += len(member[1])
            if len(found) > MOST_FILES:
                raise WrongBatch(f"一次最多体检 {MOST_FILES} 个文件，请分几次上传。")
            if total > MOST_UNPACKED:
                raise WrongBatch(f"压缩包解开后超过 {MOST_UNPACKED // MEGABYTE} MB，请分几次上传。")
    if not found:
        raise WrongBatch(f"没有可以体检的文件；可读的文件有：{'、'.join(READABLE)}。")
    return found


def _members(name: str, content: bytes) -> Iterator[File]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            seen: Counter[str] = Counter()
            for member in archive.infolist():
                inside = _name_of(member)
                if not member.is_dir() and not any(part in inside for part in _IGNORED):
                    seen[inside] += 1
                    shown = _numbered(f"{name}/{inside}", seen[inside])
                    yield shown[-255:], _unpacked(archive, member, name, inside)
    except WrongBatch:
        raise
    except (*BROKEN, OSError) as error:
        raise WrongBatch(
            f"压缩包“{name}”已损坏、加了密码或用了不支持的压缩方法，请重新压缩成 .zip。"
        ) from error


def _numbered(name: str, number: int) -> str:
    """Of several members of one name, each is told by its number before the suffix, by which it is read."""
    path = PurePosixPath(name)
    return name if number == 1 else str(path.with_name(f"{path.stem}（同名第{number}个）{path.suffix}"))


def _name_of(member: ZipInfo) -> str:
    """Without signs that no workbook holds and those that turn the line round, so that the name says what it is."""
    return "".join(sign if sign.isprintable() else "�" for sign in _written_name(member))


def _written_name(member: ZipInfo) -> str:
    """Windows writes Chinese names in its own alphabet and does not say so."""
    if not member.flag_bits & _UTF8_NAME:
        try:
            return str(PurePosixPath(member.filename.encode("cp437").decode("gb18030")))
        except (UnicodeEncodeError, UnicodeDecodeError):
            pass
    return str(PurePosixPath(member.filename))


def _unpacked(archive: ZipFile, member: ZipInfo, name: str, inside: str) -> bytes:
    if inside.lower().endswith(".zip"):
        raise WrongBatch(f"压缩包“{name}”里还有压缩包“{inside}”，请先解开。")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise WrongBatch(f"压缩包“{name}”用了不支持的压缩方法，请重新压缩成 .zip。")
    with archive.open(member) as stream:
        return stream.read(LARGEST_FILE + 1)  # what is larger is refused by its reading, in words

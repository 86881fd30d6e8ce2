"""The files that a command is given: by name, in folders, and within .zip archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from departments.uploads.limits import LARGEST_FILE
from performance.documents.convert import READABLE, Unreadable
from performance.findings.batch_files import BATCH_BYTES, WrongBatch, unpacked

_ARCHIVE = ".zip"


@dataclass(frozen=True)
class InputFile:
    """``path`` is how the file is called; a member of an archive stands below the archive's own path."""

    path: Path
    content: bytes | None = None

    def __str__(self) -> str:
        return str(self.path)

    def read(self) -> bytes:
        """Raises Unreadable, also for a file that is not there or too large to be opened at all."""
        return self.content if self.content is not None else _bytes_of(self.path, LARGEST_FILE)


def input_files(paths: Iterable[Path]) -> Iterator[InputFile | tuple[Path, Unreadable]]:
    """Every file that the paths lead to; where one leads to none, the path with the reason."""
    for path in paths:
        try:
            yield from _files_of(path)
        except Unreadable as error:
            yield path, error


def _files_of(path: Path) -> Iterator[InputFile]:
    if path.is_dir():
        inside = [file for file in sorted(path.rglob("*")) if file.is_file() and _is_text(file)]
        if not inside:
            raise Unreadable([f"文件夹里没有可读的文件；可读的有：{'、'.join(READABLE)}、{_ARCHIVE}。"])
        for file in inside:
            yield from _files_of(file)
    elif path.suffix.lower() == _ARCHIVE:
        try:
            members = unpacked([(path.name, _bytes_of(path, BATCH_BYTES))])
        except WrongBatch as error:
            raise Unreadable([str(error)]) from error
        yield from (InputFile(path.parent / name, content) for name, content in members)
    else:
        yield InputFile(path)


def _is_text(file: Path) -> bool:
    """Whether a file of a folder is meant: neither hidden nor the lock of an open document."""
    named = not file.name.startswith((".", "~$"))
    return named and file.suffix.lower() in (*READABLE, _ARCHIVE)


def _bytes_of(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise Unreadable(["找不到这个文件，请核对路径。"]) from None
    except OSError as error:
        raise Unreadable([f"打不开这个文件（{error.strerror}），请核对路径和权限。"]) from None

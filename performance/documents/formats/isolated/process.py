"""Reads a file in a process of its own, and hears from it how far it is.

Whatever becomes of that process, nothing of it stays: the file reaches it in memory, and it is ended with all that
it started when it has answered, takes too long or is not waited for any more.
"""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple
from pathlib import Path
from time import monotonic, time
from typing import Any

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Source
from performance.documents.formats.isolated import wire
from performance.documents.formats.isolated.limits import Limits
from performance.documents.formats.isolated.wanted import OWN_FORMS, Wanted
from performance.documents.forms.declaring import toml_of
from performance.documents.forms.known import readers_own
from performance.documents.reading import Read

Progress = Callable[[int, int], None]
MOST_ANSWER = 128 * 1024 * 1024
_WORKER = "performance.documents.formats.isolated.worker"
_ROOT = Path(__file__).resolve().parents[4]
# What the libraries must know of the machine; nothing that is secret.
_HANDED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
_FOLDER = "goals-reading-"
_LOOKED_EACH = 1.0  # second
_LEFT_BEHIND = 3600  # seconds: no reading takes as long
_REFUSED = "读取文件的程序没有正常结束（文件可能已损坏，或过大过深）。请用 Office 或 WPS 打开并另存为 .docx 或 .xlsx 后再上传。"


def nobody_waits(_done: int, _total: int) -> None:
    """For whoever does not show how far a reading is."""


def read_apart(
    content: bytes,
    suffix: str,
    limits: Limits,
    progress: Progress = nobody_waits,
    wanted: Wanted = Wanted(),  # noqa: B008 - it cannot be changed
) -> Source | Read:
    """What is wanted of the content of a file with this suffix. Raises RefusedFile.

    ``progress`` is called at least every second, with pages done and pages in all; what it raises ends the reading
    and is raised here.
    """
    answer = _answered(content, suffix, limits, progress, wanted)
    if "source" in answer:
        return wire.unpack(answer["source"])
    if "read" in answer:
        return wire.unpack_read(answer["read"])
    raise RefusedFile(_REFUSED)


def pdf_apart(content: bytes, suffix: str, limits: Limits) -> bytes:
    """The file as it is printed. Raises RefusedFile."""
    answer = _answered(content, suffix, limits, nobody_waits, Wanted(pdf=True))
    if "pdf" in answer:
        return wire.unpack_bytes(answer["pdf"])
    raise RefusedFile(_REFUSED)


def _answered(content: bytes, suffix: str, limits: Limits, progress: Progress, wanted: Wanted) -> Any:
    with (
        _folder() as folder,
        _in_memory(content) as file,
        _told(folder),
        _started(file, (suffix, str(wanted)), limits, folder) as process,
    ):
        for message in _messages(process, limits.seconds, progress):
            if "refused" in message:
                raise RefusedFile(*message["refused"])
            return message
    return {}


@contextmanager
def _in_memory(content: bytes) -> Iterator[int]:
    """A file without a name, on no disk."""
    file = os.memfd_create("reading")
    try:
        with os.fdopen(os.dup(file), "wb") as stream:
            stream.write(content)
        os.lseek(file, 0, os.SEEK_SET)
        yield file
    finally:
        os.close(file)


@contextmanager
def _folder() -> Iterator[str]:
    """A folder for what the reader must write; it goes with the reading, and so do those whose server was killed."""
    parent = Path(tempfile.gettempdir())
    for left in parent.glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if left.stat().st_mtime < time() - _LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix=_FOLDER, dir=parent)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _told(folder: str) -> Iterator[None]:
    """The forms of the reader's office lie in the folder: there may be more of them than an argument holds."""
    if own := readers_own():
        files = [toml_of(form) for form in own]
        (Path(folder) / OWN_FORMS).write_bytes(wire.dump(files))
    yield


@contextmanager
def _started(
    file: int, words: Sequence[str], limits: Limits, folder: str
) -> Iterator[subprocess.Popen[bytes]]:
    known = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 - our own program, with nothing of the user's among its arguments
        [sys.executable, "-P", "-m", _WORKER, *words, *map(str, astuple(limits)), folder],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=known
        | {
            "TMPDIR": folder,
            "HOME": folder,
            "PYTHONPATH": str(_ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OMP_NUM_THREADS": "2",
        },
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def _messages(process: subprocess.Popen[bytes], seconds: float, progress: Progress) -> Iterator[Any]:
    """The last line that the process writes, its pages told meanwhile. Raises RefusedFile for what takes too long."""
    pages = 0, 1
    progress(*pages)
    for line in _lines(process, seconds):
        if line is None:
            progress(*pages)
        elif "page" in (message := wire.load(line)):
            pages = message["page"], message["of"]
            progress(*pages)
        else:
            yield message


def _lines(process: subprocess.Popen[bytes], seconds: float) -> Iterator[bytes | None]:
    """The lines that the process writes, until its end; None whenever it says nothing for a while."""
    if process.stdout is None:
        return
    deadline = monotonic() + seconds
    held, total = bytearray(), 0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - monotonic()
            if not selector.select(max(min(left, _LOOKED_EACH), 0)):
                if left <= 0:
                    raise RefusedFile(f"读取文件超过 {seconds:.0f} 秒，已停止。请把文件分成几个后再上传。")
                yield None
                continue
            piece = os.read(process.stdout.fileno(), 1 << 20)
            if not piece:
                return
            total += len(piece)
            if total > MOST_ANSWER:
                raise RefusedFile("文件读出的内容过多，不能导入，请核对是否选错了文件。")
            held += piece
            if b"\n" in piece:
                *lines, rest = held.split(b"\n")
                held = bytearray(rest)
                yield from (bytes(line) for line in lines if line)

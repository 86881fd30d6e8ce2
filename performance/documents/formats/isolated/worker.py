"""The process that reads one file: limits first, then the reader's libraries, then the file from standard input.

What the rows of the file say is found out here as well, so that no text of a stranger's is weighed where others wait.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Source
from performance.documents.formats.isolated import wire
from performance.documents.formats.isolated.limits import Limits, obey
from performance.documents.formats.isolated.wanted import OWN_FORMS, Wanted

Progress = Callable[[int, int], None]
Read = Callable[[bytes, Progress, Path], Source]
_TOLD_EACH = 0.2  # seconds
TOO_LARGE = "读取这个文件需要的内存过多，不能导入。请把文件分成几个，或另存为 .docx 或 .xlsx 后再上传。"


def _pdf(content: bytes, progress: Progress, _folder: Path) -> Source:
    from performance.documents.formats.pdf.reader import read_pdf
    from performance.documents.formats.scan.reader import recognise_pdf_page

    return read_pdf(content, progress=progress, recognise=recognise_pdf_page)


def _picture(content: bytes, progress: Progress, _folder: Path) -> Source:
    from performance.documents.formats.scan.reader import read_picture

    return read_picture(content, progress)


def _workbook(suffix: str) -> Read:
    def read(content: bytes, _progress: Progress, folder: Path) -> Source:
        from performance.documents.formats.office.by_content import read_workbook

        return read_workbook(content, suffix, folder)

    return read


def _document(suffix: str) -> Read:
    def read(content: bytes, _progress: Progress, folder: Path) -> Source:
        from performance.documents.formats.office.by_content import read_document

        return read_document(content, suffix, folder)

    return read


# Each brings its libraries in when it is called: only what this file needs is loaded.
READERS: dict[str, Read] = {
    ".pdf": _pdf,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), _picture),
    **{suffix: _workbook(suffix) for suffix in (".xls", ".et", ".xlsb", ".ods")},
    **{suffix: _document(suffix) for suffix in (".doc", ".wps", ".rtf", ".odt")},
}


def answer_to(
    suffix: str, content: bytes, wanted: Wanted, progress: Progress, folder: Path
) -> dict[str, Any]:
    from performance.documents.convert import Unreadable, answered, read_here
    from performance.documents.forms.known import loaded, read_with

    if wanted.pdf:
        return _printed(suffix, content, folder)
    forms = folder / OWN_FORMS
    own = wire.load(forms.read_bytes()) if forms.exists() else []
    try:
        with read_with([loaded(text) for text in own]):
            if suffix in READERS:
                found = answered(READERS[suffix](content, progress, folder), wanted)
            else:
                found = read_here(content, suffix, wanted)
    except RefusedFile as refusal:
        return {"refused": [str(refusal)]}
    except Unreadable as refusal:
        return {"refused": refusal.problems}
    except (MemoryError, RecursionError):
        return {"refused": [TOO_LARGE]}
    return {"source": wire.pack(found)} if isinstance(found, Source) else {"read": wire.pack_read(found)}


def _printed(suffix: str, content: bytes, folder: Path) -> dict[str, Any]:
    from performance.documents.formats.office.libreoffice import converted

    try:
        return {"pdf": wire.pack_bytes(converted(content, suffix, ".pdf", folder))}
    except RefusedFile as refusal:
        return {"refused": [str(refusal)]}


def main() -> None:
    suffix, wanted, *limits, folder = sys.argv[1:]
    # What a library prints must not get between the messages: they have standard output to themselves.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    obey(Limits(*map(int, limits)))
    last_report = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last_report
        if monotonic() - last_report >= _TOLD_EACH:
            last_report = monotonic()
            answers.write(wire.dump({"page": done, "of": total}))
            answers.flush()

    answer = answer_to(suffix, sys.stdin.buffer.read(), Wanted.of(wanted), progress, Path(folder))
    answers.write(wire.dump(answer))
    answers.flush()
    os._exit(0)  # what the libraries would still do is of no use to anybody


if __name__ == "__main__":
    main()

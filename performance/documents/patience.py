"""How long a page may wait for a reading before whoever asked is answered, in words."""

from __future__ import annotations

from time import monotonic

from departments.uploads.refused_file import RefusedFile

SECONDS = 80  # the server gives up on a request after two minutes


class Patience:
    """The progress of a reading that a page waits for; it ends when it takes too long."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._end = monotonic() + seconds

    def __call__(self, done: int, total: int) -> None:
        if done < total and monotonic() > self._end:
            page = f"读到第 {done} 页（共 {total} 页）" if total > 1 else "读取文件"
            raise RefusedFile(
                f"{page}已超过 {self._seconds:.0f} 秒，没有读完。"
                "请把文件分成几个；体检也可以压缩成 .zip 上传，在后台办理。"
            )

"""How long a page may wait for a reading before whoever asked is answered, in words."""

from __future__ import annotations

from time import monotonic

from departments.uploads.refused_file import RefusedFile

SECONDS = 80  # the server gives up on a request after two minutes

PAGE_SECONDS = 8  # beyond that, whoever waits is better shown how far it is
TRIAL_SECONDS = 2  # before that, nobody can tell how long it will take


class TakesLong(Exception):
    """The reading would take longer than a page should keep somebody waiting without a word."""


class UntilLong:
    """The progress of a reading that goes on elsewhere as soon as it is seen that it takes long."""

    def __init__(self, seconds: float = PAGE_SECONDS, trial: float = TRIAL_SECONDS) -> None:
        self._begin = monotonic()
        self._seconds = seconds
        self._trial = trial

    def __call__(self, done: int, total: int) -> None:
        spent = monotonic() - self._begin
        if done < total and spent > self._trial and spent * total > self._seconds * max(done, 1):
            raise TakesLong


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

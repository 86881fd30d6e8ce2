"""The one way out of the trail: old rows into a file, and a checkpoint that says where the kept chain begins."""

import json
import os
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from departments.trail.chain import Head
from departments.trail.digests import Digests
from departments.trail.entry import Action, TrailEntry
from departments.trail.guard import TABLE, guard_lifted
from departments.trail.subjects import Subject
from departments.trail.verification import genuine_row, said_and_claimed, verify
from departments.trail.writing import record, wait_for_turn

LEAST_DAYS = 180  # the law wants network logs kept for six months


class PurgeRefused(ValueError):
    """Why nothing was removed, as a Chinese sentence."""


@dataclass(frozen=True)
class Purged:
    rows: int
    checkpoint: TrailEntry


def purge(*, before: datetime, export: Path, by=None) -> Purged:
    """Write all rows older than ``before`` to a new file, then remove them; all of it, or nothing."""
    if before > timezone.now() - timedelta(days=LEAST_DAYS):
        raise PurgeRefused(f"操作记录至少保留{LEAST_DAYS}天，不能清理{LEAST_DAYS}天以内的记录。")
    with transaction.atomic():
        wait_for_turn()  # before the table is locked: a writer that has the turn still has to get at the table
        if fault := verify().fault:
            raise PurgeRefused(f"操作记录校验不通过，清理会毁掉证据，未清理。{fault}")
        last = _last_before(before)
        if last is None:
            raise PurgeRefused("没有早于该日期的操作记录。")
        change = genuine_row(Action.KEY_CHANGE)
        if change and last.number < change["number"] - 1:
            raise PurgeRefused(
                f"第{change['number']}条更换了校验密钥，其前的记录只能一并清理；到第{change['number'] - 1}条也满期以后再清理。"
            )
        old = TrailEntry.objects.filter(number__lte=last.number).order_by("number")
        with _new_file(export) as file:
            rows, fingerprint = _write(file, old)
            with guard_lifted(), connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {TABLE} WHERE number <= %s", [last.number])  # noqa: S608
            last_purged = Subject(TrailEntry._meta.label_lower, str(last.number + 1), last.hash)
            details = f"清理{rows}条，至第{last.number}条止；导出文件 {fingerprint}"
            checkpoint = record(Action.PURGE, by=by, subject=last_purged, details=details)
    return Purged(rows, checkpoint)


def _last_before(before: datetime) -> Head | None:
    """The end of the part in which every row is old, should the clock ever have been set back."""
    rows = TrailEntry.objects.order_by("number")
    first_kept = rows.filter(time__gte=before).values_list("number", flat=True).first()
    old = rows if first_kept is None else rows.filter(number__lt=first_kept)
    last = old.values_list("number", "hash").last()
    return Head(*last) if last else None


@contextmanager
def _new_file(path: Path):
    try:
        file = path.open("xb")
    except FileExistsError:
        raise PurgeRefused(f"文件 {path} 已存在，请另取文件名。") from None
    except OSError as error:
        raise PurgeRefused(f"不能写入文件 {path}：{error.strerror}。") from None
    try:
        with file:
            yield file
    except BaseException:
        path.unlink()  # nothing was removed, so nothing is to be kept here
        raise


def _write(file, rows: Iterable[TrailEntry]) -> tuple[int, str]:
    """One JSON object a line, as it was sealed; safely on the disk before anything is removed."""
    digest, count = Digests(settings.TRAIL_HASH), 0
    for entry, claimed in said_and_claimed(rows):
        row = {**entry, "time": entry["time"].isoformat(timespec="microseconds"), "hash": claimed}
        line = f"{json.dumps(row, ensure_ascii=False)}\n".encode()
        file.write(line)
        digest.update(line)
        count += 1
    file.flush()
    os.fsync(file.fileno())
    return count, str(digest)

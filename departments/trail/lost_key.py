"""The way out when TRAIL_KEY is lost: it is told in the trail itself, for good, and nothing is sealed anew."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from departments.trail.entry import Action, TrailEntry
from departments.trail.subjects import Subject
from departments.trail.verification import digest_of, verify
from departments.trail.writing import head, record, wait_for_turn


class KeyNotLost(ValueError):
    """The key verifies the trail, or there is nothing to verify."""


@dataclass(frozen=True)
class Lost:
    """What can no longer be verified row by row."""

    rows: int
    digest: str


def what_is_lost() -> Lost:
    """Raises KeyNotLost."""
    if not TrailEntry.objects.exists():
        raise KeyNotLost("还没有操作记录，直接设置新的 TRAIL_KEY 即可。")
    if verify().fault is None:
        raise KeyNotLost("现在的 TRAIL_KEY 能够校验操作记录，没有遗失，不需要更换。")
    digest, rows = digest_of(TrailEntry.objects.order_by("number"), settings.TRAIL_HASH)
    return Lost(rows, digest)


@transaction.atomic
def begin_under_new_key(reason: str) -> TrailEntry:
    """From this row on the key of today seals; the rows before are held to one sum over all of them.

    Raises KeyNotLost.
    """
    wait_for_turn()
    lost = what_is_lost()
    last = head()
    number = last.number + 1 if last else 1
    details = (
        f"TRAIL_KEY 遗失，自本条起改用新密钥；此前{lost.rows}条不能逐条校验，只核对整体校验值。原因：{reason}"
    )
    about = Subject(TrailEntry._meta.label_lower, str(number), lost.digest)
    return record(Action.KEY_CHANGE, by=None, subject=about, details=details)

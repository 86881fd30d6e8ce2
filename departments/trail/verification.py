"""Whether the trail still is what was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from departments.trail.chain import BEGINNING, Head, is_sealed, seal
from departments.trail.digests import digest_by
from departments.trail.entry import SEALED, Action, TrailEntry

CHUNK = 5000
SealedRow = dict[str, Any]  # the sealed columns by name


@dataclass(frozen=True)
class Fault:
    """The first row that is not what it should be, or that should be there and is not."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"第{self.number}条：{self.reason}"


@dataclass(frozen=True)
class Verdict:
    """``under_lost_key`` rows stand before a recorded change of the key: as a whole they are what they were then."""

    checked: int
    fault: Fault | None
    under_lost_key: int = 0


class AnchorTooOld(ValueError):
    """The anchored row has been purged, so nothing can be said about it."""


def verify(*, start: int | None = None, anchor: Head | None = None) -> Verdict:
    """Check every row from ``start`` on; by default from where the chain begins."""
    beginning, lost, fault = _beginning()
    if fault:
        return Verdict(0, fault)
    if anchor and anchor.number <= beginning.number and not lost:
        raise AnchorTooOld(f"锚点第{anchor.number}条早于现存记录的起点，已按期清理，无从核对。")
    before = beginning
    if start is not None and start > beginning.number + 1:
        found = row_before(start)
        if found is None:
            return Verdict(0, Fault(start - 1, "缺失。"))
        before = found
    checked = 0
    for entry, claimed in said_and_claimed(
        _rows().filter(number__gt=before.number) if lost or start else _rows()
    ):
        if fault := fault_of(entry, claimed, before):
            return Verdict(checked, fault, lost)
        before = Head(entry["number"], claimed)
        checked += 1
    return Verdict(checked, fault_at_anchor(anchor, before) if anchor else None, lost)


def _beginning() -> tuple[Head, int, Fault | None]:
    """Where the rows begin that the key of today seals, how many stand before them, and what is wrong with those."""
    beginning, change = kept_beginning(), genuine_row(Action.KEY_CHANGE)
    if change is None or change["number"] <= beginning.number:
        return beginning, 0, None
    older = _rows().filter(number__lt=change["number"])
    name = change["subject_name"]
    digest, count = digest_of(older, name.partition(":")[0])
    fault = None
    if digest != name:
        first = older.values_list("number", flat=True).first() or change["number"] - 1
        reason = f"第{change['number']}条更换校验密钥以前的记录与更换时的整体校验值不符，已被改动。"
        fault = Fault(first, reason)
    return Head(change["number"] - 1, change["prev_hash"]), count, fault


def genuine_row(action: Action) -> SealedRow | None:
    """The latest row of this action that the key of today has sealed."""
    for entry, claimed in said_and_claimed(TrailEntry.objects.filter(action=action).order_by("-number")):
        if is_sealed(entry, claimed, key=settings.TRAIL_KEY):
            return entry
    return None


def digest_of(rows, algorithm: str) -> tuple[str, int]:
    """One sum over whole rows, seals included, and their number: it needs no key."""
    digest, count = digest_by(algorithm), 0
    for entry, claimed in said_and_claimed(rows):
        digest.update(seal({**entry, "hash": claimed}, algorithm=algorithm, key="").encode())
        count += 1
    return f"{algorithm}:{digest.hexdigest()}", count


def _rows():
    return TrailEntry.objects.order_by("number")


def said_and_claimed(rows) -> Iterator[tuple[SealedRow, str]]:
    for *values, claimed in rows.values_list(*SEALED, "hash").iterator(chunk_size=CHUNK):
        yield dict(zip(SEALED, values, strict=True)), claimed


def kept_beginning() -> Head:
    """The row before the first one that is kept, as the last genuine purge wrote it down."""
    purge = genuine_row(Action.PURGE)
    return Head(int(purge["subject_id"]) - 1, purge["subject_name"]) if purge else Head(0, BEGINNING)


def row_before(start: int) -> Head | None:
    found = TrailEntry.objects.filter(number=start - 1).values_list("number", "hash").first()
    return Head(*found) if found else None


def fault_of(entry: SealedRow, claimed: str, before: Head) -> Fault | None:
    number = entry["number"]
    if number > before.number + 1:
        return Fault(before.number + 1, "缺失，已被删除。")
    if number <= before.number:
        return Fault(number, "多出，不是系统所写。")
    if not is_sealed(entry, claimed, key=settings.TRAIL_KEY):
        return Fault(number, "内容与校验值不符：已被改动、调换或插入，或不是用本系统的密钥写成。")
    if entry["prev_hash"] != before.hash:
        return Fault(number, "与前一条不衔接：前一条已被替换。")
    return None


def fault_at_anchor(anchor: Head, last: Head) -> Fault | None:
    if anchor.number > last.number:
        return Fault(last.number + 1, f"缺失：锚点为第{anchor.number}条，末尾记录已被截去。")
    row = row_before(anchor.number + 1)
    if row != anchor:
        return Fault(anchor.number, "与锚点不符：记录已被整体改写。")
    return None

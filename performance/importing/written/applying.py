"""Doing what the preview said: all papers of the file as their pages would save them, or none."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.entry.merging import Side
from performance.importing.written.forms import OfflineForm
from performance.importing.written.reading import Filled
from performance.steps.refusals import Overtaken, Refused
from performance.written.saving import PaperOutcome, Posted, save_posted
from performance.written.versions import Saving

MARK = "import-"  # begins the page of the versions that an import left
Before = Mapping[str, str]


@dataclass(frozen=True)
class WantedTexts:
    """Of one paper: what its fields said when it was looked at, and what they are to say."""

    row: int
    revision: int
    before: Before
    after: Before


def wanted_of(filled: Filled) -> list[WantedTexts]:
    return [
        WantedTexts(
            paper.row.pk,
            paper.revision,
            {one.name: one.before for one in paper.changes},
            {one.name: one.after for one in paper.changes},
        )
        for paper in filled.papers
    ]


def refusals_of(
    form: OfflineForm[Any, Any, Any, Any], owner: Any, filled: Filled, user: User
) -> tuple[str, ...]:
    """Why it could not be taken as it is: tried and taken back, so that nothing is promised that confirming refuses."""
    try:
        with transaction.atomic():
            _apply(form, owner, wanted_of(filled), Saving(user, f"{MARK}tried"))
            transaction.set_rollback(True)
    except Refused as refusal:
        return tuple(refusal.reasons)
    return ()


@transaction.atomic
def apply(
    form: OfflineForm[Any, Any, Any, Any],
    owner: Any,
    wanted: Sequence[WantedTexts],
    *,
    name: str,
    by: User,
    request: HttpRequest | None = None,
) -> str:
    """The key by which it can be undone. Raises Refused, and Overtaken where somebody has saved since the preview."""
    key = secrets.token_urlsafe(9)
    number = _apply(form, owner, wanted, Saving(by, f"{MARK}{key}", request=request))
    details = f"{name}：{form.noun}{number}份{sum(len(one.after) for one in wanted)}处"
    record(Action.IMPORT, by=by, subject=owner, details=details, request=request)
    return key


def _apply(
    form: OfflineForm[Any, Any, Any, Any], owner: Any, wanted: Sequence[WantedTexts], saving: Saving
) -> int:
    keys = {one.row: one for one in wanted}
    # In one order for everybody, so that two imports never wait for each other.
    rows = form.rows(owner, saving.by).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) != len(keys):
        raise Refused(f"有的{form.noun}已经报送或不由您填报，没有读入，请重新选择文件。")
    reasons: list[str] = []
    number = 0
    for pk in found:
        row = form.kind.locked(found[pk])
        version = row.version
        try:
            outcome = written_over(form, row, keys[pk], saving)
        except Refused as refusal:
            reasons += [f"“{row.label}”：{reason}" for reason in refusal.reasons]
            continue
        if outcome.conflict:
            raise Overtaken(f"“{row.label}”在预览之后已由他人修改，没有读入，请重新选择文件。")
        number += outcome.paper.row.version != version
    if reasons:
        raise Refused(*reasons)
    if not number:
        raise Refused("文件中的内容已经在系统中，没有再次读入。")
    return number


def written_over(
    form: OfflineForm[Any, Any, Any, Any],
    row: Any,
    wanted: WantedTexts,
    saving: Saving,
    *,
    yields: bool = False,
) -> PaperOutcome[Any]:
    """As a page that shows all that stands now in a locked row, but for the fields that are ``wanted``.

    What was changed since they were looked at is contested, or left as it is where this ``yields``.
    """
    stood = form.kind.read(row).content
    now = form.kind.texts(stood)
    if form.kind.latest(row) is None:
        saving = replace(saving, stood=asdict(stood))
    posted = Posted(
        {**now, **wanted.after},
        {**now, **wanted.before},
        wanted.revision,
        choices=dict.fromkeys(wanted.after, Side.THEIRS) if yields else {},
        seen=str(row.version),
    )
    return save_posted(form.kind, row, posted, saving)

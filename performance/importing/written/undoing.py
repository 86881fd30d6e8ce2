"""Taking an import back: the fields that it changed say again what they did, where nobody has written in them since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.importing.written.applying import MARK, WantedTexts, written_over
from performance.importing.written.forms import OfflineForm
from performance.models.written import WrittenVersion
from performance.steps.refusals import Refused
from performance.written.people import Row
from performance.written.versions import Saving

AnyForm = OfflineForm[Any, Any, Any, Any]
SHOWN = 5


@dataclass(frozen=True)
class Import:
    """One that somebody did: when, and of how many papers."""

    key: str
    at: datetime
    papers: int


@dataclass(frozen=True)
class Undone:
    """Of one paper: what goes back, as label, what it says and what it will say; and what stays, having been changed since."""

    row: Row
    changes: tuple[tuple[str, str, str], ...]
    left: tuple[str, ...]


def imports_of(form: AnyForm, owner: Any, user: User) -> list[Import]:
    """The latest ones, the newest first."""
    own = form.versions(owner, user).filter(person=user, page__startswith=MARK)
    counted = own.order_by().values("page").annotate(at=Max("at"), papers=Count("pk")).order_by("-at")
    return [Import(one["page"].removeprefix(MARK), one["at"], one["papers"]) for one in counted[:SHOWN]]


def versions_of(form: AnyForm, owner: Any, key: str, user: User) -> QuerySet[WrittenVersion]:
    return form.versions(owner, user).filter(person=user, page=f"{MARK}{key}")


def foretold(form: AnyForm, owner: Any, key: str, user: User) -> list[Undone]:
    """What undoing would make of the papers now."""
    versions = versions_of(form, owner, key, user).order_by(form.owner)
    rows = ((form.row_of(version), version) for version in versions)
    return [_foretold(form, row, _wanted(form, row, version)) for row, version in rows]


@transaction.atomic
def undo(form: AnyForm, owner: Any, key: str, *, by: User, request: HttpRequest | None = None) -> int:
    """How many papers had something to go back. Raises Refused, and then nothing has."""
    reasons, number = [], 0
    versions = versions_of(form, owner, key, by)
    # In the order in which an import locks them, so that the two never wait for each other.
    for version in versions.order_by(f"{form.owner}_id"):
        row = form.kind.locked(form.row_of(version))
        wanted = _wanted(form, row, version)
        if not wanted.after:
            continue
        seen = row.version
        try:
            outcome = written_over(form, row, wanted, Saving(by, request=request), yields=True)
        except Refused as refusal:
            reasons += [f"“{row.label}”：{reason}" for reason in refusal.reasons]
            continue
        number += outcome.paper.row.version != seen
    if reasons:
        raise Refused(*reasons)
    if number:
        details = f"撤销读入离线工作簿：恢复{form.noun}{number}份"
        record(Action.EDIT, by=by, subject=owner, details=details, request=request)
    return number


def _foretold(form: AnyForm, row: Row, wanted: WantedTexts) -> Undone:
    paper = form.kind.read(row)
    now, labels = form.kind.texts(paper.content), form.kind.labels(paper.content)
    cells = {cell.name: cell for cell in form.sheet(paper).asked.values()}
    going = [name for name, text in wanted.before.items() if now[name] == text]
    left = [
        labels[name] for name, text in wanted.before.items() if now[name] not in (text, wanted.after[name])
    ]
    changes = (
        (labels[name], cells[name].said(now[name]), cells[name].said(wanted.after[name])) for name in going
    )
    return Undone(row, tuple(changes), tuple(left))


def _wanted(form: AnyForm, row: Row, version: WrittenVersion) -> WantedTexts:
    """The fields of the workbook that a version changed, the other way round: laid over the indicators of today."""
    earlier = row.versions.filter(number=version.number - 1).first()
    paper = form.kind.read(row)
    stood = earlier.content if earlier else version.stood
    then = form.from_plain(stood) if stood else form.blank(paper)
    after = form.kind.texts(form.kind.read(row, form.from_plain(version.content)).content)
    before = form.kind.texts(form.kind.read(row, then).content)
    names = dict.fromkeys(cell.name for cell in form.sheet(paper).asked.values())
    changed = [name for name in names if before[name] != after[name]]
    return WantedTexts(
        row.pk,
        row.revision_id,
        {name: after[name] for name in changed},
        {name: before[name] for name in changed},
    )

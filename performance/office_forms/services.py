"""An office's forms drawn up, released by a second person, set aside and taken back: each step in the trail."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.forms.declaring import toml_of
from performance.documents.forms.form import Form
from performance.models import OfficeForm, OfficeFormState
from performance.models.office_forms import PERMISSION
from performance.office_forms.shelf import name_of
from performance.steps.refusals import Overtaken, Refused

MOST_OF_AN_OFFICE = 500


def may_keep(user, office: FinanceOffice) -> bool:
    return user.is_active and (user.is_superuser or office.pk in offices_kept(user, PERMISSION))


@transaction.atomic
def draft_form(
    office: FinanceOffice,
    form: Form,
    *,
    by,
    note: str = "",
    replaces: OfficeForm | None = None,
    request: HttpRequest | None = None,
) -> OfficeForm:
    """A new draft of the office, under its own number whatever the form was called where it comes from."""
    _refuse_others(by, office)
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)  # one number after another
    last = (
        OfficeForm.objects.filter(office=office).order_by("-number").values_list("number", flat=True).first()
    )
    number = (last or 0) + 1
    if number > MOST_OF_AN_OFFICE:
        raise Refused(f"一个财政局至多{MOST_OF_AN_OFFICE}个表样。")
    own = _owned(form, office, number)
    row = OfficeForm.objects.create(
        office=office,
        number=number,
        note=_note(note),
        replaces=replaces,
        drafted_by=by,
        drafted_at=timezone.now(),
        **_said(own),
    )
    details = f"拟定，共{len(row.declaration)}字" + (f"；接替第{replaces.number}号" if replaces else "")
    record(Action.SETTINGS, by=by, subject=row, details=details, request=request)
    return row


@transaction.atomic
def change_draft(
    row: OfficeForm, form: Form, *, by, seen: int, note: str | None = None, request: HttpRequest | None = None
) -> OfficeForm:
    """What the draft says now; whoever changes it counts as its author and does not release it."""
    row = _locked(row, by, seen)
    if row.state != OfficeFormState.DRAFT:
        raise Refused(f"{row}已经发布过，不能再改；要改动，请另拟一版。")
    for name, value in _said(_owned(form, row.office, row.number)).items():
        setattr(row, name, value)
    row.note = row.note if note is None else _note(note)
    row.drafted_by, row.drafted_at, row.version = by, timezone.now(), row.version + 1
    row.save()
    record(Action.SETTINGS, by=by, subject=row, details=f"修改草稿，第{row.version}版次", request=request)
    return row


@transaction.atomic
def release_form(row: OfficeForm, *, by, seen: int, request: HttpRequest | None = None) -> OfficeForm:
    row = _locked(row, by, seen)
    if row.state != OfficeFormState.DRAFT:
        raise Refused(f"{row}现在是“{row.get_state_display()}”，不能发布。")
    if row.drafted_by_id == by.pk:
        raise Refused("表样由另一人发布：拟定或最后修改的人不能自己发布。")
    row.state, row.released_by, row.released_at = OfficeFormState.RELEASED, by, timezone.now()
    row.version += 1
    row.save()
    record(Action.SETTINGS, by=by, subject=row, details=f"发布，拟定人{row.drafted_by}", request=request)
    return row


@transaction.atomic
def retire_form(row: OfficeForm, *, by, seen: int, request: HttpRequest | None = None) -> OfficeForm:
    """Not offered and not recognised any more; texts written in it keep it."""
    row = _locked(row, by, seen)
    if row.state == OfficeFormState.RETIRED:
        raise Refused(f"{row}已经停用。")
    row.state, row.version = OfficeFormState.RETIRED, row.version + 1
    row.save()
    record(Action.SETTINGS, by=by, subject=row, details="停用", request=request)
    return row


@transaction.atomic
def restore_form(row: OfficeForm, *, by, seen: int, request: HttpRequest | None = None) -> OfficeForm:
    """Back to what it was before it was set aside."""
    row = _locked(row, by, seen)
    if row.state != OfficeFormState.RETIRED:
        raise Refused(f"{row}没有停用。")
    row.state = OfficeFormState.RELEASED if row.released_at else OfficeFormState.DRAFT
    row.version += 1
    row.save()
    record(Action.SETTINGS, by=by, subject=row, details="恢复使用", request=request)
    return row


def _locked(row: OfficeForm, by, seen: int) -> OfficeForm:
    """The row as it is now, kept for this transaction. Raises Refused."""
    now = (
        OfficeForm.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office", "drafted_by")
        .get(pk=row.pk)
    )
    _refuse_others(by, now.office)
    if now.version != seen:
        raise Overtaken("表样刚由他人改动过，请看过最新的再办理。")
    return now


def _refuse_others(by, office: FinanceOffice) -> None:
    if not may_keep(by, office):
        raise Refused(f"{office.name}的表样由该局系统管理员或财政绩效科审核人管理。")


def _owned(form: Form, office: FinanceOffice, number: int) -> Form:
    form_id, edition = name_of(office.pk, number)
    return replace(form, id=form_id, edition=edition, province=office.province)


def _said(form: Form) -> dict[str, object]:
    return {
        "title": form.title,
        "kind": form.kind,
        "valid_from": form.valid_from,
        "valid_to": form.valid_to,
        "declaration": toml_of(form),
    }


def _note(note: str) -> str:
    note = note.strip()
    if len(note) > OfficeForm.LONGEST_NOTE:
        raise Refused(f"说明不能超过{OfficeForm.LONGEST_NOTE}字。")
    return note

"""Saving a form: only what one person changed since the page was opened, never over what another has saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.trail.entry import Action
from departments.trail.writing import record as record_in_trail
from performance.entry.answers import Answers, ReadAnswers, answers_of, read_answers
from performance.entry.applying import with_answers
from performance.entry.merging import Merged, Side, merge
from performance.entry_forms.opened_form import FormPage, digest_of, open_form
from performance.models import FormSave, PerformanceStatement
from performance.models.history import Source
from performance.statements.editable_parts import Parts, editable_parts, open_parts
from performance.statements.services import ContentRefused, LockedStatement, StatementMoved, save_locked
from performance.statements.stored_content import StoredContent
from performance.steps.refusals import Refused

TRIES = 3
ONE_ENTRY = timedelta(minutes=30)  # autosaves of one sitting are one row of the trail


@dataclass(frozen=True)
class Posted:
    """What a page sends. ``base`` is what it showed when it was opened or last saved, ``page`` names it.

    ``choices`` decide contested fields; they hold only against the text of the others that was ``seen``.
    """

    answers: Answers
    base: Answers
    version: int
    page: str = ""
    choices: Mapping[str, Side] = field(default_factory=dict)
    seen: str = ""


@dataclass(frozen=True)
class SaveOutcome:
    """``form`` is the form as it stands now; ``answers`` are what the page should show, unread texts included."""

    form: FormPage
    answers: Answers
    merged: Merged
    read: ReadAnswers
    refusals: Sequence[str] = ()
    others: Sequence[FormSave] = ()
    at: datetime | None = None

    @property
    def conflict(self) -> bool:
        return bool(self.merged.open)


class FormClosed(Refused):
    """The form is not open now, or not this person's to fill in."""


def save_form(form: FormPage, posted: Posted, *, by, request: HttpRequest | None = None) -> SaveOutcome:
    """Save what can be read; contested fields wait for a choice, and then nothing is saved.

    Raises Refused where the workflow has locked the form or it is not this person's, and StatementMoved where
    others do not stop saving.
    """
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                locked = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True)
                statement = locked.select_related("department__office").get(pk=form.statement.pk)
                now = open_form(statement, key=form.sheet.key, project=form.project)
                return save_locked_form(now, posted, by=by, request=request)
        except StatementMoved:
            if attempt == TRIES - 1:
                raise
    raise AssertionError


def save_locked_form(
    form: FormPage, posted: Posted, *, by, autosave: bool = False, request: HttpRequest | None = None
) -> SaveOutcome:
    """``save_form`` for whoever has opened the form under the lock of its statement.

    The statement is read once: the same reading is compared, written against, and shown. ``autosave`` is a save of
    the page's own, which nobody asked for. When it raises, the caller's transaction has to be rolled back.
    """
    if not _is_open(form, editable_parts(form.statement, by, open_parts(form.statement, form.shares))):
        raise FormClosed("这张表现在不能由您填报。")
    saves = list(FormSave.objects.filter(statement=form.statement, form=form.key).select_related("person"))
    own = _own_page(saves, form, posted, by)
    base = form.answers if own else posted.base
    choices = posted.choices if posted.seen == digest_of(form.answers) else {}
    merged = merge(base, posted.answers, form.answers, choices)
    others = [] if own else _others(saves, posted, by)
    read = read_answers(form.sheet, merged.answers, form.owner)
    outcome = SaveOutcome(form, merged.answers, merged, read, others=others)
    if outcome.conflict:
        return outcome
    changed = with_answers(form.sheet, form.owner, read.values)
    if answers_of(form.sheet, changed) == form.answers:
        return _done(outcome, form)
    try:
        saved = _write(form, changed, by)
    except ContentRefused as refusal:
        return SaveOutcome(form, merged.answers, merged, read, refusal.problems, others)
    # What was taken over from others is nothing that the page has written, should it never hear of it.
    digest = "" if merged.taken else digest_of(saved.answers)
    _remember(saves, saved, posted.page, digest, by, autosave, request)
    return _done(outcome, saved)


def _done(outcome: SaveOutcome, form: FormPage) -> SaveOutcome:
    return SaveOutcome(
        form, outcome.answers, outcome.merged, outcome.read, others=outcome.others, at=timezone.now()
    )


def _is_open(form: FormPage, parts: Parts) -> bool:
    return parts.department if form.unit is None else form.unit.pk in parts.units


def _write(form: FormPage, entered: object, by) -> FormPage:
    """The form as it stands afterwards. What keeps the content from being kept is found before anything is written."""
    content = form.saying(entered)  # type: ignore[arg-type]  # what a sheet makes of an owner is one again
    locked = LockedStatement(form.statement, form.stored, form.shares)
    report = save_locked(
        locked,
        content,
        by=by,
        rows=form.rows,
        source=Source.FORM,
        note=str(form.project or form.sheet.title),
    )
    now = StoredContent(report.after.content, report.after.units, form.stored.rows)
    return FormPage(report.statement, form.sheet, form.project, now, locked.rule_set)


def _own_page(saves: Sequence[FormSave], form: FormPage, posted: Posted, by) -> bool:
    """Whether what stands there is what this very page saved, though it may never have heard of it."""
    own = (save for save in saves if save.person_id == by.pk and posted.page and save.page == posted.page)
    return any(save.digest == digest_of(form.answers) for save in own)


def _others(saves: Sequence[FormSave], posted: Posted, by) -> list[FormSave]:
    """Who has saved this form since the page was opened."""
    later = (save for save in saves if save.version > posted.version)
    return [save for save in later if (save.person_id, save.page) != (by.pk, posted.page)]


def _remember(
    saves: Sequence[FormSave],
    form: FormPage,
    page: str,
    digest: str,
    by,
    autosave: bool,
    request: HttpRequest | None,
) -> None:
    own = next((save for save in saves if save.person_id == by.pk), None)
    save = own or FormSave(statement=form.statement, form=form.key, person=by)
    before, now = own.at if own else None, timezone.now()
    save.page, save.digest, save.version, save.at = page, digest, form.statement.version, now
    save.save()
    if not autosave or before is None or abs(now - before) > ONE_ENTRY:
        what = f"填报“{form.project or form.sheet.title}”"
        record_in_trail(Action.EDIT, by=by, subject=form.statement, details=what, request=request)

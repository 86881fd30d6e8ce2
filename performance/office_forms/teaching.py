"""A form of an office drawn up from an example: proposed, corrected by whoever teaches it, tried on the example."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.http import HttpRequest

from departments.models import FinanceOffice
from departments.uploads.limits import MEGABYTE
from performance.documents.blocks import Source
from performance.documents.convert import Unreadable, read_bare
from performance.documents.formats.isolated import wire
from performance.documents.forms.known import loaded
from performance.documents.forms.teaching.example import NoExample
from performance.documents.forms.teaching.proposing import Named, Proposal, propose
from performance.documents.forms.teaching.slots import Answers
from performance.documents.forms.teaching.trial import Trial, try_form
from performance.documents.patience import Patience
from performance.models import OfficeForm, OfficeFormExample
from performance.office_forms.services import change_draft, draft_form
from performance.steps.refusals import Refused

LARGEST_EXAMPLE = 4 * MEGABYTE  # as it is kept: a form with a thousand indicators is a tenth of it


@dataclass(frozen=True)
class Lesson:
    """A draft with the example it is taught from, as it is proposed by what has been said so far."""

    source: Source
    answers: Answers
    proposal: Proposal


def read_example(data: bytes, name: str) -> Source:
    """Raises Refused with all that is wrong with the file."""
    try:
        source = read_bare(data, name, progress=Patience())
        propose(source)
    except Unreadable as error:
        raise Refused(*error.problems) from error
    except NoExample as error:
        raise Refused(str(error)) from error
    return source


@transaction.atomic
def teach(
    office: FinanceOffice, source: Source, name: str, *, by, request: HttpRequest | None = None
) -> OfficeForm:
    """A draft of what the example shows. Raises Refused where it shows no whole form."""
    proposal = propose(source)
    packed = wire.dump(wire.pack(source))
    if len(packed) > LARGEST_EXAMPLE:
        raise Refused("样例太大，请只留一张表（一个项目或一个部门）再上传。")
    if proposal.form is None:
        raise Refused(*proposal.problems)
    row = draft_form(office, proposal.form, by=by, request=request)
    OfficeFormExample.objects.create(form=row, name=name[-255:], source=packed, answers=asdict(Answers()))
    return row


def lesson_of(row: OfficeForm, answers: Answers | None = None, named: Named | None = None) -> Lesson:
    """What is proposed now; ``answers`` go before those that were kept."""
    example = row.example
    source = wire.unpack(wire.load(bytes(example.source)))
    answers = answers or Answers(**example.answers)
    return Lesson(source, answers, propose(source, answers, named))


def named_by(row: OfficeForm) -> Named:
    form = loaded(row.declaration)
    return Named(form.title, form.money, form.valid_from, form.valid_to, form.families)


@transaction.atomic
def correct(
    row: OfficeForm,
    lesson: Lesson,
    *,
    by,
    seen: int,
    note: str | None = None,
    request: HttpRequest | None = None,
) -> OfficeForm:
    """Keep what was said, and the form that comes of it. Raises Refused."""
    form = lesson.proposal.form
    if form is None:
        raise Refused(*lesson.proposal.problems)
    row = change_draft(row, form, by=by, seen=seen, note=note, request=request)
    OfficeFormExample.objects.filter(form=row).update(answers=asdict(lesson.answers))
    return row


@transaction.atomic
def next_edition(row: OfficeForm, *, by, request: HttpRequest | None = None) -> OfficeForm:
    """A draft that begins with what the form says now, with the example it was taught from."""
    later = draft_form(row.office, loaded(row.declaration), by=by, replaces=row, request=request)
    for example in OfficeFormExample.objects.filter(form=row):
        OfficeFormExample.objects.create(
            form=later, name=example.name, source=bytes(example.source), answers=example.answers
        )
    return later


def trial_of(row: OfficeForm, source: Source) -> Trial:
    """The draft as it is kept, tried on its example."""
    return try_form(loaded(row.declaration), source)

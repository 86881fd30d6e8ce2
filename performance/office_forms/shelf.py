"""Where a form of an office is found by its id, and which of them a person's texts may be written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.models import QuerySet

from departments.models import FinanceOffice
from departments.permissions.reach import reaches_of
from performance.content.office_forms import edition_of, id_of, is_office_form
from performance.documents.forms.form import Form
from performance.documents.forms.known import loaded, read_with
from performance.models import OfficeForm

MOST_READ_WITH = 40  # forms that one text is held against, the latest of an office first
_released: dict[str, Form] = {}


def released_form(form_id: str) -> Form | None:
    """A form that has ever been released: what is found is kept, for its declaration never changes again.

    Every process looks for itself, so that a form is known to all as soon as it is released.
    """
    if form_id not in _released and is_office_form(form_id):
        _, office, number = form_id.split("-")
        row = OfficeForm.objects.filter(
            office=int(office), number=int(number), released_at__isnull=False
        ).first()
        if row is None:
            return None
        _released[form_id] = loaded(row.declaration)
    return _released.get(form_id)


def forget() -> None:
    """Whoever puts another database in the place of this one has the forms looked for anew."""
    _released.clear()


def forms_in_use(office: FinanceOffice) -> list[Form]:
    """What the office may choose among, the latest first."""
    rows = OfficeForm.objects.in_use().filter(office=office).order_by("-number")
    return [loaded(row.declaration) for row in rows]


def forms_for(user) -> list[Form]:
    """The forms in use at the reader's offices, the latest first."""
    return _latest(OfficeForm.objects.in_use().visible_to(user))


def _latest(rows: QuerySet[OfficeForm]) -> list[Form]:
    latest = rows.order_by("-released_at", "-pk")[:MOST_READ_WITH]
    return [loaded(text) for text in latest.values_list("declaration", flat=True)]


@contextmanager
def reading_for(user) -> Iterator[Sequence[Form]]:
    """What is read inside may be in a form of the reader's offices."""
    forms = forms_for(user)
    offices = None if user.is_superuser else frozenset(reach.office for reach in reaches_of(user))
    with read_with(forms, offices):
        yield forms


@contextmanager
def reading_at(office: FinanceOffice | None) -> Iterator[Sequence[Form]]:
    """What is read inside may be in a form of the office; without one, in any office's, as for nobody's command."""
    rows = OfficeForm.objects.in_use()
    forms = _latest(rows.filter(office=office) if office else rows)
    with read_with(forms, frozenset({office.pk}) if office else None):
        yield forms


def name_of(office: int, number: int) -> tuple[str, str]:
    """Id and edition of an office's form."""
    return id_of(office, number), edition_of(office, number)

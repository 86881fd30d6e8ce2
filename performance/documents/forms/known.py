"""Every form that a text may name: those that come with the application, and those that an office keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from performance.content.office_forms import id_of_edition, is_office_form, office_of
from performance.documents.blocks import Source
from performance.documents.forms.declaration import load_form, shipped_forms
from performance.documents.forms.form import Form
from performance.documents.forms.words import normalise

SHOWN = 0.8  # of the labels of a form stand in a text that is written in it

LookUp = Callable[[str], Form | None]

_readers_own: ContextVar[tuple[Form, ...]] = ContextVar("readers_own", default=())
_readers_offices: ContextVar[frozenset[int] | None] = ContextVar("readers_offices", default=None)
_look_up: list[LookUp] = []


def keep_office_forms(look_up: LookUp) -> None:
    """Say where the forms of offices are looked up by their ids. What is found under an id never changes."""
    _look_up[:] = [look_up]


@contextmanager
def read_with(forms: Sequence[Form], offices: frozenset[int] | None = None) -> Iterator[None]:
    """What is read inside may be in one of these forms of the reader's office.

    What names a form itself may name any of these ``offices``; None says that it may name any.
    """
    own, reach = _readers_own.set(tuple(forms)), _readers_offices.set(offices)
    try:
        yield
    finally:
        _readers_own.reset(own)
        _readers_offices.reset(reach)


def readers_own() -> tuple[Form, ...]:
    return _readers_own.get()


def own_form_in(source: Source) -> Form | None:
    """The reader's own form of which a source shows the most labels, if it shows most of any."""
    if not readers_own():
        return None
    found = {normalise(text) for row in source.rows for text in row.cells if 0 < len(text) < 100}
    shares = ((_share(form.printed_labels, found), form) for form in readers_own())
    share, form = max(shares, key=lambda one: one[0])
    return form if share >= SHOWN else None


def _share(labels: frozenset[str], found: set[str]) -> float:
    return len(labels & found) / len(labels) if labels else 0.0


@lru_cache(maxsize=256)
def loaded(text: str) -> Form:
    """A form from its file, made once. Raises WrongDeclaration."""
    return load_form(text)


def readable() -> list[Form]:
    """The forms that a text being read is held against; of two that are equally like it, the reader's own."""
    return [*readers_own(), *shipped_forms().values()]


def form_named(form_id: str) -> Form | None:
    if (shipped := shipped_forms().get(form_id)) is not None or not is_office_form(form_id):
        return shipped
    own = next((form for form in readers_own() if form.id == form_id), None)
    offices = _readers_offices.get()
    if own is None and offices is not None and office_of(form_id) not in offices:
        return None
    return own or next(filter(None, (look_up(form_id) for look_up in _look_up)), None)


def forms_of_edition(province: str, edition: str) -> list[Form]:
    """The forms of a province's edition; an office's is alone of its own."""
    if form_id := id_of_edition(edition):
        own = form_named(form_id)
        return [own] if own is not None and own.province == province else []
    return [form for form in shipped_forms().values() if (form.province, form.edition) == (province, edition)]

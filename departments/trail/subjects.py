"""What a row of the trail speaks of, as text that outlives the thing itself."""

import unicodedata
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import models

from departments.places.models import FinanceOffice

# Where a thing says to whose office it belongs, the nearest first.
WAY_TO_THE_OFFICE = ("office", "department", "unit", "statement", "project")
UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # line breaks, and signs that turn the direction of writing


@dataclass(frozen=True)
class Subject:
    kind: str = ""
    id: str = ""
    name: str = ""
    office_code: str = ""


def subject_of(thing: "models.Model | Subject | None") -> Subject:
    """Ask before a deletion, record after it."""
    if thing is None:
        return Subject()
    if isinstance(thing, Subject):
        return thing
    return Subject(thing._meta.label_lower, str(thing.pk or ""), str(thing), office_code_of(thing))


def list_of(model: type[models.Model]) -> Subject:
    """A whole list, as an import or export has it for its subject."""
    return Subject(model._meta.label_lower, name=f"{model._meta.verbose_name}列表")


def office_code_of(thing: models.Model) -> str:
    if isinstance(thing, FinanceOffice):
        return thing.division_code
    if isinstance(thing, get_user_model()):
        places = thing.memberships.select_related("unit__department__office", "department__office", "office")
        first = places.order_by("pk").first()
        home = getattr(thing, "home", None)
        return office_code_of(first) if first else home.office.division_code if home else ""
    for step in WAY_TO_THE_OFFICE:
        nearer = getattr(thing, step, None)
        if isinstance(nearer, models.Model):
            return office_code_of(nearer)
    return ""


def one_line(text: object, limit: int) -> str:
    """The text on one line: what could break a line or hide a word is shown escaped, what is too long is cut."""
    shown = "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in UNPRINTABLE else char
        for char in str(text).replace("\\", "\\\\")
    )
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"

"""How the forms that offices keep themselves are called: by the office's key and its own count, as no other form is."""

from __future__ import annotations

import re

_EDITION = re.compile(r"本局(\d{1,10}-\d{1,6})")
_ID = re.compile(r"office-\d{1,10}-\d{1,6}")


def id_of(office: int, number: int) -> str:
    return f"office-{office}-{number}"


def edition_of(office: int, number: int) -> str:
    return f"本局{office}-{number}"


def is_office_form(form_id: str) -> bool:
    return _ID.fullmatch(form_id) is not None


def id_of_edition(edition: str) -> str:
    """The form that is alone of its edition, or ``""`` where the edition is none of an office."""
    found = _EDITION.fullmatch(edition)
    return f"office-{found[1]}" if found else ""


def office_of(form_id: str) -> int | None:
    return int(form_id.split("-")[1]) if is_office_form(form_id) else None

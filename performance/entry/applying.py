"""What an owner says once its form is answered so."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, cast

from performance.documents.cells import Values
from performance.entry.answers import answers_of, read_answers
from performance.entry.sheet import EntrySheet, Owner


def with_answers(sheet: EntrySheet[Owner], owner: Owner, values: Values) -> Owner:
    """What the answers leave as it was stays as it was stored, though the table would put it in other words or another order."""
    untouched = sheet.said(owner, read_answers(sheet, answers_of(sheet, owner), owner).values)
    changed = cast(Any, sheet.said(owner, values))
    stood = {
        one.name: getattr(owner, one.name)
        for one in fields(changed)
        if getattr(changed, one.name) == getattr(untouched, one.name)
    }
    return cast(Owner, replace(changed, **stood))

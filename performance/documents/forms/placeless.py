"""What a card says under a label for which its project, or the department, has no field: kept under that label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indicators.text import normalise_label
from performance.documents.forms.draft import Draft
from performance.documents.forms.words import label_of, tables

_OF_BOTH = frozenset(("unit_name", "unit_code", "department", "department_code", "phone", "year"))
_OF_A_PROJECT = _OF_BOTH | frozenset(
    ("name", "code", "nature", "continuity", "project_class", "period", "start_date", "end_date", "leader")
)
_OF_A_DEPARTMENT = _OF_BOTH | frozenset(("department_name", "mandate"))
NAMES = ("department_name", "unit_name", "department")  # of a department, the first that is printed


def keep_placeless(drafts: Iterable[Draft]) -> None:
    """Before drafts become content: nothing that they say is without a place in it."""
    filled = [draft for draft in drafts if draft.says_anything]
    projects = [draft for draft in filled if draft.is_project]
    for draft in projects:
        _name_department(draft)
        _keep(draft, [key for key in draft.values if key not in _OF_A_PROJECT])
    _keep_further(projects, ("department_code",))
    others = [draft for draft in filled if not draft.is_project]
    for draft in others:
        _keep(draft, [key for key in draft.values if key not in _OF_A_DEPARTMENT])
    _keep_further(others, NAMES)
    _keep_further(others, ("department_code", "unit_code"))
    _keep_further(others, ("phone",))


def _name_department(draft: Draft) -> None:
    """A department that a project's card names is that of the project."""
    named = draft.values.get("department_name", "")
    if named and normalise_label(draft.values.get("department") or named) == normalise_label(named):
        draft.values["department"] = draft.values.pop("department_name")


def _keep_further(drafts: Sequence[Draft], keys: Sequence[str]) -> None:
    """Of what a text says but once, what is not the first that is said: it keeps its label."""
    first = next(_texts(drafts, keys), "")
    for draft in drafts:
        _keep(
            draft,
            [key for key in keys if normalise_label(draft.values.get(key, "")) != normalise_label(first)],
        )


def _texts(drafts: Iterable[Draft], keys: Sequence[str]) -> Iterator[str]:
    return (text for draft in drafts for key in keys if (text := draft.values.get(key, "")))


def _keep(draft: Draft, keys: Iterable[str]) -> None:
    for key in keys:
        if text := draft.values.get(key, "").strip():
            draft.keep(_label(draft, key), text)


def _label(draft: Draft, key: str) -> str:
    """The label as it is printed on the card, or what forms call it."""
    meant = ("field", key)
    printed = (
        text
        for text in (*draft.labels, *draft.heads)
        if (found := label_of(text)) and (found.kind, found.key) == meant
    )
    return next(printed, "") or next(text for text, means in tables().labels.items() if means == meant)

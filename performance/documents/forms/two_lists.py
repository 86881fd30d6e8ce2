"""A project that one list gives its money and its goal, and another one its indicators."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indicators.text import normalise_label
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.draft import Draft

_WHOSE = ("code", "unit_name", "unit_code")


def in_one(drafts: Sequence[Draft], account: ReadingAccount) -> list[Draft]:
    """The drafts, each two halves of one project as one, in the place of the first; what both say stays two."""
    halves = _halves(drafts)
    joined: list[Draft] = []
    for draft in drafts:
        half = halves.get(id(draft))
        if half is None:
            joined.append(draft)
            continue
        half.year, half.mid = draft.year, draft.mid
        for group in ("funds", "goals", "mid_goals", "horizon", "phases"):
            setattr(half, group, getattr(draft, group) or getattr(half, group))
        half.values = {**draft.values, **half.values}
        half.own, half.heads = [*half.own, *draft.own], [*half.heads, *draft.heads]
        message = f"“{draft.values['name']}”的预算、目标与指标印在两张表里，已按项目名称合起来读，请核对。"
        account.notice(draft.place, message, "项目名称")
    return joined


def _halves(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """To each draft of but indicators the one of but money and goals: no other is called so, or none of its unit and code."""
    projects = [draft for draft in drafts if draft.is_project]
    first = [draft for draft in projects if _is_without_indicators(draft)]
    second = [draft for draft in projects if draft.year or draft.mid]
    found: dict[int, Draft] = {}
    for key in (_name, _identity):
        of_first, of_second = _by(key, first), _by(key, second)
        for called, (half, *others) in of_first.items():
            rest = of_second.get(called, [])
            if not others and len(rest) == 1 and _agree(half, rest[0]) and _adds_nothing(half, rest[0]):
                found[id(rest[0])] = half
    return found


def _by(key: Callable[[Draft], object], drafts: Sequence[Draft]) -> dict[object, list[Draft]]:
    found: dict[object, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(key(draft), []).append(draft)
    return found


def _agree(one: Draft, other: Draft) -> bool:
    pairs = [(_said(one, field), _said(other, field)) for field in _WHOSE]
    return all(not a or not b or a == b for a, b in pairs)


def _name(draft: Draft) -> str:
    return _said(draft, "name")


def _identity(draft: Draft) -> tuple[str, ...]:
    return tuple(_said(draft, field) for field in ("name", *_WHOSE))


def _said(draft: Draft, field: str) -> str:
    return normalise_label(draft.values.get(field, ""))


def _is_without_indicators(draft: Draft) -> bool:
    return not (draft.year or draft.mid) and bool(draft.funds or draft.goals)


def _adds_nothing(half: Draft, whole: Draft) -> bool:
    """Whether a card with indicators says no money and no goal, or the very same ones."""
    if not (whole.funds or whole.goals or whole.mid_goals):
        return True
    amounts = {line.amount for line in whole.funds if line.amount is not None}
    own = {line.amount for line in half.funds if line.amount is not None}
    goals = set(map(normalise_label, whole.goals))
    return (
        bool(own or half.goals) and own <= amounts and {normalise_label(one) for one in half.goals} <= goals
    )

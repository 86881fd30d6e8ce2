"""A project that one list gives its money and its goal, and another one its indicators."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.text import normalise_label
from performance.documents.forms.account import Account
from performance.documents.forms.draft import Draft


def in_one(drafts: Sequence[Draft], account: Account) -> list[Draft]:
    """The drafts, each two halves of one name as one, in the place of the first; what both say stays two."""
    halves = {_name(draft): draft for draft in drafts if draft.is_project and _is_without_indicators(draft)}
    joined: list[Draft] = []
    for draft in drafts:
        half = halves.get(_name(draft)) if draft.is_project else None
        if half is None or half is draft or not _has_only_indicators(draft):
            joined.append(draft)
            continue
        half.year, half.mid = draft.year, draft.mid
        half.values = {**draft.values, **half.values}
        half.own, half.heads = [*half.own, *draft.own], [*half.heads, *draft.heads]
        message = f"“{draft.values['name']}”的预算、目标与指标印在两张表里，已按项目名称合起来读，请核对。"
        account.notice(draft.place, message, "项目名称")
        del halves[_name(draft)]
    return joined


def _name(draft: Draft) -> str:
    return normalise_label(draft.values["name"])


def _is_without_indicators(draft: Draft) -> bool:
    return not (draft.year or draft.mid) and bool(draft.funds or draft.goals)


def _has_only_indicators(draft: Draft) -> bool:
    return bool(draft.year or draft.mid) and not (draft.funds or draft.goals or draft.mid_goals)

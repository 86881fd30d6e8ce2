"""A place of an earlier text, as a page names it, and the present text with what stood there."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Any

from performance.content.model import GoalContent, IndicatorContent, ProjectContent, SpendingPlan
from performance.differences import Kind
from performance.differences.compare import SAME_ROW, matched, title_of
from performance.differences.reading import LABELS
from performance.history.listed import Entry, Listed

_PLACE = re.compile(
    r"(?P<kind>section|goal|funding|project):(?P<index>\d{1,4})(?::indicator:(?P<indicator>\d{1,4}))?"
    r"(?::(?P<field>[a-z_0-9]+(?:\.[a-z]+)?))?|head:(?P<head>[a-z_]+)"
)
ALONE = {"empty_families"}  # told by its neighbours, so it only comes back with its whole row


class NothingThere(LookupError):
    """The earlier text says nothing at this place."""


@dataclass(frozen=True)
class EarlierPlace:
    """``index`` and ``indicator`` count in the earlier text. Without a field it is the whole row."""

    kind: Kind | None
    index: int = 0
    indicator: int | None = None
    field: str = ""

    def __str__(self) -> str:
        if self.kind is None:
            return f"head:{self.field}"
        parts = [self.kind.value, str(self.index)]
        if self.indicator is not None:
            parts += ["indicator", str(self.indicator)]
        return ":".join([*parts, self.field] if self.field else parts)


def place_of(text: str) -> EarlierPlace:
    """Raises NothingThere for what is no place."""
    match = _PLACE.fullmatch(text)
    if match is None:
        raise NothingThere(text)
    if match["head"]:
        return EarlierPlace(None, field=match["head"])
    indicator = match["indicator"]
    return EarlierPlace(
        Kind(match["kind"]),
        int(match["index"]),
        None if indicator is None else int(indicator),
        match["field"] or "",
    )


def place_words(earlier: Listed, place: EarlierPlace) -> str:
    """What a reader calls the place. Raises NothingThere."""
    field = f"的{LABELS[place.field]}" if place.field in LABELS else ""
    if place.kind is None:
        return f"文本信息{field}"
    try:
        row = earlier.entries(place.kind)[place.index].content
        inner = "" if place.indicator is None else f"的指标“{title_of(row.indicators[place.indicator])}”"
    except (IndexError, AttributeError) as error:
        raise NothingThere(str(place)) from error
    return f"{place.kind.label}“{title_of(row)}”{inner}{field}"


def restored(earlier: Listed, present: Listed, place: EarlierPlace) -> Listed:
    """The present text with what the earlier one says at the place. Raises NothingThere."""
    try:
        return _restored(earlier, present, place)
    except (IndexError, AttributeError, TypeError) as error:
        raise NothingThere(str(place)) from error


def _restored(earlier: Listed, present: Listed, place: EarlierPlace) -> Listed:
    if place.kind is None:
        return replace(present, content=_head(earlier.content, present.content, place.field))
    old, now = earlier.entries(place.kind), present.entries(place.kind)
    was = old[place.index]
    found = partner_of(place.kind, old, now, place.index)
    if found is None:
        if place.field or place.indicator is not None:
            raise NothingThere(str(place))
        at = place_behind(place.kind, old, now, place.index)
        return present.having(place.kind, [*now[:at], replace(was, row=None), *now[at:]])
    content = _row(was.content, now[found].content, place)
    return present.having(place.kind, [*now[:found], replace(now[found], content=content), *now[found + 1 :]])


def partner_of(kind: Kind, old: list[Entry], now: list[Entry], index: int) -> int | None:
    """Where a row of the earlier text stands now; stored rows decide before what they say."""
    row = old[index].row
    same = next((at for at, entry in enumerate(now) if row is not None and entry.row == row), None)
    if same is not None:
        return same
    partners = matched([one.content for one in old], [one.content for one in now], SAME_ROW[kind])
    return next((at for at, before in partners.items() if before == index), None)


def place_behind(kind: Kind, old: list[Entry], now: list[Entry], index: int) -> int:
    """Where a row that is gone belongs: behind the nearest of those that stood above it."""
    for above in range(index - 1, -1, -1):
        found = partner_of(kind, old, now, above)
        if found is not None:
            return found + 1
    return 0


def _head(old: Any, now: Any, name: str) -> Any:
    if name in {one.name for one in fields(type(now.cover))}:
        return replace(now, cover=replace(now.cover, **{name: getattr(old.cover, name)}))
    if name in {"year", "cover", "sections", "goals", "funding", "projects"}:
        raise NothingThere(name)
    return replace(now, **{name: getattr(old, name)})


def _row(old: Any, now: Any, place: EarlierPlace) -> Any:
    if place.indicator is not None:
        return _indicator(old, now, place)
    if not place.field:
        return old
    return _field(old, now, place.field)


def _field(old: Any, now: Any, name: str) -> Any:
    if name in ALONE or name == "indicators":
        raise NothingThere(name)
    outer, _, inner = name.partition(".")
    if inner:
        plans = [getattr(owner, outer) or SpendingPlan() for owner in (now, old)]
        return replace(now, **{outer: replace(plans[0], **{inner: getattr(plans[1], inner)})})
    return replace(now, **{name: getattr(old, name)})


def _indicator(old: ProjectContent | GoalContent, now: Any, place: EarlierPlace) -> Any:
    assert place.indicator is not None  # noqa: S101 - asked by the caller
    was = old.indicators[place.indicator]
    partners = matched(old.indicators, now.indicators, SAME_ROW[Kind.INDICATOR])
    places = {before: at for at, before in partners.items()}
    found = places.get(place.indicator)
    if found is not None:
        value = _field(was, now.indicators[found], place.field) if place.field else was
        return replace(now, indicators=(*now.indicators[:found], value, *now.indicators[found + 1 :]))
    if place.field:
        raise NothingThere(str(place))
    above = [places[before] for before in range(place.indicator) if before in places]
    return _inserted(now, was, max(above, default=-1) + 1)


def _inserted(owner: Any, indicator: IndicatorContent, at: int) -> Any:
    families = tuple(
        replace(family, position=family.position + (family.position > at)) for family in owner.empty_families
    )
    rows = owner.indicators
    return replace(owner, indicators=(*rows[:at], indicator, *rows[at:]), empty_families=families)

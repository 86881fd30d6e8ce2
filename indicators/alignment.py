"""Bring stored rows into line with wanted ones in few statements; a row still meant keeps its primary key."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from operator import attrgetter
from typing import Generic, TypeVar

from django.db.models import Model

from indicators.rewriting import bulk_update_values

Row = TypeVar("Row", bound=Model)
Key = Callable[[Row], Hashable]
Values = Mapping[str, object]


@dataclass(frozen=True)
class Tally:
    """How many rows fared how. A moved row says what it said, at another place."""

    new: int = 0
    changed: int = 0
    moved: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    @property
    def written(self) -> bool:
        return bool(self.new or self.changed or self.moved or self.removed)


@dataclass
class Alignment(Generic[Row]):
    """Wanted rows by what has to happen to them; ``removed`` are stored rows that nobody wants."""

    wanted: Sequence[Row]
    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    unchanged: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)

    def write(self) -> None:
        self.save()
        self.delete()

    def save(self) -> None:
        if rewritten := self.changed + self.moved:
            bulk_update_values(rewritten, sorted(self.columns))
        if self.new:
            type(self.new[0])._default_manager.bulk_create(self.new)

    def delete(self) -> None:
        if self.removed:
            type(self.removed[0])._default_manager.filter(pk__in=[row.pk for row in self.removed]).delete()

    def parents(self, column: str) -> set[int]:
        """The parents among whose rows something is written."""
        return {getattr(row, column) for row in self.new + self.changed + self.moved + self.removed}

    def tally(self, *, touched: Iterable[int] = ()) -> Tally:
        """The counts; a ``touched`` row has children that were written, which is a change of its own."""
        touched = set(touched)
        touched_rows = [row.pk for row in self.moved + self.unchanged if row.pk in touched]
        return Tally(
            new=len(self.new),
            changed=len(self.changed) + len(touched_rows),
            moved=sum(row.pk not in touched for row in self.moved),
            unchanged=sum(row.pk not in touched for row in self.unchanged),
            removed=len(self.removed),
        )


def reconcile(
    existing: Iterable[Row],
    wanted: Sequence[Row],
    *,
    says: Sequence[str],
    passes: Iterable[tuple[Key[Row], Key[Row]]],
    kept: Sequence[str] = (),
) -> Alignment[Row]:
    """Match by each pass in turn and compare the columns that the wanted rows say something in.

    A pass holds a key of the stored row against a key of the wanted one; ``None`` never matches. Equal keys
    are paired in order. A matched row takes over the primary key and the ``kept`` columns. Writes nothing.
    """
    alignment = Alignment(wanted)
    free, unmatched = list(existing), list(wanted)
    found: dict[int, Row] = {}
    for of_stored, of_wanted in passes:
        shelf: dict[Hashable, deque[Row]] = defaultdict(deque)
        for row in free:
            shelf[of_stored(row)].append(row)
        shelf.pop(None, None)
        for row in unmatched:
            if same := shelf.get(of_wanted(row)):
                found[id(row)] = same.popleft()
        taken = {row.pk for row in found.values()}
        free = [row for row in free if row.pk not in taken]
        unmatched = [row for row in unmatched if id(row) not in found]
    alignment.removed = free
    for row in wanted:
        _sort_in(alignment, row, found.get(id(row)), says, kept)
    return alignment


def _sort_in(
    alignment: Alignment[Row], row: Row, stored: Row | None, says: Sequence[str], kept: Sequence[str]
) -> None:
    if stored is None:
        alignment.new.append(row)
        return
    row.pk = stored.pk
    for column in kept:
        setattr(row, column, getattr(stored, column))
    differing = {column for column in says if getattr(row, column) != getattr(stored, column)}
    alignment.columns |= differing
    if not differing:
        alignment.unchanged.append(row)
    elif differing == {"position"}:
        alignment.moved.append(row)
    else:
        alignment.changed.append(row)


def by(*columns: str) -> tuple[Key[Model], Key[Model]]:
    """The pass that pairs rows equal in these columns."""
    key = attrgetter(*columns)
    return key, key


def reconcile_children(
    model: type[Row],
    parent: str,
    wanted: Mapping[int, Sequence[Values]],
    *,
    same: Sequence[str],
    office_code: str,
    kept: Sequence[str] = (),
    stored: Iterable[Row] | None = None,
) -> Alignment[Row]:
    """Align the ordered children of many parents of one office, given as values by parent; the place gives the position.

    A child is the one with the ``same`` columns, or failing that the one in its place. ``stored`` are the children
    of these parents, where they are known, or a query finds them in a shorter way than by naming every parent.
    """
    column = f"{parent}_id"
    rows = [
        model(**{column: pk, "position": position, "office_code": office_code, **values})
        for pk, children in wanted.items()
        for position, values in enumerate(children)
    ]
    says = {name: None for children in wanted.values() for values in children for name in values}
    if stored is None:
        stored = model._default_manager.filter(**{f"{parent}__in": list(wanted), "office_code": office_code})
    return reconcile(
        stored,
        rows,
        says=("position", *says),
        passes=[by(column, *same), by(column, "position")],
        kept=kept,
    )


def write_children(
    model: type[Row],
    parent: str,
    wanted: Mapping[int, Sequence[Values]],
    *,
    same: Sequence[str],
    office_code: str,
    stored: Iterable[Row] | None = None,
) -> Alignment[Row]:
    """``reconcile_children``, and write what it found."""
    alignment = reconcile_children(model, parent, wanted, same=same, office_code=office_code, stored=stored)
    alignment.write()
    return alignment

"""Two people on one form: what each changed since both saw the same, and what one of them must decide.

Answers are compared field by field, also in rows that were moved meanwhile. A row is contested as a whole where one
removed it and the other changed it, a group as a whole where both put its rows in another order.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from performance.entry.answers import Answers, Record, said_rows
from performance.entry.row_matching import interleaved, match_rows

# Group, number and field. A row as a whole has no field; a group as a whole, and rows the others added, no number.
Path = tuple[str, int, str]
WHOLE = -1
Rows = list[Record]
Answer = str | Rows


class Side(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Difference:
    """A place where somebody else saved something else since this form was opened."""

    path: Path
    base: Answer
    mine: Answer
    theirs: Answer

    @property
    def contested(self) -> bool:
        """Whether both changed it, so that somebody has to choose."""
        return self.mine != self.base

    @property
    def key(self) -> str:
        group, number, field = self.path
        return f"{group}-{number}-{field or 'row'}" if group and number != WHOLE else group or field


@dataclass(frozen=True)
class Merged:
    """``answers`` hold one's own text wherever nothing is chosen; ``open`` still wait for a choice."""

    answers: Answers
    taken: tuple[Difference, ...]
    open: tuple[Difference, ...]


def merge(base: Answers, mine: Answers, theirs: Answers, choices: Mapping[str, Side]) -> Merged:
    """One's own answers with what the others changed in other places; contested places as chosen."""
    merging = _Merging(choices)
    texts = dict(mine.texts)
    for name, text in base.texts.items():
        own = mine.texts.get(name, text)
        texts[name] = merging.text(("", 0, name), text, own, theirs.texts.get(name, text))
    records = {group: [dict(row) for row in rows] for group, rows in mine.records.items()}
    for group, rows in base.records.items():
        ours, others = mine.records.get(group, []), theirs.records.get(group, [])
        if others not in (rows, ours):
            records[group] = merging.rows(group, rows, ours, others)
    return Merged(Answers(texts, records), tuple(merging.taken), tuple(merging.open))


@dataclass
class _Merging:
    """Takes place after place and keeps what was taken from the others and what nobody has decided."""

    choices: Mapping[str, Side]
    taken: list[Difference] = field(default_factory=list)
    open: list[Difference] = field(default_factory=list)

    def text(self, path: Path, base: str, mine: str, theirs: str) -> str:
        merged = self._said(path, base, mine, theirs)
        assert isinstance(merged, str)  # noqa: S101 - what goes in comes out
        return merged

    def rows(self, group: str, base: Rows, mine: Rows, theirs: Rows) -> Rows:
        """Rows are named by their number in ``base``; those that are new, by numbers behind it."""
        own, others = match_rows(base, mine), match_rows(base, theirs)
        if _both_reordered(own, others):
            return list(self._said((group, WHOLE, ""), base, mine, theirs))  # type: ignore[arg-type]
        rows: dict[int, Record] = {}
        for number, row in enumerate(base):
            mine_now = [mine[own[number]]] if number in own else []
            theirs_now = [theirs[others[number]]] if number in others else []
            if mine_now and theirs_now:
                rows[number] = self._cells((group, own[number]), row, mine_now[0], theirs_now[0])
            elif merged := self._said((group, number, ""), [row], mine_now, theirs_now):
                rows[number] = dict(merged[0])  # type: ignore[arg-type]
        new = self._added(group, mine, theirs, own, others)
        names = [_names(own, len(mine), len(base)), _names(others, len(theirs), len(base) + len(mine))]
        rows |= {names[0][at]: dict(mine[at]) for at in range(len(mine)) if names[0][at] >= len(base)}
        rows |= {names[1][at]: dict(theirs[at]) for at in new}
        leading, following = names
        if not _in_order(others):
            self.taken.append(Difference((group, WHOLE, ""), base, mine, theirs))
            leading, following = following, leading
        order = interleaved(leading, following, set(rows))
        return [rows[name] for name in order]

    def _cells(self, row: tuple[str, int], base: Record, mine: Record, theirs: Record) -> Record:
        return {
            name: self.text((*row, name), base.get(name, ""), text, theirs.get(name, ""))
            for name, text in mine.items()
        }

    def _added(
        self, group: str, mine: Rows, theirs: Rows, own: Mapping[int, int], others: Mapping[int, int]
    ) -> list[int]:
        """The rows that only the others added: what both added alike is there once."""
        known, seen = set(own.values()), set(others.values())
        already = said_rows([row for at, row in enumerate(mine) if at not in known])
        added = []
        for at, row in enumerate(theirs):
            if at in seen:
                continue
            if row in already:
                already.remove(row)
                continue
            added.append(at)
        if added:
            self.taken.append(Difference((group, WHOLE, ""), [], [], [theirs[at] for at in added]))
        return added

    def _said(self, path: Path, base: Answer, mine: Answer, theirs: Answer) -> Answer:
        """One's own, unless the others alone changed it or were chosen."""
        if theirs in (base, mine):
            return mine
        difference = Difference(path, base, mine, theirs)
        if not difference.contested:
            self.taken.append(difference)
            return theirs
        chosen = self.choices.get(difference.key)
        if chosen is None:
            self.open.append(difference)
        return theirs if chosen is Side.THEIRS else mine


def _in_order(places: Mapping[int, int], among: Container[int] | None = None) -> bool:
    """Whether the rows that are left still stand in the order in which they stood."""
    left = [places[number] for number in sorted(places) if among is None or number in among]
    return left == sorted(left)


def _both_reordered(own: Mapping[int, int], others: Mapping[int, int]) -> bool:
    common = own.keys() & others.keys()
    alike = sorted(common, key=own.__getitem__) == sorted(common, key=others.__getitem__)
    return not (alike or _in_order(own, common) or _in_order(others, common))


def _names(places: Mapping[int, int], count: int, first_new: int) -> list[int]:
    """The name of each row by where it stands."""
    known = {at: number for number, at in places.items()}
    return [known.get(at, first_new + at) for at in range(count)]

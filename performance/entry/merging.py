"""Two people on one form: what each changed since both saw the same, and what one of them must decide.

Answers are compared field by field; where somebody added, removed or moved rows of a group, the group as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from performance.entry.answers import Answers, Record

Path = tuple[str, int, str]  # group, number and field; a group as a whole has the number WHOLE
WHOLE = -1
Said = str | list[Record]


class Side(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Difference:
    """A place where somebody else saved something else since this form was opened."""

    path: Path
    base: Said
    mine: Said
    theirs: Said

    @property
    def contested(self) -> bool:
        """Whether both changed it, so that somebody has to choose."""
        return self.mine != self.base

    @property
    def key(self) -> str:
        group, number, field = self.path
        return f"{group}-{number}-{field}" if group and number != WHOLE else group or field


@dataclass(frozen=True)
class Merged:
    """``answers`` hold one's own text wherever nothing is chosen; ``open`` still wait for a choice."""

    answers: Answers
    taken: tuple[Difference, ...]
    open: tuple[Difference, ...]


def merge(base: Answers, mine: Answers, theirs: Answers, choices: Mapping[str, Side]) -> Merged:
    """One's own answers with what the others changed in other places; contested places as chosen."""
    texts, records = (
        dict(mine.texts),
        {group: [dict(r) for r in rows] for group, rows in mine.records.items()},
    )
    taken, undecided = [], []
    for difference in differences(base, mine, theirs):
        chosen = choices.get(difference.key) if difference.contested else Side.THEIRS
        if chosen is Side.THEIRS:
            _put(difference.path, difference.theirs, texts, records)
        if not difference.contested:
            taken.append(difference)
        elif chosen is None:
            undecided.append(difference)
    return Merged(Answers(texts, records), tuple(taken), tuple(undecided))


def differences(base: Answers, mine: Answers, theirs: Answers) -> Iterator[Difference]:
    """What the others changed since ``base``, unless it is what one says oneself."""
    for field, text in base.texts.items():
        other = theirs.texts.get(field, text)
        if other not in (text, mine.texts.get(field, text)):
            yield Difference(("", 0, field), text, mine.texts.get(field, text), other)
    for group, rows in base.records.items():
        own, others = mine.records.get(group, []), theirs.records.get(group, [])
        if others in (rows, own):
            continue
        if len(rows) == len(own) == len(others):
            yield from _row_by_row(group, rows, own, others)
        else:
            yield Difference((group, WHOLE, ""), rows, own, others)


def _row_by_row(
    group: str, base: list[Record], mine: list[Record], theirs: list[Record]
) -> Iterator[Difference]:
    for number, (was, own, other) in enumerate(zip(base, mine, theirs, strict=True)):
        for field, text in other.items():
            if text not in (was.get(field, ""), own.get(field, "")):
                yield Difference((group, number, field), was.get(field, ""), own.get(field, ""), text)


def _put(path: Path, said: Said, texts: dict[str, str], records: dict[str, list[Record]]) -> None:
    group, number, field = path
    if isinstance(said, list):
        records[group] = [dict(record) for record in said]
    elif group:
        records[group][number][field] = said
    else:
        texts[field] = said

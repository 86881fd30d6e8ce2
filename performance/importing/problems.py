"""What is wrong with a file, cell by cell, and the same grouped for whoever has to read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from performance.documents.blocks import SourcePlace
from performance.documents.formats.xlsx.sheet_grid import column_letters

MOST_GROUPS, MOST_PLACES = 30, 12


@dataclass(frozen=True)
class Problem:
    """``label`` is the printed caption, ``value`` what is written there; the message says what it should be."""

    message: str
    place: SourcePlace | None = None
    label: str = ""
    value: str = ""

    @property
    def cell(self) -> str:
        """Where it is, as a spreadsheet calls its cells."""
        if self.place is None:
            return ""
        if self.place.sheet and self.place.column:
            return f"“{self.place.sheet}”{column_letters(self.place.column - 1)}{self.place.row}"
        return str(self.place)

    @property
    def general(self) -> str:
        """The message without the value: what makes two problems one."""
        return self.message.replace(f"“{self.value}”", "") if self.value else self.message


@dataclass(frozen=True)
class Group:
    """Problems that say the same about different cells; only the first places are shown."""

    problems: tuple[Problem, ...]

    @property
    def label(self) -> str:
        return self.problems[0].label

    @property
    def message(self) -> str:
        return self.problems[0].general if self.count > 1 else self.problems[0].message

    @property
    def count(self) -> int:
        return len(self.problems)

    @property
    def shown(self) -> tuple[Problem, ...]:
        return self.problems[:MOST_PLACES]

    @property
    def hidden(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class Grouped:
    """All problems are counted; no more groups than a reader can read are shown."""

    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def shown(self) -> tuple[Group, ...]:
        return self.groups[:MOST_GROUPS]

    @property
    def hidden(self) -> int:
        return sum(group.count for group in self.groups[MOST_GROUPS:])


def grouped(problems: Iterable[Problem]) -> Grouped:
    same: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        same.setdefault((problem.label, problem.general), []).append(problem)
    return Grouped(tuple(Group(tuple(found)) for found in same.values()))

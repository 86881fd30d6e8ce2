"""What an office expects projects of a kind to be measured by, told from outside of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from indicators.project_classes import kind_among
from indicators.text import normalise_label


@dataclass(frozen=True, slots=True)
class Standard:
    """One indicator of a set. Blank ``project_class`` is every kind of project; ``required`` is its ★."""

    code: str
    project_class: str
    level1: str
    level2: str
    name: str
    required: bool
    locked: bool

    @property
    def key(self) -> str:
        """By which it is found in a text, however its name is spaced there."""
        return normalise_label(self.name)


OF_STANDARD = tuple(field.name for field in fields(Standard))


class StandardSets:
    """The sets of an office in a year, each found by the kind of its projects."""

    def __init__(self, standards: Iterable[Standard]) -> None:
        self._sets: dict[str, list[Standard]] = {}
        for one in standards:
            self._sets.setdefault(one.project_class, []).append(one)
        self._kinds = self._sets.keys() - {""}

    def of(self, project_name: str) -> tuple[Standard, ...]:
        """Those of the project's kind, and those of every kind."""
        if not self._sets:
            return ()
        kind = kind_among(self._kinds, project_name)
        of_kind = self._sets.get(kind, []) if kind else []
        return (*of_kind, *self._sets.get("", []))

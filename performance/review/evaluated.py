"""What became of projects in the years before, told from outside of the text: what they reached, and what was decided of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.text import normalise_label
from performance.content.model import ProjectContent


@dataclass(frozen=True, slots=True)
class EvaluatedLine:
    """One indicator as its card had it; ``exceeded`` by three tenths and more."""

    level1: str
    name: str
    target: str
    actual: str
    exceeded: bool = False


@dataclass(frozen=True, slots=True)
class EvaluatedProject:
    """A project of a unit in one year, as its graded card says. ``decision`` is what was decided of its next budget, in
    words, ``amount_after`` that budget in 万元, where it is known; ``suspended`` projects get none until further notice.
    ``card`` is by what whoever shows a finding leads to the card.
    """

    year: int
    unit_code: str
    unit_name: str
    code: str
    name: str
    lines: tuple[EvaluatedLine, ...] = ()
    decision: str = ""
    amount_after: Decimal | None = None
    suspended: bool = False
    card: int | None = None

    def line(self, level1: str, name: str) -> EvaluatedLine | None:
        """None also where two lines are called so: nobody knows which of them is meant."""
        wanted = normalise_label(level1), normalise_label(name)
        found = [
            one for one in self.lines if (normalise_label(one.level1), normalise_label(one.name)) == wanted
        ]
        return found[0] if len(found) == 1 else None


class EvaluatedProjects:
    """Found within the unit by code, else by name; a year in which several could be meant says nothing."""

    def __init__(self, projects: Iterable[EvaluatedProject]) -> None:
        self._by_code: dict[str, list[EvaluatedProject]] = {}
        self._by_name: dict[str, list[EvaluatedProject]] = {}
        for one in projects:
            if code := one.code.strip():
                self._by_code.setdefault(code, []).append(one)
            self._by_name.setdefault(normalise_label(one.name), []).append(one)

    def of(self, project: ProjectContent) -> dict[int, EvaluatedProject]:
        """By year."""
        named = self._by_name.get(normalise_label(project.name), ())
        coded = self._by_code.get(project.code.strip(), ()) if project.code.strip() else ()
        by_name, by_code = (
            _alone(one for one in found if _of_one_unit(one, project)) for found in (named, coded)
        )
        return by_name | by_code


def _alone(projects: Iterable[EvaluatedProject]) -> dict[int, EvaluatedProject]:
    by_year: dict[int, list[EvaluatedProject]] = {}
    for one in projects:
        by_year.setdefault(one.year, []).append(one)
    return {year: found[0] for year, found in by_year.items() if len(found) == 1}


def _of_one_unit(one: EvaluatedProject, project: ProjectContent) -> bool:
    if code := project.unit_code.strip():
        return code == one.unit_code
    name = normalise_label(project.unit_name)
    return not name or name == normalise_label(one.unit_name)

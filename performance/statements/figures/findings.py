"""The findings of a text by unit and rule: exactly those of the live review."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import indicators
import performance.review
from performance.content.model import StatementContent
from performance.models import FindingFigures
from performance.review import Finding, OwnerKind, RuleSet, scores

Scores = Mapping[str, Mapping[str, Sequence[str]]]

SAME = ("statement_id", "unit_id", "code", "severity")
COUNTED = ("findings",)


def findings_of(statement: int, found: Iterable[Finding], units: Sequence[int]) -> Iterator[FindingFigures]:
    """``found`` are those of the review; ``units`` names the unit of each project of the text."""
    counted = Counter(
        (
            units[finding.place.index] if finding.place.owner is OwnerKind.PROJECT else None,
            finding.code,
            finding.severity.value,
        )
        for finding in found
    )
    for (unit, code, severity), number in counted.items():
        yield FindingFigures(
            statement_id=statement, unit_id=unit, code=code, severity=severity, findings=number
        )


def scores_of(
    content: StatementContent, found: Sequence[Finding], units: Sequence[int], rule_set: RuleSet
) -> Scores:
    """The points of each project, by kind and unit, in order, so that equal ones are stored alike."""
    points: dict[str, dict[str, list[str]]] = {}
    for score in sorted(scores(content, found, rule_set), key=lambda one: one.points):
        of_units = points.setdefault(score.kind, {})
        of_units.setdefault(str(units[score.index]), []).append(str(score.points))
    return points


def digest_of(found: Iterable[FindingFigures], points: Scores) -> str:
    """Equal for equal counts and points, in whatever order."""
    counts = sorted((one.unit_id or 0, one.code, one.severity, one.findings) for one in found)
    return hashlib.sha256(repr((counts, json.dumps(points, sort_keys=True))).encode()).hexdigest()


@cache
def rules_in_force() -> str:
    """Another one as soon as anything is changed that findings depend on: rules, their parameters, the reading of values."""
    digest = hashlib.sha256()
    for package in (performance.review, indicators):
        folder = Path(package.__path__[0])
        for file in sorted((*folder.rglob("*.py"), *folder.rglob("*.toml"))):
            if "migrations" not in file.parts:
                digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()

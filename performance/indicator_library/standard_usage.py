"""How approved texts use the standard indicators of their office, and what they aim at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from departments.models import FinanceOffice
from indicators.kinds import ValueKind
from indicators.text import normalise_label
from indicators.values import parse_value
from performance.content.model import StatementContent
from performance.models import StandardIndicator
from performance.review.standards import OF_STANDARD, Standard, StandardSets

_PLACES = Decimal("0.000001")
_LARGEST = Decimal(10) ** 18  # beyond it no target is a sensible one
_COUNTED = ("uses", "measured", "median", "measured_unit")


@dataclass
class Used:
    """What approved texts say of one standard indicator: by unit, the numbers they aim at."""

    uses: int = 0
    numbers: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))

    def add(self, target: str, year: int) -> None:
        value = parse_value(target, year)
        self.uses += 1
        if value.number is not None and value.kind is not ValueKind.DEADLINE and abs(value.number) < _LARGEST:
            self.numbers[value.unit].append(value.number)

    def said(self) -> dict[str, object]:
        """Numbers of different units have no median: it is that of the unit which most of them have."""
        counted = Counter({unit: len(numbers) for unit, numbers in self.numbers.items()})
        if not counted:
            return {"uses": self.uses, "measured": 0, "median": None, "measured_unit": ""}
        unit = min(counted, key=lambda one: (-counted[one], one))
        middle = median(self.numbers[unit]).quantize(_PLACES)
        return {"uses": self.uses, "measured": counted[unit], "median": middle, "measured_unit": unit[:40]}


def count_standard_usage(office: FinanceOffice, texts: Iterable[tuple[int, StatementContent]]) -> None:
    """Count each version anew by the approved texts of its years."""
    versions = list(StandardIndicator.objects.filter(office=office))
    if not versions:
        return
    used: dict[int, Used] = defaultdict(Used)
    known: dict[int, InForce] = {}
    for year, content in texts:
        in_force = known.get(year) or known.setdefault(year, InForce(versions, year))
        for version, target in in_force.targets_of(content):
            used[version].add(target, year)
    for one in versions:
        for column, value in used[one.pk].said().items():
            setattr(one, column, value)
    StandardIndicator.objects.bulk_update(versions, _COUNTED, batch_size=1000)


class InForce:
    """The sets of a year, and which version each of their codes is."""

    def __init__(self, versions: Iterable[StandardIndicator], year: int) -> None:
        found = [one for one in versions if one.is_in_force(year)]
        self.sets = StandardSets(Standard(*(getattr(one, name) for name in OF_STANDARD)) for one in found)
        self.versions = {one.code: one.pk for one in found}

    def targets_of(self, content: StatementContent) -> Iterator[tuple[int, str]]:
        """What the projects of a text aim at, by the version that each indicator is called after."""
        for project in content.projects:
            wanted = {one.key: self.versions[one.code] for one in self.sets.of(project.name)}
            for indicator in project.indicators:
                if version := wanted.get(normalise_label(indicator.name)):
                    yield version, indicator.target

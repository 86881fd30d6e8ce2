"""The indicator library filled: with the set that comes along, and with what an office has approved."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from departments.models import FinanceOffice
from indicators.kinds import CategoryKind, SubcategoryKind
from indicators.models import IndicatorTemplate, TemplateSource
from indicators.project_classes import WHOLE_DEPARTMENT, class_of
from indicators.text import normalise_label
from indicators.usage import TemplateUsage
from indicators.values import TargetValue, parse_value
from indicators.vocabulary import Vocabulary, vocabulary_for, vocabulary_or_empty
from performance.content.json import load_content
from performance.content.model import IndicatorContent, StatementContent
from performance.indicator_library.standard_usage import count_standard_usage
from performance.indicator_library.withheld import Withheld
from performance.models import PerformanceStatement

SEEDS = settings.BASE_DIR / "fixtures" / "indicator_library.json"
SEEDED_LABELS = ("河北", "2023")  # the labels of the Ministry of Finance's model, which Hebei prints

Key = tuple[str, ...]  # province, family, level 2, name, project class


@dataclass(frozen=True)
class LibraryReport:
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Approved:
    """Whose text of which year is in force."""

    year: int
    department_code: str
    department_name: str


@dataclass
class Gathered:
    """One indicator as approved texts print it: what most of them say of it."""

    level1: str
    name: str
    uses: int = 0
    descriptions: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    directions: Counter[str] = field(default_factory=Counter)
    where: Counter[Approved] = field(default_factory=Counter)

    def add(self, indicator: IndicatorContent, value: TargetValue, approved: Approved) -> None:
        self.uses += 1
        self.where[approved] += 1
        self.descriptions[indicator.description.strip()] += 1
        self.units[value.unit[: IndicatorTemplate.LONGEST_UNIT]] += 1
        self.directions[value.direction or ""] += 1

    def said(self) -> dict[str, str]:
        return {
            "description": most_said(self.descriptions),
            "unit": most_said(self.units),
            "direction": most_said(self.directions),
        }


def most_said(counter: Counter[str]) -> str:
    """The most frequent text that is not blank; of equals the first in order, so that counting anew agrees."""
    return min((text for text in counter if text), key=lambda text: (-counter[text], text), default="")


@transaction.atomic
def load_seeded() -> LibraryReport:
    """The common set, told by its names; what an administrator has retired of it stays retired."""
    vocabulary = vocabulary_for(*SEEDED_LABELS)
    labels = {
        subcategory.kind.value: (category.label, subcategory.label)
        for category in vocabulary.categories
        for subcategory in category.subcategories
    }
    wanted = {}
    for row in json.loads(SEEDS.read_text(encoding="utf-8")):
        level1, level2 = labels[row["family"]]
        key = ("", row["family"], level2, normalise_label(row["name"]), row["project_class"])
        wanted[key] = {**row, "level1": level1, "level2": level2}
    stored = {_key(template): template for template in IndicatorTemplate.objects.filter(office_code="")}
    new = [
        IndicatorTemplate(**values, source=TemplateSource.SEEDED)
        for key, values in wanted.items()
        if key not in stored
    ]
    changed = [
        template
        for key, template in stored.items()
        if key in wanted and template.source == TemplateSource.SEEDED and _say(template, wanted[key])
    ]
    return _write(new, changed, ["description", "unit", "direction"], known=len(wanted))


@transaction.atomic
def gather(office: FinanceOffice) -> LibraryReport:
    """Make the office's library count its approved texts. What is there is never taken away nor overwritten."""
    templates = IndicatorTemplate.objects.filter(office_code=office.division_code).select_related(
        "merged_into"
    )
    stored = {_key(template): template for template in templates}
    meant = {key: _key(one.merged_into) for key, one in stored.items() if one.merged_into}
    gathered = _gathered(_approved(office), meant)
    new = [
        IndicatorTemplate(
            office_code=office.division_code,
            province=key[0],
            family=key[1],
            level1=found.level1,
            level2=key[2],
            name=found.name,
            project_class=key[4],
            uses=found.uses,
            source=TemplateSource.GATHERED,
            candidate=True,
            **found.said(),
        )
        for key, found in gathered.items()
        if key not in stored
    ]
    changed = [template for key, template in stored.items() if _recount(template, gathered.get(key))]
    report = _write(
        new, changed, ["uses", "description", "unit", "direction"], known=len(stored.keys() | gathered.keys())
    )
    _count_usage(templates.all(), gathered)
    count_standard_usage(office, ((approved.year, content) for approved, content in _approved(office)))
    return report


def _approved(office: FinanceOffice) -> Iterator[tuple[Approved, StatementContent]]:
    """The latest approved text of each department and year, the latest year first, without what is withheld."""
    withheld = Withheld(office)
    approved = (
        PerformanceStatement.objects.filter(department__office=office, approved_revision__isnull=False)
        .select_related("department", "approved_revision")
        .order_by("-fiscal_year", "pk")
    )
    for one in approved.iterator(chunk_size=100):
        department, revision = one.department, one.approved_revision
        assert revision is not None  # noqa: S101 - only such were asked for
        content = withheld.left_out(
            department.pk, one.fiscal_year, load_content(revision.content), revision.project_keys
        )
        yield Approved(one.fiscal_year, department.code, department.name), content


def _count_usage(templates: QuerySet[IndicatorTemplate], gathered: dict[Key, Gathered]) -> None:
    TemplateUsage.objects.filter(template__in=templates).delete()
    TemplateUsage.objects.bulk_create(
        (
            TemplateUsage(template=template, uses=uses, **asdict(approved))
            for template in templates
            if (found := gathered.get(_key(template)))
            for approved, uses in found.where.items()
        ),
        batch_size=1000,
    )


def _gathered(
    texts: Iterable[tuple[Approved, StatementContent]], meant: dict[Key, Key]
) -> dict[Key, Gathered]:
    """What the texts print; a name that is another one of the library counts as the one that is ``meant``."""
    gathered: dict[Key, Gathered] = {}
    for approved, content in texts:
        vocabulary = vocabulary_or_empty(content.province, content.edition)
        for project_class, indicator in _indicators(content):
            name = normalise_label(indicator.name)
            if not name or len(indicator.name) > IndicatorTemplate.LONGEST_NAME:
                continue
            level1, level2, family = _place(vocabulary, indicator)
            key = (content.province, family, level2, name, project_class)
            found = gathered.setdefault(meant.get(key, key), Gathered(level1, indicator.name))
            found.add(indicator, parse_value(indicator.target, content.year), approved)
    return gathered


def _indicators(content: StatementContent) -> Iterator[tuple[str, IndicatorContent]]:
    for goal in content.goals:
        yield from ((WHOLE_DEPARTMENT, indicator) for indicator in goal.indicators)
    for project in content.projects:
        project_class = class_of(project.name)
        yield from ((project_class, indicator) for indicator in project.indicators)


def _place(vocabulary: Vocabulary, indicator: IndicatorContent) -> tuple[str, str, str]:
    """The levels as the form prints them, without the number of a numbered one, and the family they mean."""
    subcategory = vocabulary.subcategory(indicator.level2)
    category = vocabulary.parent_of(indicator.level2) or vocabulary.category(indicator.level1)
    if subcategory and category:
        return category.label, subcategory.label, subcategory.kind.value
    cost = category and category.kind is CategoryKind.COST
    family = SubcategoryKind.COST if cost else SubcategoryKind.OTHER
    level1 = category.label if category else indicator.level1
    return level1[:100], indicator.level2[:100], family.value


def _key(template: IndicatorTemplate) -> Key:
    return (
        template.province,
        template.family,
        template.level2,
        normalise_label(template.name),
        template.project_class,
    )


def _recount(template: IndicatorTemplate, found: Gathered | None) -> bool:
    """Whether counting the template anew, and filling what it leaves blank, changed it."""
    filled: dict[str, object] = {"uses": found.uses if found else 0}
    if found:
        filled |= {column: value for column, value in found.said().items() if not getattr(template, column)}
    return _say(template, filled)


def _say(template: IndicatorTemplate, values: dict[str, object]) -> bool:
    differing = {column: value for column, value in values.items() if getattr(template, column) != value}
    for column, value in differing.items():
        setattr(template, column, value)
    return bool(differing)


def _write(
    new: list[IndicatorTemplate], changed: list[IndicatorTemplate], columns: list[str], *, known: int
) -> LibraryReport:
    IndicatorTemplate.objects.bulk_create(new)
    if changed:
        IndicatorTemplate.objects.bulk_update(changed, columns)
    return LibraryReport(len(new), len(changed), known - len(new) - len(changed))

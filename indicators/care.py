"""Care of the indicator library: candidates adopted, other names of the same thing merged, names changed, rows retired.

What approved texts call an indicator is never forgotten: a name that is merged or changed stays as a row of its own
that rests and points to the indicator it means, so that the next count finds its way there.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from django.db import transaction

from indicators.models import IndicatorTemplate
from indicators.text import normalise_label
from indicators.usage import TemplateUsage

NEAR = 0.6  # of all characters of two names stand in both, in the same order
IDENTITY = ("province", "family", "level1", "level2", "name", "project_class")


class CannotMerge(Exception):
    """Says in Chinese why these indicators cannot become one."""


def near_ones(template: IndicatorTemplate, others: Iterable[IndicatorTemplate]) -> list[IndicatorTemplate]:
    """Those of the same family whose names are much alike, the likest first."""
    name = normalise_label(template.name)
    alike = [
        (SequenceMatcher(None, name, normalise_label(other.name)).ratio(), other)
        for other in others
        if other.family == template.family and other.pk != template.pk
    ]
    return [other for likeness, other in sorted(alike, key=lambda pair: -pair[0]) if likeness >= NEAR]


@transaction.atomic
def merge(templates: Iterable[IndicatorTemplate], *, into: IndicatorTemplate) -> int:
    """Make the templates other names of ``into``, which takes over their uses; how many there were.

    All must be of one office, and the target one that is in use.
    """
    others = [template for template in templates if template.pk != into.pk]
    if into.retired:
        raise CannotMerge(f"“{into}”已停用，不能作为并入的对象；请先恢复，或另选一个。")
    if foreign := [one for one in others if one.office_code != into.office_code]:
        raise CannotMerge(f"只能合并同一财政局的指标，以下不是：{'、'.join(map(str, foreign))}。")
    keys = [template.pk for template in others]
    IndicatorTemplate.objects.filter(merged_into__in=keys).update(merged_into=into)
    IndicatorTemplate.objects.filter(pk__in=keys).update(
        merged_into=into, retired=True, candidate=False, uses=0
    )
    into.uses += sum(template.uses for template in others)
    into.candidate = False
    into.save(update_fields=["uses", "candidate"])
    _move_usage(keys, into)
    return len(others)


def _move_usage(keys: list[int], into: IndicatorTemplate) -> None:
    """Add the usage of other names to that of the indicator they mean, year by year and department by department."""
    counted: dict[tuple[int, str], TemplateUsage] = {}
    for row in TemplateUsage.objects.filter(template__in=[into.pk, *keys]):
        first = counted.setdefault((row.year, row.department_code), row)
        if first is not row:
            first.uses += row.uses
    TemplateUsage.objects.filter(template__in=[into.pk, *keys]).delete()
    for row in counted.values():
        row.pk, row.template = None, into
    TemplateUsage.objects.bulk_create(counted.values())


def remember_former_name(before: IndicatorTemplate, now: IndicatorTemplate) -> None:
    """Keep what the indicator was called, where that was more than a matter of spaces."""
    if all(
        normalise_label(getattr(before, field)) == normalise_label(getattr(now, field)) for field in IDENTITY
    ):
        return
    former = {field: getattr(before, field) for field in (*IDENTITY, "office_code", "source")}
    IndicatorTemplate.objects.create(**former, retired=True, merged_into=now)


@transaction.atomic
def adopt(templates) -> int:
    """Candidates become part of the library as they are; how many."""
    return templates.filter(candidate=True).update(candidate=False)


@transaction.atomic
def retire(templates) -> int:
    return templates.filter(retired=False).update(retired=True, candidate=False)


@transaction.atomic
def bring_back(templates) -> int:
    """Retired and merged ones are indicators of their own again; the next count gives each its own uses."""
    return templates.filter(retired=True).update(retired=False, merged_into=None)

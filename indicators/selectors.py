"""Trees out of the database, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from indicators.compiled_query import CompiledQuery
from indicators.models import EarlierValue, IndicatorFamily
from indicators.own_fields import IndicatorField
from indicators.rows import INDICATOR_COLUMNS, OWN_FIELD_COLUMNS

OF_INDICATORS = [f"one__{column}" for column in INDICATOR_COLUMNS]
OWN_FIELDS = CompiledQuery(
    IndicatorField,
    lambda trees, codes: IndicatorField.objects.filter(
        indicator__family__tree__pk__in=trees, office_code__in=codes
    ).values_list("indicator_id", *OWN_FIELD_COLUMNS),
)
EARLIER_VALUES = CompiledQuery(
    EarlierValue,
    lambda trees, codes: EarlierValue.objects.filter(
        indicator__family__tree__pk__in=trees, office_code__in=codes
    ).values_list("indicator_id", "year", "value"),
)
PRINTED = CompiledQuery(
    IndicatorFamily,
    lambda trees, codes: (
        IndicatorFamily.objects.filter(tree__pk__in=trees, office_code__in=codes)
        .annotate(one=FilteredRelation("indicators", condition=Q(indicators__office_code__in=codes)))
        .order_by("tree_id", "position", "pk", "one__position", "one__pk")
        .values_list("tree_id", "pk", "level1", "level2", "one__pk", *OF_INDICATORS)
    ),
)


def has_earlier_values() -> Exists:
    """Of a row with a tree: whether its indicators name values of earlier years, which few forms print."""
    own = {"indicator__family__tree": OuterRef("tree"), "office_code": OuterRef("office_code")}
    return Exists(EarlierValue.objects.filter(**own))


class Line(NamedTuple):
    """An indicator in its family, as INDICATOR_COLUMNS; or (``printed`` is None) a family that is printed empty."""

    family: int
    level1: str
    level2: str
    printed: Sequence[object] | None
    earlier: Sequence[tuple[int, str]]
    fields: Sequence[Sequence[object]] = ()


def tree_lines(
    trees: Iterable[int],
    *,
    office_codes: Collection[str],
    with_fields: Collection[int] = (),
    with_earlier: Collection[int] | None = None,
) -> dict[int, list[Line]]:
    """What each tree of these offices prints, line by line, in two queries however many trees there are.

    ``with_fields`` are the trees whose indicators may have own fields: a third query asks for these. ``with_earlier``
    are those with values of earlier years, all of them where that is not known.
    """
    trees = list(trees)
    codes = sorted(office_codes)
    earlier: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for indicator, year, value in EARLIER_VALUES.rows(
        trees=trees if with_earlier is None else [*with_earlier], codes=codes
    ):
        earlier[indicator].append((year, value))
    own: dict[int, list[Sequence[object]]] = defaultdict(list)
    for indicator, *field in OWN_FIELDS.rows(trees=[*with_fields], codes=codes):
        own[indicator].append(field)
    lines: dict[int, list[Line]] = {tree: [] for tree in trees}
    for tree, family, level1, level2, pk, *printed in PRINTED.rows(trees=trees, codes=codes):
        lines[tree].append(
            Line(
                family, level1, level2, None if pk is None else printed, earlier.get(pk, ()), own.get(pk, ())
            )
        )
    return lines

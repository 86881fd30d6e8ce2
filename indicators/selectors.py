"""Trees out of the database, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from indicators.models import EarlierValue, Indicator, IndicatorFamily
from indicators.rows import INDICATOR_COLUMNS, FamilyRow, IndicatorRow, TreeRows


def tree_rows(trees: Iterable[int], *, office_codes: Collection[str]) -> dict[int, TreeRows]:
    """The rows of each tree of these offices by its primary key, in three queries however many trees there are."""
    here = {"office_code__in": sorted(office_codes)}
    trees = list(trees)
    earlier: dict[int, list[tuple[int, str]]] = defaultdict(list)
    values = EarlierValue.objects.filter(indicator__family__tree__in=trees, **here)
    for indicator, year, value in values.values_list("indicator_id", "year", "value"):
        earlier[indicator].append((year, value))

    indicators: dict[int, list[IndicatorRow]] = defaultdict(list)
    found = Indicator.objects.filter(family__tree__in=trees, **here)
    for pk, family, *columns in found.values_list("pk", "family_id", *INDICATOR_COLUMNS):
        indicators[family].append(IndicatorRow(*columns, earlier_values=tuple(earlier[pk])))

    rows: dict[int, list[FamilyRow]] = {tree: [] for tree in trees}
    families = IndicatorFamily.objects.filter(tree__in=trees, **here)
    for pk, tree, level1, level2 in families.values_list("pk", "tree_id", "level1", "level2"):
        rows[tree].append(FamilyRow(level1, level2, tuple(indicators[pk])))
    return {tree: tuple(families_of_tree) for tree, families_of_tree in rows.items()}

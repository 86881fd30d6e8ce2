"""Trees into the database, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import FilteredRelation, Q

from indicators.alignment import Alignment, Tally, by, reconcile, reconcile_children, write_children
from indicators.derivation import DERIVED_COLUMNS, derived
from indicators.models import (
    EarlierValue,
    Indicator,
    IndicatorFamily,
    IndicatorTree,
    TreeOwner,
)
from indicators.own_fields import IndicatorField
from indicators.rows import (
    INDICATOR_COLUMNS,
    FamilyRow,
    Printed,
    TreeRows,
    own_field_columns,
    printed_columns,
)
from indicators.targets import target_of


def create_trees(owners: Sequence[TreeOwner], *, year: int, office_code: str) -> None:
    """Give a tree to each owner that is about to be created in bulk."""
    if not owners:
        return
    trees = IndicatorTree.objects.bulk_create(
        [IndicatorTree(office_code=office_code, year=year) for _ in owners]
    )
    for owner, tree in zip(owners, trees, strict=True):
        owner.tree = tree


def replace_trees(
    trees: Mapping[int, TreeRows],
    *,
    year: int,
    office_code: str,
    with_fields: Collection[int] = (),
    with_earlier: Collection[int] | None = None,
    grown: Collection[int] | None = None,
) -> Tally:
    """Make each tree of an office, by its primary key, say exactly these rows; tell how the indicators fared.

    ``with_fields`` are the trees whose indicators have own fields, or may have had some, ``with_earlier`` those with
    values of earlier years, all of them where that is not known; ``grown`` are those of all that may have rows already, where that is known: only these
    are read.

    An indicator keeps its primary key if one of its name stood in the same family, else in the same tree,
    else if one stood in its place: correcting a label or a name does not make it another indicator.
    """
    if not trees:
        return Tally()
    here = list(trees if grown is None else grown)
    stored_families, stored = _stored_rows(here, office_code)
    families = reconcile_children(
        IndicatorFamily,
        "tree",
        {
            tree: [{"level1": family.level1, "level2": family.level2} for family in rows]
            for tree, rows in trees.items()
        },
        same=("level1", "level2"),
        office_code=office_code,
        stored=stored_families,
    )
    families.save()
    rows = [family for tree in trees.values() for family in tree]
    indicators = _reconcile_indicators(stored, families, rows, year)
    indicators.write()
    families.delete()  # not before: its indicators may have found another family
    printed = [indicator for family in rows for indicator in family.indicators]
    relabelled = {family.pk for family in families.changed}
    touched = {indicator.pk for indicator in indicators.wanted if indicator.family_id in relabelled}
    with_earlier = here if with_earlier is None else with_earlier
    if with_earlier:
        touched |= _write_earlier_values(indicators, printed, with_earlier, office_code)
    if with_fields:
        touched |= _write_own_fields(indicators, printed, with_fields, office_code)
    return indicators.tally(touched=touched)


FAMILY_COLUMNS = [field.attname for field in IndicatorFamily._meta.concrete_fields]
ROW_COLUMNS = [field.attname for field in Indicator._meta.concrete_fields]


def _stored_rows(trees: Sequence[int], office_code: str) -> tuple[list[IndicatorFamily], list[Indicator]]:
    """The families of these trees and their indicators, in printed order, in one query."""
    rows = (
        IndicatorFamily.objects.filter(tree__in=trees, office_code=office_code)
        .annotate(one=FilteredRelation("indicators", condition=Q(indicators__office_code=office_code)))
        .order_by("tree_id", "position", "pk", "one__position", "one__pk")
        .values_list(*FAMILY_COLUMNS, *(f"one__{column}" for column in ROW_COLUMNS))
    )
    families: dict[int, IndicatorFamily] = {}
    indicators: list[Indicator] = []
    for row in rows:
        of_family = dict(zip(FAMILY_COLUMNS, row, strict=False))
        of_indicator = dict(zip(ROW_COLUMNS, row[len(FAMILY_COLUMNS) :], strict=True))
        families.setdefault(of_family["id"], IndicatorFamily(**of_family))
        if of_indicator["id"] is not None:
            indicators.append(Indicator(**of_indicator))
    return list(families.values()), indicators


def _write_earlier_values(
    indicators: Alignment[Indicator], printed: Sequence[Printed], trees: Collection[int], office_code: str
) -> set[int]:
    """Give the indicators among whose earlier values something was written."""
    values = {
        indicator.pk: [{"year": earlier.year, "value": earlier.value} for earlier in row.earlier_values]
        for indicator, row in zip(indicators.wanted, printed, strict=True)
    }
    stored = EarlierValue.objects.filter(indicator__family__tree__in=list(trees), office_code=office_code)
    return write_children(
        EarlierValue, "indicator", values, same=("year",), office_code=office_code, stored=stored
    ).parents("indicator_id")


def _write_own_fields(
    indicators: Alignment[Indicator], printed: Sequence[Printed], trees: Collection[int], office_code: str
) -> set[int]:
    """Give the indicators among whose own fields something was written."""
    fields = {
        indicator.pk: [own_field_columns(own) for own in row.fields]
        for indicator, row in zip(indicators.wanted, printed, strict=True)
    }
    stored = IndicatorField.objects.filter(indicator__family__tree__in=list(trees), office_code=office_code)
    return write_children(
        IndicatorField,
        "indicator",
        fields,
        same=("group", "label"),
        office_code=office_code,
        stored=stored,
    ).parents("indicator_id")


def _reconcile_indicators(
    stored: Sequence[Indicator],
    families: Alignment[IndicatorFamily],
    rows: Sequence[FamilyRow],
    year: int,
) -> Alignment[Indicator]:
    tree_of = {family.pk: family.tree_id for family in (*families.wanted, *families.removed)}
    wanted = []
    for family, row in zip(families.wanted, rows, strict=True):
        for position, indicator in enumerate(row.indicators):
            target = target_of(indicator.operator, indicator.value, indicator.unit)
            values = {
                **printed_columns(indicator),
                **derived(target, year),
                "office_code": family.office_code,
            }
            wanted.append(Indicator(family_id=family.pk, position=position, **values))

    def in_tree(indicator: Indicator) -> tuple[int, str]:
        return tree_of[indicator.family_id], indicator.name

    return reconcile(
        stored,
        wanted,
        says=("family_id", "position", *INDICATOR_COLUMNS, *DERIVED_COLUMNS),
        passes=[by("family_id", "name"), (in_tree, in_tree), by("family_id", "position")],
    )

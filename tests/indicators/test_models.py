from collections import namedtuple
from datetime import date
from decimal import Decimal
from itertools import groupby, starmap

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from indicators import rewriting
from indicators.derivation import DERIVED_COLUMNS
from indicators.models import Category, Indicator, IndicatorFamily, IndicatorTree, Subcategory
from indicators.rows import INDICATOR_COLUMNS, FamilyRow
from indicators.selectors import tree_lines
from indicators.services import replace_trees

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    return IndicatorFamily.objects.create(
        tree=IndicatorTree.objects.create(office_code=OFFICE, year=2026), position=0
    )


DERIVED = [
    ("≥8次", {"kind": "number", "comparator": "≥", "number": Decimal(8), "unit": "次"}),
    ("15万人次", {"kind": "number", "comparator": "", "number": Decimal(150000), "unit": "人次"}),
    ("1-2次", {"kind": "range", "number": Decimal(1), "upper": Decimal(2)}),
    ("≥95%", {"kind": "percent", "number": Decimal(95), "is_percent": True}),
    ("12月底前", {"kind": "deadline", "deadline": date(2026, 12, 31), "number": None}),
    ("健全", {"kind": "grade", "grade": "健全"}),
    ("", {"kind": "empty", "number": None}),
    ("≥0.1234567次", {"number": Decimal("0.123457")}),
    ("≥123456789012345次", {"kind": "number", "number": None}),
]


@pytest.mark.parametrize(("value", "columns"), DERIVED)
def test_columns_are_read_out_of_the_printed_value(value, columns, family):
    indicator = Indicator.objects.create(family=family, position=0, name="指标", value=value)
    indicator.refresh_from_db()
    assert indicator.value == value
    assert {column: getattr(indicator, column) for column in columns} == columns


def test_columns_follow_when_only_the_value_is_saved(family):
    indicator = Indicator.objects.create(family=family, position=0, name="指标", value="≥8次")
    indicator.value = "健全"
    indicator.save(update_fields=["value"])
    indicator.refresh_from_db()
    assert (indicator.kind, indicator.number, indicator.grade) == ("grade", None, "健全")


OFFICE = "130200"


PRINTED_BESIDE = list(INDICATOR_COLUMNS)[6:]
YearValue = namedtuple("YearValue", "year value")
IndicatorRow = namedtuple(
    "IndicatorRow",
    (*INDICATOR_COLUMNS.values(), "earlier_values", "fields"),
    defaults=("", "", "", "", None, *("" for _ in PRINTED_BESIDE), (), ()),
)


def tree_rows(trees):
    """What was written, read back."""
    lines = tree_lines(trees, office_codes=[OFFICE])
    return {tree: tuple(families(own)) for tree, own in lines.items()}


def families(lines):
    for _, run in groupby(lines, key=lambda line: line.family):
        run = list(run)
        printed = [line for line in run if line.printed is not None]
        rows = (IndicatorRow(*line.printed, tuple(starmap(YearValue, line.earlier)), ()) for line in printed)
        yield FamilyRow(run[0].level1, run[0].level2, tuple(rows))


TREE = (
    FamilyRow("产出指标", "成本指标"),
    FamilyRow(
        "产出指标",
        "数量指标",
        (
            IndicatorRow(
                "活动",
                "描述",
                "≥8次",
                "依据",
                "绩效基本型",
                Decimal(10),
                *PRINTED_BESIDE,
                earlier_values=(YearValue(2025, "7次"), YearValue(2024, "")),
            ),
            IndicatorRow("活动", value="4期"),
        ),
    ),
    FamilyRow("产出指标", "数量指标", (IndicatorRow("又是数量"),)),
    FamilyRow("效益指标", "生态效益指标"),
)


def test_trees_come_back_as_they_were_written():
    first, second, empty = (IndicatorTree.objects.create(office_code=OFFICE, year=2026).pk for _ in range(3))
    trees = {first: TREE, second: TREE[::-1], empty: ()}
    assert replace_trees(trees, year=2026, office_code=OFFICE).new == 6
    assert tree_rows(trees) == trees
    assert not replace_trees(trees, year=2026, office_code=OFFICE).written


def test_a_tree_that_is_not_named_is_left_alone():
    first, second = (IndicatorTree.objects.create(office_code=OFFICE, year=2026).pk for _ in range(2))
    replace_trees({first: TREE, second: TREE}, year=2026, office_code=OFFICE)
    assert replace_trees({first: ()}, year=2026, office_code=OFFICE).removed == 3
    assert tree_rows([first, second]) == {first: (), second: TREE}


def test_columns_of_every_kind_are_rewritten_as_a_save_would(family, monkeypatch):
    monkeypatch.setattr(rewriting, "MOST_PARAMETERS", 40)  # several statements, whatever the database allows
    rows = [
        Indicator.objects.create(family=family, position=number, value="旧", weight=number)
        for number in range(9)
    ]
    untouched = Indicator.objects.create(family=family, position=9, value="旧")
    columns = {"position", "value", "weight", *DERIVED_COLUMNS}
    for row, (value, _) in zip(rows, DERIVED, strict=True):
        row.position, row.value, row.weight = (
            row.position + 10,
            value,
            None if row.position else Decimal("0.25"),
        )
        row.derive(2026)
    rewriting.bulk_update_values(rows, sorted(columns))
    for row in rows:
        values = {column: getattr(row, column) for column in columns}
        row.refresh_from_db()
        assert {column: getattr(row, column) for column in columns} == values
    untouched.refresh_from_db()
    assert (untouched.position, untouched.value) == (9, "旧")


def test_vocabularies_load_once_and_again():
    call_command("load_vocabularies")
    counts = (Category.objects.count(), Subcategory.objects.count())
    Subcategory.objects.filter(category__province="河北", label="数量指标").update(kind="other")
    call_command("load_vocabularies")
    assert (Category.objects.count(), Subcategory.objects.count()) == counts
    kinds = Subcategory.objects.filter(category__province="河北", label="数量指标").values_list(
        "kind", flat=True
    )
    assert set(kinds) == {"quantity"}
    for row in (*Category.objects.all(), *Subcategory.objects.all()):
        row.full_clean()
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


def test_a_label_stands_once_in_its_edition():
    Category.objects.create(province="河北", edition="2020", label="产出指标", kind="output", position=1)
    Category.objects.create(province="河北", edition="2023", label="产出指标", kind="output", position=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(province="河北", edition="2020", label="产出指标", kind="cost", position=2)

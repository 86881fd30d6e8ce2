"""A query that is composed once answers as one that is composed anew."""

from decimal import Decimal

import pytest

from indicators.compiled_query import CompiledQuery
from indicators.models import Indicator
from tests.factories import a_department, a_statement

pytestmark = pytest.mark.django_db


def chosen(trees, levels):
    found = Indicator.objects.filter(family__tree__pk__in=trees, family__level1__in=levels, weight=None)
    return found.order_by("-pk").values_list("name", "weight", "family__tree_id", "number")


def test_it_answers_the_same_is_composed_once_for_each_number_of_values_and_asks_nothing_of_none(
    django_assert_num_queries,
):
    a_statement(a_department(), projects=3)
    trees = sorted(set(Indicator.objects.values_list("family__tree_id", flat=True)))
    levels = sorted(set(Indicator.objects.values_list("family__level1", flat=True)))
    composed = []

    def compose(**slots):
        composed.append({name: len(each) for name, each in slots.items()})
        return chosen(**slots)

    prepared = CompiledQuery(Indicator, compose)
    for some in (trees, trees[:1], trees[1:2], trees[::-1]):
        with django_assert_num_queries(1):
            rows = list(prepared.rows(trees=some, levels=levels))
        assert rows == list(chosen(some, levels)) != []
        assert {type(number) for *_, number in rows} <= {Decimal, type(None)}
    assert composed == [{"trees": len(trees), "levels": len(levels)}, {"trees": 1, "levels": len(levels)}]
    with django_assert_num_queries(0):
        assert list(prepared.rows(trees=[], levels=levels)) == []

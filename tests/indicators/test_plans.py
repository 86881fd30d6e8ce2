"""How SQLite, which keeps no statistics of its tables, finds the rows of what every page reads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.selectors import tree_lines

pytestmark = pytest.mark.django_db


def test_the_indicators_of_a_family_are_found_without_reading_those_of_its_office():
    with CaptureQueriesContext(connection) as asked:
        tree_lines([1], office_codes=["130200"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        plan = [row[-1] for row in cursor.fetchall()]
    assert any(step.startswith("SEARCH one USING INDEX indicator_in_family") for step in plan)

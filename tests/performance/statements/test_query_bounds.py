"""How much a save of a whole text asks of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.content.model import SectionContent, SectionKind
from performance.statements.services import save_content
from tests.factories import a_content, a_department, a_project_content, a_unit, an_indicator

pytestmark = pytest.mark.django_db


def many(department, number, words=""):
    indicators = tuple(an_indicator(name=f"{words}指标{n}") for n in range(min(number, 6)))
    projects = tuple(
        a_project_content(
            code=f"{department.code}-{n}", purpose=words, goals=(f"{words}目标",) * 2, indicators=indicators
        )
        for n in range(number)
    )
    sections = (SectionContent(SectionKind.OVERALL_GOAL, text=f"{words}目标"),)
    return a_content(department, projects=projects, sections=sections)


# Of 40 projects; SQLite takes their rows in batches. A new text waits for lists that its office is taking in, and asks
# whether anything became of its years before.
MOST_QUERIES = {"new": 45, "again": 45}


def test_a_large_text_is_saved_in_as_many_statements_as_a_small_one(department):
    """With many more, SQLite would take the rows in batches."""
    small = a_department()
    a_unit(small)
    assert queries_of_a_save(small, 1) == queries_of_a_save(department, 6)


@pytest.mark.parametrize("projects", [0, 20, 40])
def test_a_save_asks_little_of_a_new_text_and_of_one_that_changes_everywhere(department, projects):
    assert queries_of_a_save(department, projects) <= MOST_QUERIES["new"]
    assert queries_of_a_save(department, projects, "改过的") <= MOST_QUERIES["again"]


def queries_of_a_save(department, projects, words=""):
    """The number of queries; with words, every project, goal, indicator and section says something else than before."""
    content = many(department, projects, words)
    with CaptureQueriesContext(connection) as queries:
        save_content(content, department=department, year=2026)
    return len(queries)

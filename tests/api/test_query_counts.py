"""A page takes as many queries for six rows as for one; how many stands in query_counts.json."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Category, Subcategory
from performance.models import Action, Comment, CommentReply, CommentState, StatementState, WorkflowEvent
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from tests.api.conftest import Program
from tests.factories import a_content, a_statement, a_unit, a_user

LISTS = (
    *(
        "finance-offices/",
        "departments/",
        "units/",
        "vocabulary/",
        "library/",
        "jobs/",
        "statements/",
        "projects/",
        "events/",
    ),
    *("evaluations/", "evaluation-events/"),
    *("indicators/", "standings/?fiscal_year=2026"),
    *("projects/?include=content", "sections/", "revisions/", "comments/", "trail/"),
)
ONE = (
    *(
        "statements/{pk}/",
        "statements/{pk}/content/",
        "statements/{pk}/units/",
        "projects/{project}/content/",
    ),
    "projects/{project}/",
)


@pytest.fixture
def everybody(client, db):
    return Program(client, a_user(is_superuser=True))


def grow(user, number):
    """Statements with everything that hangs on them; the last has as many projects."""
    for _ in range(number):
        statement = a_statement()
        revision = take_revision(statement, None, statement_content(statement))
        WorkflowEvent.objects.create(
            statement=statement,
            action=Action.SUBMIT,
            label="报送财政",
            source=StatementState.DRAFTING,
            target=StatementState.FIRST_REVIEW,
            actor=user,
            actor_name="某人",
            round=1,
            version=2,
            revision=revision,
        )
        comment = Comment.objects.create(statement=statement, author=user, text="请补充。", round=1)
        CommentReply.objects.create(
            comment=comment, author=user, text="已补充。", state=CommentState.ANSWERED
        )
        category = Category.objects.create(
            province="某省", edition="1", label=f"指标{statement.pk}", kind="output", position=1
        )
        Subcategory.objects.create(category=category, label="数量指标", kind="quantity", position=1)
    for _ in range(number):
        a_unit(statement.department)
    return a_statement(
        statement.department, content=a_content(statement.department, projects=number), year=2026
    )


def counted(program, address):
    with CaptureQueriesContext(connection) as captured:
        found = program.get(address)
    assert found.status_code == 200, found.text
    return len(captured), [query["sql"] for query in captured.captured_queries]


def test_a_page_takes_a_fixed_number_of_queries(everybody, golden):
    counts = {}
    for number in (1, 6):
        statement = grow(everybody.user, number)
        for address in (*LISTS, *ONE):
            place = address.format(pk=statement.pk, project=statement.projects.first().pk)
            everybody.get(place)  # what is asked once in the life of a process or a token has been asked
            count, queries = counted(everybody, place)
            assert count == counts.setdefault(address, count), f"{address}\n" + "\n".join(queries)
    golden("../api/query_counts.json", json.dumps(dict(sorted(counts.items())), indent=2) + "\n")

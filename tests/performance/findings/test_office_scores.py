"""Scores beside the median of the like projects of the office: of what the reader sees, and never in the way."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from departments.permissions.roles import Role
from performance.findings.office_scores import office_scores
from performance.findings.statement_review import review_for
from performance.models import FindingCount, PerformanceStatement
from performance.statements.figures.renewing import count_anew
from tests.factories import a_department, a_member, a_statement, an_office
from tests.performance.review.planting import both, indicator
from tests.performance.review.sound_hebei import HEBEI

# Three of four shares of the lectures are whole, and of their six indicators none is measured.
WORDY = both(*(indicator(number, value="明显改善") for number in range(6)))(HEBEI)


def a_text(office, code, content):
    department = a_department(office, code=code)
    for project in content.projects:
        department.units.get_or_create(code=project.unit_code, defaults={"name": project.unit_name})
    return a_statement(department, content=replace(content, department_code=code))


@pytest.fixture
def texts(db):
    office = an_office(name="示范市财政局")
    return [a_text(office, "405", HEBEI), a_text(office, "406", WORDY), a_text(an_office(), "405", HEBEI)]


def compared(statement, user):
    return office_scores(statement, review_for(statement, user), user)


def test_the_median_is_over_the_texts_of_the_office_that_the_reader_sees(texts):
    count_anew(PerformanceStatement.objects.all())
    finance = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=texts[0].department.office)
    seen = compared(texts[0], finance)
    (median,) = seen.medians.values()
    assert (seen.texts, seen.uncounted, median.projects) == (2, 0, 4)
    assert median.points == Decimal("100.0")
    assert [score.points for score in compared(texts[1], finance).scores] == [
        Decimal("75.0"),
        Decimal("100.0"),
    ]
    own = compared(texts[1], a_member(Role.DEPARTMENT_REVIEWER, at=texts[1].department))
    assert (own.texts, own.medians["项目"].projects, own.medians["项目"].points) == (1, 2, Decimal("87.5"))


def test_who_sees_one_unit_compares_with_that_unit_alone(texts):
    count_anew(PerformanceStatement.objects.all())
    unit = texts[1].department.units.get(code=HEBEI.projects[0].unit_code)
    seen = compared(texts[1], a_member(Role.FILLER, at=unit))
    assert [score.points for score in seen.scores] == [Decimal("75.0")]
    assert (seen.medians["项目"].projects, seen.medians["项目"].points) == (1, Decimal("75.0"))


def test_what_other_rules_counted_is_not_compared_with(texts):
    count_anew(PerformanceStatement.objects.all())
    FindingCount.objects.filter(statement=texts[1]).update(rules="")
    finance = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=texts[0].department.office)
    seen = compared(texts[0], finance)
    assert (seen.texts, seen.uncounted, seen.medians["项目"].projects) == (1, 1, 2)


def test_the_page_shows_the_arithmetic_beside_both_medians(texts):
    count_anew(PerformanceStatement.objects.all())
    client = Client()
    client.force_login(a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=texts[1].department.office))
    page = client.get(f"/statements/{texts[1].pk}/scores/").text
    assert "（可量化0/6＋有依据6/6＋放对类别6/6＋填写完整4/4）÷4＝75.0分" in page
    assert "4 个项目" in page
    assert f"/statements/{texts[1].pk}/scores/" in client.get(f"/statements/{texts[1].pk}/").text
    assert client.get(f"/statements/{texts[2].pk}/scores/").status_code == 404


def test_more_texts_cost_no_more_queries(texts):
    finance = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=texts[0].department.office)
    seen = review_for(texts[0], finance)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            office_scores(texts[0], seen, finance)
        return len(asked)

    before = queries()
    a_text(texts[0].department.office, "407", WORDY)
    assert queries() == before


def test_the_interface_says_what_the_page_says(texts):
    count_anew(PerformanceStatement.objects.all())
    finance = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=texts[0].department.office)
    client = Client()
    client.force_login(finance)
    answer = client.get(f"/api/v1/statements/{texts[1].pk}/findings/scores/")
    wanted = compared(texts[1], finance)
    said = answer.json()
    assert (said["texts"], said["uncounted"]) == (2, 0)
    assert [
        (one["name"], one["arithmetic"], Decimal(one["points"]), Decimal(one["median"]))
        for one in said["scores"]
    ] == [(one.name, one.arithmetic, one.points, one.median) for one in wanted.scores]
    assert {(one["office"]["points"], one["office"]["projects"]) for one in said["scores"]} == {("100.0", 4)}
    page = client.get(f"/statements/{texts[1].pk}/scores/").content.decode()
    assert all(one["arithmetic"] in page for one in said["scores"])
    assert client.get(f"/api/v1/statements/{texts[2].pk}/findings/scores/").status_code == 404

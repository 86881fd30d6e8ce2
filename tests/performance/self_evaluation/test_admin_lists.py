"""The lists of self-evaluation in admin: cards, what each line got, what was decided; of one's own office alone."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import TrailEntry
from performance.models import ResultUse, ScoredLine, SelfEvaluation
from performance.self_evaluation.transitions import perform
from performance.self_evaluation.uses import Decided, decide
from tests.performance.lists import taken_out
from tests.performance.self_evaluation.years import an_open_year

LISTS = {model._meta.model_name: model for model in (SelfEvaluation, ScoredLine, ResultUse)}


def graded(year):
    card = year.finished()
    for action, by in (
        ("submit", year.filler),
        ("pass", year.department_reviewer),
        ("grade", year.section),
    ):
        perform(card, action, by=by, expected_version=card.version)
        card.refresh_from_db()
    decide(card, Decided("compress", percent="20", reason="人数没有达到"), by=year.performance)
    return card


@pytest.fixture
def keeper(client, year):
    client.force_login(year.performance)
    return client


@pytest.mark.parametrize("model", LISTS)
def test_a_list_is_taken_out_of_ones_own_office_and_told(keeper, year, model):
    graded(year)
    graded(an_open_year())
    rows = taken_out(keeper, model)
    assert len(rows) == LISTS[model].objects.visible_to(year.performance).count() > 0
    assert {(row["部门编码"], row["预算年度"]) for row in rows} == {(year.department.code, "2025")}
    assert TrailEntry.objects.latest("pk").details == f"{len(rows)}条，xlsx"


def test_what_is_taken_out_says_what_the_pages_say(keeper, year):
    card = graded(year)
    [told] = [row for row in taken_out(keeper, "selfevaluation") if row["单位编码"] == year.unit.code]
    assert told["评分方案"].startswith("全国")
    assert (told["状态"], told["自评等级"], told["复核等级"]) == ("自评已评定", card.grade, card.final_grade)
    assert Decimal(told["自评得分"]) == card.total
    [use] = taken_out(keeper, "resultuse")
    assert (use["决定"], Decimal(use["决定的预算（万元）"]), use["理由"]) == ("压缩", 10, "人数没有达到")
    lines = taken_out(keeper, "scoredline")
    assert sum(Decimal(line["得分"]) for line in lines if line["得分"]) == card.total


def test_a_longer_list_asks_no_more(keeper, year):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            taken_out(keeper, "scoredline")
        return len(queries)

    card = graded(year)
    asked()
    few = asked()
    line = card.lines.first()
    ScoredLine.objects.bulk_create(
        ScoredLine(evaluation=card, position=100 + n, name=f"另{n}", points=line.points) for n in range(20)
    )
    assert asked() == few

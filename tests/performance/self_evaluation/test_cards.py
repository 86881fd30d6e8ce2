"""Cards follow the approved text, keep what is typed, and say what is still owed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.models import Action, EvaluationState, Revision, SelfEvaluation, StatementState
from performance.models import PerformanceStatement as Statement
from performance.self_evaluation.findings import findings_of
from performance.self_evaluation.services import card_of, open_cards, save_card
from performance.self_evaluation.timetables import save_timetable
from performance.self_evaluation.transitions import perform
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Overtaken, Refused
from performance.written.rows import LONGEST
from projects.models import BudgetProject
from tests.performance.self_evaluation.cards import done
from tests.performance.self_evaluation.years import an_open_year, approve


def test_each_project_of_the_approved_text_has_a_card_with_the_approved_money(year):
    made, left_out = open_cards(year.statement, by=year.department_reviewer)
    assert (made, left_out) == (2, [])
    assert open_cards(year.statement, by=year.department_reviewer) == (0, [])
    card = card_of(year.statement.evaluations.get(unit=year.unit))
    assert [row.opening for row in card.content.funds] == ["12.50", "12.50", "", "0.00"]
    assert [row.name for row in card.content.results][:2] == ["科普活动场次", "活动成本"]
    assert card.sheet.total is None


def test_a_finished_card_has_its_total_and_grade(year):
    card = year.finished()
    assert (card.total, card.grade, card.version) == (Decimal("94.00"), "优", 2)
    found = card_of(card)
    assert findings_of(found) == ()
    assert found.sheet.indicators[2].words == "120000 ÷ 150000 = 80 %，得 24 分"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"conclusion": " "}, "请填写评价结论。"),
        ({"goal_result": ""}, "请填写年度总体目标完成情况。"),
        ({"execution_entered": "8分"}, "预算执行率的得分“8分”不是可以读懂的数。请只写数字。"),
        (
            {"execution_entered": "11"},
            "预算执行率：得分 11 不在 0—10 分之间。请填写完成值，或由评分人录入得分。",
        ),
    ],
)
def test_what_is_missing_or_cannot_be_read_is_kept_and_named(year, change, sentence):
    row = year.made()
    card = save_card(row, replace(done(card_of(row)), **change), by=year.filler, expected_version=1)
    assert sentence in [finding.sentence for finding in findings_of(card)]
    assert card_of(row).content == card.content


def test_what_is_found_is_said_of_its_field(year):
    card = card_of(year.made())
    content = done(card)
    bare = replace(content.results[2], reason="", measure=" ", entered="23")
    funds = (replace(content.funds[0], spent="12"), *content.funds[1:])
    results = (*content.results[:2], bare, content.results[3])
    found = findings_of(replace(card, content=replace(content, results=results, funds=funds)))
    assert {(one.rule.code, one.remark.field) for one in found} == {
        ("SE4", "result-2-score_reason"),
        ("SE5", "result-2-reason"),
        ("SE5", "result-2-measure"),
        ("SE24", "fund-total-spent"),
    }


def test_a_save_that_others_overtook_changes_nothing(year):
    row = year.finished()
    with pytest.raises(Overtaken):
        save_card(row, done(card_of(row), conclusion="另一句"), by=year.filler, expected_version=1)
    assert row.versions.count() == 1


def test_the_same_again_is_no_new_version_and_each_change_is_one(year):
    row = year.finished()
    save_card(row, card_of(row).content, by=year.filler, expected_version=2)
    assert row.versions.count() == 1
    save_card(row, replace(card_of(row).content, problems="场地少"), by=year.filler, expected_version=2)
    assert [version.content["problems"] for version in row.versions.all()] == [
        "场地少",
        "暴雨停办，参加人次没有达到。",
    ]


def test_too_long_a_text_is_refused_whole(year):
    row = year.made()
    with pytest.raises(Refused, match="最多2000字"):
        save_card(row, done(card_of(row), problems="长" * (LONGEST + 1)), by=year.filler, expected_version=1)
    assert not row.versions.exists()


@pytest.mark.parametrize("who", ["neighbour", "department_reviewer", "section", "stranger"])
def test_nobody_else_writes_the_card_of_a_unit(year, who):
    row = year.made()
    with pytest.raises(Refused, match="不由您填报"):
        save_card(row, done(card_of(row)), by=getattr(year, who), expected_version=1)


def test_nothing_is_made_or_saved_outside_the_timetable(year):
    row = year.made()
    year.timetable.closes = year.timetable.opens + timedelta(days=1)
    year.timetable.save()
    with pytest.raises(Refused, match="今天不能填报和报送"):
        save_card(row, done(card_of(row)), by=year.filler, expected_version=1)
    with pytest.raises(Refused, match="今天不能填报和报送"):
        open_cards(year.statement, by=year.department_reviewer)
    year.timetable.delete()
    with pytest.raises(Refused, match="还没有安排2025年的自评日程"):
        open_cards(year.statement, by=year.department_reviewer)


@pytest.mark.parametrize("who", ["filler", "stranger"])
def test_cards_are_made_by_those_who_have_the_whole_text(year, who):
    with pytest.raises(Refused, match="由部门审核人或财政局审核人建立"):
        open_cards(year.statement, by=getattr(year, who))


def adjusted(year, value):
    """The text is approved anew with another target for the first indicator, and its cards follow it."""
    Statement.objects.filter(pk=year.statement.pk).update(state=StatementState.ADJUSTING)
    BudgetProject.objects.update(locked=False)
    year.statement.refresh_from_db()
    content = statement_content(year.statement)
    own = next(n for n, project in enumerate(content.projects) if project.unit_code == year.unit.code)
    project = content.projects[own]
    other = replace(project.indicators[0], value=value)
    project = replace(project, indicators=(other, *project.indicators[1:]))
    projects = tuple(project if n == own else each for n, each in enumerate(content.projects))
    save_content(replace(content, projects=projects), department=year.department, year=2025)
    approve(year.statement, year.performance)
    assert open_cards(year.statement, by=year.department_reviewer)[0] == 2


def test_an_adjusted_target_is_followed_and_the_old_one_shown(year):
    row = year.finished()
    adjusted(year, "≥6次")
    assert card_of(row).promised.content.indicators[0].target == "≥8次"
    row.refresh_from_db()
    found = card_of(row)
    assert found.promised.content.indicators[0].target == "≥6次"
    assert found.promised.earlier == {0: "≥8次"}
    assert found.content.results[0].value == "9次"


def test_a_score_by_targets_that_hold_no_more_is_none(year):
    row = year.finished()
    before = row.total
    adjusted(year, "≥18次")
    row.refresh_from_db()
    assert (row.total, row.grade) == (None, "")
    sheet = card_of(row).sheet
    assert sheet.total < before
    versions = row.versions.count()
    save_card(row, card_of(row).content, by=year.filler, expected_version=row.version)
    row.refresh_from_db()
    assert (row.total, row.grade) == (sheet.total, sheet.grade)
    assert row.versions.count() == versions


def test_what_is_handed_in_is_scored_by_the_targets_that_hold(year):
    row = year.finished()
    adjusted(year, "≥9次")
    row.refresh_from_db()
    event = perform(row, Action.SUBMIT, by=year.filler, expected_version=row.version)
    row.refresh_from_db()
    assert event.total == row.total == card_of(row).sheet.total is not None


def test_a_card_that_was_handed_in_stays_with_its_text(year):
    row = year.finished()
    SelfEvaluation.objects.filter(pk=row.pk).update(state=EvaluationState.FINANCE)
    approve(year.statement, year.performance)
    assert open_cards(year.statement, by=year.department_reviewer) == (0, [])


def test_no_card_is_written_by_an_approval_that_was_taken_back(year):
    card = year.made()
    Statement.objects.update(approved_revision=None)
    with pytest.raises(Refused, match="批复已经撤回"):
        save_card(card, done(card_of(card)), by=year.filler, expected_version=card.version)
    approve(year.statement, year.performance)
    save_card(card, done(card_of(card)), by=year.filler, expected_version=card.version)


def test_a_project_that_is_no_longer_there_is_named(year):
    BudgetProject.objects.update(locked=False)
    gone = year.statement.projects.exclude(unit=year.unit).get()
    gone.delete()
    assert open_cards(year.statement, by=year.department_reviewer) == (1, [gone.name])


def test_the_scheme_stays_once_there_are_cards(year):
    dates = {"opens": year.timetable.opens, "closes": year.timetable.closes, "by": year.performance}
    office = year.department.office
    save_timetable(office, 2025, scheme="hubei", **dates)
    year.made()
    with pytest.raises(Refused, match="已有2张自评表按“湖北”建立"):
        save_timetable(office, 2025, scheme="national-2020", **dates)
    save_timetable(office, 2025, scheme="hubei", **{**dates, "closes": dates["closes"] + timedelta(days=1)})


@pytest.mark.parametrize("who", ["section", "department_reviewer", "filler", "stranger"])
def test_the_timetable_is_kept_by_its_keepers(year, who):
    with pytest.raises(Refused, match="由该局系统管理员或财政绩效科审核人安排"):
        save_timetable(
            year.department.office,
            2025,
            opens=year.timetable.opens,
            closes=year.timetable.closes,
            scheme="hubei",
            by=getattr(year, who),
        )


def test_who_sees_which_card(year):
    own = year.made()
    others = year.statement.evaluations.exclude(pk=own.pk).get()
    assert set(SelfEvaluation.objects.visible_to(year.filler)) == {own}
    assert set(SelfEvaluation.objects.visible_to(year.neighbour)) == {others}
    assert set(SelfEvaluation.objects.visible_to(year.stranger)) == set()
    for whole in (year.department_reviewer, year.section, year.performance):
        assert set(SelfEvaluation.objects.visible_to(whole)) == {own, others}


def approved_anew(statement):
    """The same words as another approved text."""
    statement.refresh_from_db()
    first = statement.approved_revision
    said = {"content": first.content, "project_keys": first.project_keys}
    later = Revision.objects.create(statement=statement, number=first.number + 1, **said)
    Statement.objects.filter(pk=statement.pk).update(approved_revision=later)


@pytest.mark.django_db
def test_making_and_leading_cards_asks_no_more_where_there_are_more_projects():
    asked = []
    for projects in (2, 6):
        year = an_open_year(projects=projects)
        for made in (projects, projects):
            with CaptureQueriesContext(connection) as queries:
                assert open_cards(year.statement, by=year.department_reviewer)[0] == made
            asked.append(len(queries))
            approved_anew(year.statement)
    assert asked[:2] == asked[2:]

"""A grade is used in the next budget: decided by finance alone, and shown beside the target of the next year."""

from decimal import Decimal

import pytest
from django.urls import reverse

from departments.trail.entry import TrailEntry
from performance.models import Action, Notice, ResultUse, SelfEvaluation
from performance.self_evaluation.transitions import perform
from performance.self_evaluation.uses import Decided, decide, results_before
from performance.steps.refusals import Overtaken, Refused
from tests.factories import a_content, a_project_content, a_statement


@pytest.fixture
def graded(year):
    card = year.finished()
    for action, by in (
        (Action.SUBMIT, year.filler),
        (Action.PASS, year.department_reviewer),
        (Action.GRADE, year.section),
    ):
        perform(card, action, by=by, expected_version=card.version)
        card.refresh_from_db()
    return card


@pytest.mark.parametrize(
    ("decided", "after"),
    [
        (Decided("compress", percent="20", reason="人数没有达到"), Decimal(10)),
        (Decided("cancel", reason="并入文化节"), Decimal(0)),
        (Decided("keep", amount_after="12"), Decimal(12)),
        (Decided("prefer"), None),
        (Decided("suspend", reason="等待审计"), None),
    ],
)
def test_what_is_decided_is_kept_with_its_amounts_and_told(year, graded, decided, after):
    use = decide(graded, decided, by=year.performance)
    assert (use.amount_before, use.amount_after, use.number) == (Decimal("12.5"), after, 1)
    assert f"结果应用：{use}" in TrailEntry.objects.first().details
    assert str(use) in Notice.objects.filter(recipient=year.filler).first().text


@pytest.mark.parametrize(
    "decided",
    [
        Decided(""),
        Decided("compress", percent="20"),
        Decided("compress", percent="100", reason="少"),
        Decided("compress", percent="", reason="少"),
        Decided("keep", percent="5"),
        Decided("cancel", amount_after="3", reason="少"),
        Decided("keep", amount_after="十万"),
    ],
)
def test_what_makes_no_sense_is_refused(year, graded, decided):
    with pytest.raises(Refused):
        decide(graded, decided, by=year.performance)
    assert not ResultUse.objects.exists()


@pytest.mark.parametrize("who", ["filler", "department_reviewer", "stranger"])
def test_finance_alone_decides_and_only_of_what_is_graded(year, graded, who):
    with pytest.raises(Refused, match="由财政局审核人"):
        decide(graded, Decided("keep"), by=getattr(year, who))
    perform(graded, Action.REVOKE, by=year.section, expected_version=graded.version, reason="有误")
    with pytest.raises(Refused, match="评定之后"):
        decide(graded, Decided("keep"), by=year.section)


def test_nobody_decides_over_what_they_have_not_seen(year, graded):
    decide(graded, Decided("keep"), by=year.section)
    with pytest.raises(Overtaken, match="他人已决定“保障”"):
        decide(graded, Decided("prefer"), by=year.performance)
    decide(graded, Decided("prefer", seen=1), by=year.performance)
    assert [str(use) for use in ResultUse.objects.in_force()] == ["优先保障"]


def test_a_revoked_grade_takes_its_decision_with_it(year, graded):
    decide(graded, Decided("keep"), by=year.section)
    perform(graded, Action.REVOKE, by=year.section, expected_version=graded.version, reason="有误")
    assert not ResultUse.objects.in_force().exists()
    graded.refresh_from_db()
    perform(
        graded, Action.GRADE, by=year.section, expected_version=graded.version, points="70", reason="佐证少"
    )
    assert not ResultUse.objects.in_force().exists()


def test_the_result_stands_beside_next_years_target(client, year, graded):
    decide(graded, Decided("compress", percent="20", reason="人数没有达到"), by=year.section)
    same = a_project_content(year.unit, name=graded.label, code="")
    text = a_statement(year.department, content=a_content(year.department, projects=(same,)), year=2026)
    project = text.projects.get()
    (result,) = results_before([project], 2026, year.filler)[project]
    assert (result.evaluation, str(result.use)) == (graded, "压缩20 %")
    assert result.doubt == f"按名称对应，编码不同（当年为{graded.code}）"
    assert results_before([project], 2026, year.neighbour) == {}
    client.force_login(year.filler)
    page = client.get(reverse("entry_project", args=[text.pk, project.pk])).content.decode()
    assert "压缩20 %，预算 12.50 万元 → 10.00 万元：人数没有达到" in page
    client.force_login(year.section)
    desk = client.get(reverse("review_desk", args=[text.pk])).content.decode()
    assert "1 个项目的往年自评结果" in desk
    assert "压缩20 %，预算 12.50 万元 → 10.00 万元：人数没有达到" in desk


def test_the_results_of_many_projects_are_found_in_as_many_questions_as_of_one(
    year, graded, django_assert_num_queries
):
    projects = tuple(
        a_project_content(year.unit, name=name, code="") for name in (graded.label, "另一个", "第三个")
    )
    text = a_statement(year.department, content=a_content(year.department, projects=projects), year=2026)
    rows = list(text.projects.all())
    year.section.is_superuser = True  # then what is seen asks nothing itself
    with django_assert_num_queries(2):
        found = results_before(rows, 2026, year.section)
    assert [project.name for project in found] == [graded.label]


def test_of_two_projects_of_one_name_nobody_says_which_it_was(year, graded):
    twin = SelfEvaluation.objects.get(pk=graded.pk)
    twin.pk, twin.project, twin.code = None, None, "另一个编码"
    twin.save()
    same = a_project_content(year.unit, name=graded.label, code="")
    text = a_statement(year.department, content=a_content(year.department, projects=(same,)), year=2026)
    (named,) = results_before([text.projects.get()], 2026, year.filler).values()
    assert [one.doubt for one in named] == ["当年有2个名称相同的项目，不能确定是哪一个"] * 2
    text.projects.update(code=graded.code)
    ((known,),) = results_before([text.projects.get()], 2026, year.filler).values()
    assert (known.evaluation, known.doubt) == (graded, "")


def test_the_page_keeps_what_was_typed_when_it_is_refused(client, year, graded):
    client.force_login(year.section)
    address = reverse("evaluation_use", args=[graded.pk])
    answer = client.post(address, {"decision": "compress", "percent": "15", "seen": "0"})
    assert (answer.status_code, 'value="15"' in answer.content.decode()) == (409, True)
    page = client.post(
        address, {"decision": "compress", "percent": "15", "reason": "少办一场", "seen": "0"}, follow=True
    )
    assert "已决定“压缩15 %”" in page.content.decode()

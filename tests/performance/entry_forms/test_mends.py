"""Cures of a stored text: offered to whoever may write there, done as one save that can be undone, told to the trail."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.differences.opened import OpenedKind
from performance.entry_forms.mending import mend, mendable
from performance.findings.judgement import judge
from performance.models import EarlierText, StatementState, UnitState
from performance.review import Severity
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Overtaken, Refused
from tests.factories import a_content, a_member, a_project_content, a_statement, an_indicator
from tests.performance.workflow.test_applications import project_part

pytestmark = pytest.mark.django_db
BARE = an_indicator(
    level2="质量指标", name="科普培训合格率", value="≥90", description="合格人数占参训人数的比例"
)


@pytest.fixture
def faulty(department):
    """A rate without its percent sign in a project of each of two units."""
    own = [
        a_project_content(unit, name=name, indicators=(*a_project_content(unit).indicators, BARE))
        for unit, name in zip(department.units.all(), ("甲项目", "乙项目"), strict=True)
    ]
    return a_statement(department, content=a_content(department, projects=tuple(own)))


@pytest.fixture
def filler(faulty):
    return a_member(Role.FILLER, faulty.department.units.first())


@pytest.fixture
def reviewer(faulty):
    return a_member(Role.DEPARTMENT_REVIEWER, faulty.department)


def rates(statement):
    return [
        row.value
        for one in statement_content(statement).projects
        for row in one.indicators
        if row.name == BARE.name
    ]


def of_rates(statement, user):
    return {
        each.finding.fingerprint: 0
        for kind in mendable(statement, user, judge(statement))
        for each in kind.found
        if each.finding.code == "B5"
    }


def test_each_is_offered_what_is_theirs_to_write(faulty, filler, reviewer):
    assert (len(of_rates(faulty, filler)), len(of_rates(faulty, reviewer))) == (1, 2)
    assert (
        mendable(faulty, a_member(Role.FINANCE_SECTION_REVIEWER, at=faulty.department.office), judge(faulty))
        == []
    )
    type(faulty).objects.filter(pk=faulty.pk).update(state=StatementState.FIRST_REVIEW)
    faulty.refresh_from_db()
    assert mendable(faulty, reviewer, judge(faulty)) == []


def test_what_was_chosen_is_done_and_nothing_else(faulty, filler):
    before = statement_content(faulty)
    assert mend(faulty, of_rates(faulty, filler), by=filler, version=faulty.version) == 1
    assert rates(faulty) == ["≥90%", "≥90"]
    first = before.projects[0]
    cured = replace(first, indicators=(*first.indicators[:-1], replace(first.indicators[-1], value="≥90%")))
    assert statement_content(faulty) == replace(before, projects=(cured, *before.projects[1:]))
    assert "直接改正 1 处：B5 1处" in TrailEntry.objects.filter(action="edit").latest("number").details
    assert EarlierText.objects.filter(statement=faulty, note__contains="直接改正").exists()


def test_what_has_changed_meanwhile_is_refused_whole(faulty, reviewer):
    chosen = of_rates(faulty, reviewer)
    with pytest.raises(Overtaken, match="又有改动"):
        mend(faulty, chosen, by=reviewer, version=faulty.version - 1)
    with pytest.raises(Overtaken):
        mend(faulty, {**chosen, "of nothing": 0}, by=reviewer, version=faulty.version)
    with pytest.raises(Overtaken):
        mend(faulty, dict.fromkeys(chosen, 7), by=reviewer, version=faulty.version)
    with pytest.raises(Refused, match="请选择"):
        mend(faulty, {}, by=reviewer, version=faulty.version)
    assert rates(faulty) == ["≥90", "≥90"]


def test_nobody_mends_what_is_not_theirs(faulty, filler, reviewer):
    with pytest.raises(Overtaken):
        mend(faulty, of_rates(faulty, reviewer), by=filler, version=faulty.version)
    assert rates(faulty) == ["≥90", "≥90"]


def test_the_page_shows_before_and_after_and_mends_a_kind_at_once(client, faulty, reviewer):
    client.force_login(reviewer)
    address = reverse("entry_mends", args=[faulty.pk])
    assert address in client.get(reverse("entry_check", args=[faulty.pk])).text
    page = client.get(address).text
    assert "<del>≥90</del> → <ins>≥90%</ins>" in page
    answer = client.post(address, {"kind": "B5", "version": faulty.version}, follow=True)
    assert "已改正 2 处" in answer.text
    act = EarlierText.objects.filter(statement=faulty).latest("pk")
    undo = reverse("history_undo", args=[faulty.pk, act.pk])
    assert f'<a href="{undo}">撤销这一次</a>' in answer.text
    assert rates(faulty) == ["≥90%", "≥90%"]
    client.post(undo)
    assert rates(faulty) == ["≥90", "≥90"]


@pytest.mark.parametrize("said", [{}, {"kind": "Z9"}, {"mend": "x"}, {"mend": "x:0"}, {"mend": "x:-1"}])
def test_what_names_nothing_mends_nothing(client, faulty, reviewer, said):
    client.force_login(reviewer)
    client.post(reverse("entry_mends", args=[faulty.pk]), {"version": faulty.version, **said})
    assert rates(faulty) == ["≥90", "≥90"]


def test_an_open_form_is_told_what_it_shows_anew_or_why_nothing_was_mended(client, faulty, filler):
    client.force_login(filler)
    project = faulty.projects.get(name="甲项目")
    form = reverse("entry_project", args=[faulty.pk, project.pk])
    (mark,) = of_rates(faulty, filler)
    assert f'data-finding="{mark}"' in client.get(form).text
    sent = {"mend": f"{mark}:0", "version": faulty.version}
    told = client.post(f"{form}mends/", sent).json()
    (group,) = told["merged"]["groups"].values()
    assert (told["mended"], told["version"], group[-1]["value"]) == (1, faulty.version + 1, "≥90%")
    assert not told["merged"]["texts"]
    assert mark not in json.dumps(told["findings"])
    again = client.post(f"{form}mends/", sent)
    assert again.status_code == 409
    assert "又有改动" in again.json()["refused"]


def test_a_form_that_is_only_read_offers_nothing(client, faulty, reviewer):
    type(faulty).objects.filter(pk=faulty.pk).update(state=StatementState.FIRST_REVIEW)
    client.force_login(reviewer)
    form = reverse("entry_project", args=[faulty.pk, faulty.projects.first().pk])
    assert "data-ways" not in client.get(form).text


@pytest.mark.parametrize(
    ("kind", "offered"), [(OpenedKind.PROJECT_MONEY, []), (OpenedKind.PROJECT_INDICATORS, ["B5"])]
)
def test_what_an_adjustment_has_not_opened_offers_no_cure(client, cast, kind, offered):
    content = statement_content(cast.statement)
    own = content.projects[0]
    content = replace(content, projects=(replace(own, indicators=(*own.indicators, BARE)),))
    save_content(content, department=cast.department, year=2026, by=cast.chief)
    cast.put(statement=StatementState.APPROVED, units=UnitState.PASSED).approved()
    cast.adjust(project_part(cast, kind))
    kinds = mendable(cast.statement, cast.filler, judge(cast.statement))
    assert [one.first.code for one in kinds if one.first.code == "B5"] == offered
    client.force_login(cast.filler)
    checked = client.get(reverse("entry_check", args=[cast.statement_pk])).text
    assert ("直接改正" in checked) is bool(kinds)
    project = cast.statement.projects.get()
    page = client.get(reverse("entry_project", args=[cast.statement_pk, project.pk])).text
    assert ('data-code="B5"' in page) is bool(offered)


def test_the_interface_offers_and_mends_the_same(client, faulty, reviewer):
    client.force_login(reviewer)
    address = f"/api/v1/statements/{faulty.pk}/mends/"
    offered = client.get(address)
    chosen = {one["fingerprint"]: 0 for one in offered.json() if one["code"] == "B5"}
    assert len(chosen) == 2
    sent = {"data": {"mends": chosen}, "content_type": "application/json"}
    assert client.post(address, **sent).status_code == 428
    answer = client.post(address, **sent, headers={"If-Match": offered["ETag"]})
    assert answer.json() == {"mended": 2, "version": faulty.version + 1}
    assert rates(faulty) == ["≥90%", "≥90%"]
    assert client.post(address, **sent, headers={"If-Match": offered["ETag"]}).status_code == 412


def test_the_check_tells_hints_apart_from_what_has_to_be_done(client, faulty, reviewer):
    kinds = mendable(faulty, reviewer, judge(faulty))
    hints = [each.finding.severity is Severity.HINT for kind in kinds for each in kind.found]
    client.force_login(reviewer)
    page = client.get(reverse("entry_check", args=[faulty.pk]))
    told = (page.context["mendable"], page.context["mendable_hints"])
    assert told == (hints.count(False), hints.count(True))
    assert f"其中 {hints.count(False)} 处" in page.text

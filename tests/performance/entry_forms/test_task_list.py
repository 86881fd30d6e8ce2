"""How far each form has come, and what the money adds up to."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.permissions.roles import Role
from indicators.models import Indicator
from performance.comments.anchors import WHOLE, Spot
from performance.comments.services import add_comment, resolve
from performance.content.model import FundingLine, FundingSide, ProjectContent
from performance.entry_forms.task_list import TaskState, task_list
from performance.findings.judgement import judge
from performance.findings.waivers import answer_findings
from performance.models import Anchor
from performance.review import Severity
from tests.factories import a_content, a_member, a_statement, an_indicator
from tests.performance.review.sound_hebei import HEBEI, row

pytestmark = pytest.mark.django_db


def states(department, project, **kwargs):
    unit = department.units.first()
    project = replace(project, unit_code=unit.code, unit_name=unit.name)
    statement = a_statement(department, content=a_content(department, projects=(project,), **kwargs))
    tasks = task_list(statement, a_member(Role.DEPARTMENT_REVIEWER, department))
    return statement, tasks, tasks.units[0].projects[0]


SOUND = HEBEI.projects[0]


@pytest.mark.parametrize(
    ("project", "state"),
    [
        (ProjectContent(code=SOUND.code, name="新项目"), TaskState.UNTOUCHED),
        (replace(SOUND, indicators=()), TaskState.IN_PROGRESS),
        (replace(SOUND, other_funds=Decimal(99)), TaskState.FAULTY),
    ],
    ids=lambda case: str(case) if isinstance(case, TaskState) else "",
)
def test_a_project_is_as_far_as_it_is(department, project, state):
    _, _, task = states(department, project)
    assert task.state == state


def test_counts_are_of_what_nobody_has_answered(department):
    vague = an_indicator(name="科普效果", value="持续提升")
    statement, _, task = states(department, replace(SOUND, indicators=(*SOUND.indicators, vague)))
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, department)
    judgement = judge(statement)
    own = [f for f in judgement.findings if judgement.unit_of(f) and f.severity.value == "warning"]
    assert task.warnings == len(own) > 0
    answer_findings(statement, [own[0].fingerprint], by=reviewer, reason="已核实")
    assert task_list(statement, reviewer).units[0].projects[0].warnings == len(own) - 1


def test_the_projects_are_held_against_the_departments_own_line(department):
    funding = (FundingLine(FundingSide.EXPENDITURE, "项目支出", Decimal(10)),)
    _, tasks, task = states(department, SOUND, funding=funding)
    (money,) = tasks.money
    assert tasks.total == money.projects == task.amount == SOUND.budget
    assert money.difference == SOUND.budget - 10


@pytest.mark.parametrize("printed", ["特定目标类", "特定目标类其他项目"])
def test_projects_of_a_class_are_held_against_the_line_of_that_class(department, printed):
    lines = (("人员类项目支出", "338.25"), ("运转类项目支出", "6"), ("特定目标类项目支出", "219"))
    funding = tuple(FundingLine(FundingSide.EXPENDITURE, item, Decimal(amount)) for item, amount in lines)
    _, tasks, _ = states(department, replace(SOUND, project_class=printed), funding=funding)
    (money,) = tasks.money
    assert (money.item, money.department) == ("特定目标类项目支出", Decimal(219))


def test_projects_of_no_named_class_are_held_against_no_line_of_a_class(department):
    funding = (FundingLine(FundingSide.EXPENDITURE, "人员类项目支出", Decimal(338)),)
    _, tasks, _ = states(department, replace(SOUND, project_class=""), funding=funding)
    assert tasks.money == []


def test_money_that_nobody_named_is_unknown_and_not_zero(department):
    _, tasks, _ = states(department, replace(SOUND, budget=None, annual_budget=None))
    assert tasks.total is None


def test_a_filler_is_told_of_the_own_unit_only(client, filled, filler):
    client.force_login(filler)
    page = client.get(reverse("entry", args=[filled.pk])).text
    assert "本单位项目" in page
    assert "他单位项目" not in page
    assert "只列出您有权查看的预算单位" in page


def test_the_check_shows_answers_findings_and_what_stands_in_the_way(client, filled, filler, project):
    client.force_login(filler)
    page = client.get(reverse("entry_check", args=[filled.pk]), {"form": project.pk}).text
    assert "用于开展科普活动。" in page
    assert "他单位项目" not in page
    assert reverse("entry_project", args=[filled.pk, project.pk]) + "#f-budget" in page
    assert f"报送部门：{project.unit}" in page
    assert "目前不能办理" in page


def test_what_has_nothing_in_its_way_is_sent_from_the_check(client, department):
    unit = department.units.first()
    projects = tuple(replace(project, unit_code=unit.code, unit_name=unit.name) for project in HEBEI.projects)
    content = replace(
        HEBEI, projects=projects, department_code=department.code, department_name=department.name
    )
    statement = a_statement(department, content=content)
    client.force_login(a_member(Role.FILLER, unit))
    (sending,) = client.get(reverse("entry_check", args=[statement.pk])).context["sendings"]
    assert sending.offer.obstacles == ()
    sent = {"version": sending.version, "key": sending.offer.key}
    client.post(reverse("unit_step", args=[statement.pk, unit.pk, "submit"]), sent)
    assert statement.submissions.get(unit=unit).state == "submitted"


def test_what_one_rule_finds_in_many_places_is_explained_at_once(client, department):
    """A description that copies the name is one kind, wherever it stands."""
    rates = [row("产出指标", "质量指标", name, "≥95%", name, "计划") for name in ("讲稿合格率", "设备完好率")]
    statement, _, _ = states(department, replace(SOUND, indicators=(*SOUND.indicators, *rates)))
    client.force_login(a_member(Role.FILLER, department.units.first()))
    address = reverse("entry_check", args=[statement.pk])
    kind = next(kind for kind in client.get(address).context["text"].asking if len(kind.waiting) == 2)
    project = statement.projects.get()
    field = reverse("entry_project", args=[statement.pk, project.pk]) + "#f-indicators-"
    assert all(spot.address.startswith(field) for spot in kind.spots)
    chosen = [spot.finding.fingerprint for spot in kind.waiting]
    said = {"finding": chosen, "reason": "名称就是计算口径", "from": "check"}
    assert client.post(reverse("answer_findings", args=[statement.pk]), said).url == address
    (explained,) = client.get(address).context["text"].explained
    assert {spot.finding.fingerprint for spot in explained.spots} == set(chosen)


def test_what_blocks_stands_first_and_what_passes_is_folded(client, department):
    unit = department.units.first()
    sound = replace(SOUND, unit_code=unit.code, unit_name=unit.name)
    faulty = replace(sound, code="13020026P000000000099", name="另一项目", budget=None, annual_budget=None)
    statement = a_statement(department, content=a_content(department, projects=(sound, faulty)))
    client.force_login(a_member(Role.FILLER, unit))
    text = client.get(reverse("entry_check", args=[statement.pk])).context["text"]
    severities = [kind.first.severity for kind in text.asking]
    assert severities[0] is Severity.ERROR
    assert severities == sorted(severities, key=list(Severity).index)
    assert faulty.name in text.waiting[-1].title
    assert {form.key for form in (*text.waiting, *text.passed)} == {form.key for form in text.forms}
    assert all(form.answers is None for form in text.forms)


def test_the_check_asks_as_much_of_a_long_text_as_of_a_short_one(client, department):
    """Findings that differ in number, and the same questions."""
    asked = []
    for year, projects in ((2026, 2), (2027, 9)):
        statement = a_statement(department, year=year, projects=projects)
        client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
        address = reverse("entry_check", args=[statement.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_reason_is_asked_for_and_shown(client, filled, reviewer):
    client.force_login(reviewer)
    address = reverse("entry_check", args=[filled.pk])
    kind = client.get(address).context["text"].asking[-1]
    chosen = kind.waiting[0].finding.fingerprint
    client.post(reverse("answer_findings", args=[filled.pk]), {"finding": chosen, "reason": "已与财政局核实"})
    assert "已说明：已与财政局核实（审核人乙）" in client.get(address).text


def test_comments_that_wait_are_counted_where_they_hang(department, client):
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, department)
    statement = a_statement(department, content=a_content(department, projects=2))
    first, second = statement.projects.all()
    indicator = Indicator.objects.filter(family__tree=first.tree_id).first()
    spots = (
        Spot(Anchor.PROJECT, first.pk),
        Spot(Anchor.INDICATOR, indicator.pk, "value"),
        WHOLE,
        Spot(Anchor.PROJECT, second.pk),
    )
    made = [add_comment(statement, by=reviewer, text="请说明", spot=spot) for spot in spots]
    resolve(made[-1], by=reviewer)
    tasks = task_list(statement, reviewer)
    counted = {task.project.pk: task.comments for unit in tasks.units for task in unit.projects}
    assert (counted, tasks.comments) == ({first.pk: 2, second.pk: 0}, 1)
    client.force_login(reviewer)
    page = client.get(reverse("entry", args=[statement.pk])).text
    assert "批注 2 条待答复" in page
    assert "不在项目上的批注 1 条待答复" in page

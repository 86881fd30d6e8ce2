"""The pictures of the guide: each is a page that somebody of the demo reaches, seen here, kept by ``make guide``."""

import io
import re
from urllib.parse import urlencode

import pytest
import tablib
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from departments.lists.flat_files import FlatWorkbook
from departments.models import BudgetUnit
from departments.permissions.roles import Role
from indicators.models import Indicator
from performance.findings.judgement import judge
from performance.findings.waivers import answer_findings, answered
from performance.models import Action, PerformanceStatement, UnitState
from performance.review import Severity
from performance.workflow.services import perform
from tests.conftest import REPOSITORY
from tests.factories import a_user

GUIDE = REPOSITORY / "docs" / "user-guide.md"
PICTURES = REPOSITORY / "docs" / "pictures" / "guide"
NAMED = re.findall(r"\(pictures/guide/([a-z-]+)\.png\)", GUIDE.read_text(encoding="utf-8"))
COLOURS = 64  # enough for pages of text, at a quarter of the size


@pytest.fixture
def album(request, visitors):
    """Open a page as somebody and take its picture; kept only under ``--pictures``."""

    def take(name, user, address, act=None):
        page = visitors(user).open_page()
        page.goto(address)
        if act:
            act(page)
        assert page.locator("h1").first.inner_text()
        shot = page.screenshot(animations="disabled")
        if request.config.getoption("--pictures"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS).save(
                PICTURES / f"{name}.png", optimize=True
            )
        page.close()
        taken.append(name)

    taken = []
    take.taken = taken
    return take


@pytest.fixture
def demo(settings, live_server):
    """The demo as it is loaded, with its people by role; the statement is that of the first unit."""
    settings.DEMO = True
    call_command("load_demo", stdout=io.StringIO())
    settings.DEMO = False
    return {user.username: user for user in get_user_model().objects.all()}


def under_review(statement, department, finance):
    """Sent, returned, mended and sent once more by its department; its units have passed."""
    for indicator in Indicator.objects.filter(value="≤345万元"):  # more than the budget: no reason mends that
        indicator.value = "≤344.93万元"
        indicator.save()
    statement.submissions.update(state=UnitState.PASSED)
    send(statement, department)
    step(statement, Action.RETURN, finance, reason="资金用途请按本年任务写明。")
    project = statement.projects.first()
    project.purpose = "按调整后的任务安排使用。"
    project.save()
    statement.submissions.update(state=UnitState.PASSED)
    send(statement, department)


def send(statement, department):
    waiting = answered(judge(statement).findings, statement).open_of(Severity.WARNING)
    if waiting:
        fingerprints = [finding.fingerprint for finding in waiting]
        answer_findings(statement, fingerprints, by=department, reason="已与主管科室核对，数据属实。")
    step(statement, Action.SUBMIT, department)


def step(statement, action, person, reason=""):
    statement.refresh_from_db()
    perform(statement, action, by=person, expected_version=statement.version, reason=reason)


def compared(statement):
    """The two revisions, as the page of differences is asked for them."""
    first, second = statement.revisions.filter(unit=None).order_by("number")
    return urlencode({"old": first.pk, "new": second.pk})


def upload_departments(page):
    rows = [("130200", "405", "市科学技术协会"), ("130200", "406", "市档案馆")]
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=["财政区划代码", "部门编码", "名称"]))
    page.set_input_files("input[type=file]", {"name": "部门.xlsx", "mimeType": "", "buffer": content})
    page.locator("input[type=submit], button[type=submit]").last.click()
    page.wait_for_selector("table.import-preview")


@pytest.mark.long
def test_the_guide_shows_what_people_see(album, demo):
    filler, reviewer = demo[Role.FILLER.value], demo[Role.DEPARTMENT_REVIEWER.value]
    finance = demo[Role.FINANCE_SECTION_REVIEWER.value]
    unit = BudgetUnit.objects.get(memberships__user=filler)
    statement = PerformanceStatement.objects.get(department=unit.department, fiscal_year=2026)
    project = statement.projects.filter(unit=unit).first()
    album("sign-in", None, reverse("login"))
    album("first-use", a_user(is_superuser=True), reverse("first_use"))
    keeper = demo[Role.SYSTEM_ADMINISTRATOR.value]
    album("import-preview", keeper, reverse("admin:departments_department_import"), upload_departments)
    album("task-list", filler, reverse("entry", args=[statement.pk]))
    album("project-form", filler, reverse("entry_project", args=[statement.pk, project.pk]))
    album("check", filler, reverse("entry_check", args=[statement.pk]))
    album("statement", reviewer, reverse("statement", args=[statement.pk]))
    under_review(statement, reviewer, finance)
    album("review-queue", finance, reverse("review_queue"))
    album("review", finance, reverse("review_desk", args=[statement.pk]))
    album(
        "differences",
        finance,
        f"{reverse('statement_differences', args=[statement.pk])}?{compared(statement)}",
    )
    album("packages", finance, reverse("packages"))
    album("overview", finance, reverse("overview"))
    assert sorted(album.taken) == sorted(NAMED)

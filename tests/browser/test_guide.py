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

from departments.flat_files import FlatWorkbook
from departments.models import BudgetUnit
from departments.roles import Role
from performance.models import PerformanceStatement, StatementState, UnitState
from performance.revisions import take_revision
from performance.selectors import statement_content
from tests.conftest import REPOSITORY
from tests.factories import a_user

GUIDE = REPOSITORY / "docs" / "user-guide.md"
PICTURES = REPOSITORY / "docs" / "pictures" / "guide"
NAMED = re.findall(r"\(pictures/guide/([a-z-]+)\.png\)", GUIDE.read_text(encoding="utf-8"))
COLOURS = 64  # enough for pages of text, at a quarter of the size
PATIENCE = 30_000  # milliseconds: the demo's statements are long pages


@pytest.fixture
def album(request, visitors):
    """Open a page as somebody and take its picture; kept only under ``--pictures``."""

    def take(name, user, address, act=None):
        page = visitors(user).open_page()
        page.set_default_timeout(PATIENCE)
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


def under_review(statement):
    """As it stands once its department has sent it, with a change since the revision before."""
    content = statement_content(statement)
    take_revision(statement, None, content)
    project = statement.projects.first()
    project.purpose = "按调整后的任务安排使用。"
    project.save()
    take_revision(statement, None, statement_content(statement))
    statement.submissions.update(state=UnitState.PASSED)
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=StatementState.FIRST_REVIEW)


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


def test_the_guide_shows_what_people_see(album, demo):
    filler, reviewer = demo[Role.FILLER.value], demo[Role.DEPARTMENT_REVIEWER.value]
    finance = demo[Role.FINANCE_SECTION_REVIEWER.value]
    unit = BudgetUnit.objects.get(memberships__user=filler)
    statement = PerformanceStatement.objects.get(department=unit.department)
    project = statement.projects.filter(unit=unit).first()
    album("sign-in", None, reverse("login"))
    album("first-use", a_user(is_superuser=True), reverse("first_use"))
    keeper = demo[Role.SYSTEM_ADMINISTRATOR.value]
    album("import-preview", keeper, reverse("admin:departments_department_import"), upload_departments)
    album("task-list", filler, reverse("entry", args=[statement.pk]))
    album("project-form", filler, reverse("entry_project", args=[statement.pk, project.pk]))
    album("check", filler, reverse("entry_check", args=[statement.pk]))
    album("statement", reviewer, reverse("statement", args=[statement.pk]))
    under_review(statement)
    album("review-queue", finance, reverse("admin:performance_statementunderreview_changelist"))
    album("review", finance, reverse("admin:performance_statementunderreview_change", args=[statement.pk]))
    album(
        "differences",
        finance,
        f"{reverse('statement_differences', args=[statement.pk])}?{compared(statement)}",
    )
    album("packages", finance, reverse("packages"))
    album("overview", finance, reverse("overview"))
    assert sorted(album.taken) == sorted(NAMED)

"""No page breaks a rule that a machine can check (axe-core), wide and narrow, dark, whole or with faults in it."""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from departments.accounts.sign_on.settings import OpenIDConnect
from departments.permissions.roles import Role
from performance.exchange.package import Form, write_exchange
from performance.exchange.texts import exchanged_texts
from performance.models import (
    EvaluationState,
    MonitoringReport,
    PerformanceStatement,
    PlannedPeriod,
    SelfEvaluation,
)
from performance.monitoring.transitions import perform
from performance.self_evaluation.spot_checks.drawing import AskedDraw, draw
from tests.access.test_access import address_of
from tests.access.world import build
from tests.browser.bare_grid import NAME
from tests.browser.grid_page import a_grid_page
from tests.browser.places import a_place
from tests.factories import a_member, a_statement
from tests.performance.indicator_library.standards import TRAINEES, loaded
from tests.performance.monitoring.periods import a_period
from tests.performance.monitoring.test_transitions import behind
from tests.performance.self_evaluation.years import an_open_year
from tests.trust.trial import whole

RULES = {
    "resultTypes": ["violations"],
    "preload": False,  # axe would draw imported style sheets anew, which the policy of our pages forbids
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
# What a narrow screen hides or shows; the colours, which take most of the time, are those of the wide one.
NARROW = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
COLOURS = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


PARTS = 3  # of many pages: one test of all of them would be waited for at the end of every run
shared_out = pytest.mark.parametrize("part", range(PARTS))


def faults(page, number=0):
    """Each broken rule with the elements that break it, at each width; of colours also on a dark screen.

    Pages are drawn from the same few parts: in the suite, of the ``number``-ed ones every second is asked about its
    narrow shape, and every third about its dark one; ``make test WHOLE=1`` asks all of them.
    """
    found = []
    page.evaluate(Axe().axe_script)
    for name, width, rules in (("wide", 1280, RULES), ("narrow", 390, NARROW)):
        page.set_viewport_size({"width": width, "height": 800})
        found += broken(page, name, rules) if name == "wide" or number % 2 == 0 or whole() else []
        found += [(name, "scrolls sideways")] if overflows(page) else []
    if number % 3 == 0 or whole():
        page.emulate_media(color_scheme="dark")
        found += broken(page, "dark", COLOURS)
        page.emulate_media(color_scheme="light")
    return found


def broken(page, name, rules):
    return [
        (name, rule["id"], [node["html"][:120] for node in rule["nodes"]][:3])
        for rule in page.evaluate("rules => axe.run(rules)", rules)["violations"]
    ]


def overflows(page):
    """Whether the page as a whole has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def faulty(page, addresses):
    found = {}
    for number, address in enumerate(dict.fromkeys(addresses)):
        assert page.goto(address).status == 200, address
        found[address] = faults(page, number)
    return {address: said for address, said in found.items() if said}


@shared_out
def test_every_page_of_entering_is_free_of_faults(page, sign_in, part):
    place = a_place()
    sign_in(place.reviewer)
    assert faulty(page, [*place.pages()][part::PARTS]) == {}


# Of a text under review with comments, revisions and notices; and of admin one page of each kind.
REVIEWED = (
    *("statement", "entry", "entry_check", "comment_new", "revisions", "revision", "publication"),
    *("notices", "notice_settings", "packages", "jobs", "tokens", "api_page", "import_any"),
    *("approval_letters", "approval_letter", "approval_letter_new", "approval_templates"),
)
ADMIN = {
    "index": None,
    "performance_statementunderreview_changelist": None,
    "performance_performancestatement_change": "performance.performancestatement",
    "departments_trailentry_changelist": None,
    "departments_membership_add": None,
    "departments_department_changelist": None,
    "departments_department_change": "departments.department",
    "departments_department_import": None,
    "departments_department_export": None,
    "indicators_indicatortemplate_changelist": None,
}


@shared_out
def test_every_page_of_reviewing_and_administering_is_free_of_faults(page, sign_in, part):
    with transaction.atomic():
        world = build()
    sign_in(get_user_model().objects.get(is_superuser=True))
    admin = (
        reverse(f"admin:{name}", args=[world.own.keys[key]] if key else []) for name, key in ADMIN.items()
    )
    every = [*(address_of(name, world.own) for name in REVIEWED), *admin]
    found = faulty(page, every[part::PARTS])
    sign_in(world.own.users[Role.FINANCE_SECTION_REVIEWER])
    own = ("review_sheets", "review_queue", "review_workloads", "review_desk", "deadlines", "home", "search")
    assert found | faulty(page, [address_of(name, world.own) for name in own[part::PARTS]]) == {}


def test_every_page_of_self_evaluation_is_free_of_faults(page, sign_in):
    with transaction.atomic():
        year = an_open_year()
        card = year.finished()
    own = [reverse("evaluation", args=[card.pk])]
    lists = [reverse("evaluations"), reverse("statement_evaluations", args=[year.statement.pk])]
    timetable = reverse("evaluation_timetable", args=[year.department.office_id, 2025])
    sign_in(year.filler)
    found = faulty(page, own + lists)
    with transaction.atomic():
        SelfEvaluation.objects.filter(pk=card.pk).update(state=EvaluationState.FINANCE)
        listed = draw(
            year.department.office,
            2025,
            AskedDraw("grade", grades=["优"], materials=["合同"]),
            by=year.section,
        )
    draws = [
        reverse("evaluation_draws", args=[year.department.office_id, 2025]),
        reverse("evaluation_draw", args=[listed.pk]),
        *(
            reverse("evaluation_list"),
            reverse("evaluation_lines"),
            reverse("evaluation_figures", args=[2025]),
        ),
    ]
    sign_in(year.performance)
    assert found | faulty(page, [*own, timetable, *draws]) == {}


def test_every_page_of_monitoring_is_free_of_faults(page, sign_in):
    with transaction.atomic():
        period = a_period()
        report = behind(period)
    own = [reverse("monitoring_report", args=[report.pk]), reverse("monitoring")]
    lists = [reverse(name, args=[period.task.pk]) for name in ("monitoring_task", "monitoring_alerts")]
    new = reverse("monitoring_new", args=[period.department.office_id, 2025])
    sign_in(period.filler)
    found = faulty(page, own + lists)
    with transaction.atomic():
        perform(
            report, "return", by=period.department_reviewer, expected_version=report.version, reason="补正"
        )
    found |= faulty(page, own[:1])
    with transaction.atomic():
        PlannedPeriod.objects.create(office=period.department.office, month=1)
        department = MonitoringReport.objects.get(task=period.task, unit=None)
    sign_in(period.performance)
    found |= faulty(page, [*lists, new, *own, reverse("monitoring_report", args=[department.pk])])
    page.goto(lists[0])
    page.get_by_role("checkbox", name=f"选“{report.label}”").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="监控办结…").press("Enter")
    page.get_by_role("heading", name="监控办结").wait_for()
    assert found | ({"decide": faults(page)} if faults(page) else {}) == {}


def test_every_page_of_exchange_is_free_of_faults(page, sign_in, live_server, client):
    with transaction.atomic():
        statement = a_statement()
        office = statement.department.office
        keeper = a_member(Role.PERFORMANCE_SECTION_REVIEWER, office, is_superuser=True)
        loaded(office, keeper, 2026, TRAINEES)
    client.force_login(keeper)
    package = BytesIO()
    write_exchange(exchanged_texts(PerformanceStatement.objects.all()), Form.CSV, package)
    unit = statement.projects.first().unit
    figures = f"单位编码,项目编码,项目名称,预算数（万元）\n{unit.code},P-1,项目,3\n"
    standards = (
        "指标编码,适用项目,一级指标,三级指标\nPX1,培训,产出指标,参训人次\nPX2,会议,产出指标,会议场次\n"
    )
    sent = {
        "exchange_import": ({}, SimpleUploadedFile("交换.zip", package.getvalue())),
        "budget_figures": ({"round": "first"}, SimpleUploadedFile("预算数.csv", figures.encode())),
        "standard_indicators": ({}, SimpleUploadedFile("标准指标.csv", standards.encode())),
    }
    about = {"office": office.pk, "year": 2026}
    previews = [
        client.post(reverse(name), {**about, **more, "file": file}).url for name, (more, file) in sent.items()
    ]
    lists = [reverse(name) for name in ("exchange", "webhooks", *sent)]
    shown = f"{reverse('standard_indicators')}?office={office.pk}&year=2026"
    sign_in(keeper)
    assert faulty(page, [*lists, shown, *previews]) == {}


def test_the_login_is_free_of_faults_even_when_refused(page, settings):
    settings.OIDC = OpenIDConnect("http://127.0.0.1:9", "goals", "a secret")
    page.goto("/accounts/login/")
    assert faults(page) == []
    assert page.get_by_role("link", name="统一身份认证登录").is_visible()
    page.get_by_label("用户名").fill("nobody")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector(".error-summary")
    assert faults(page) == []


def test_a_form_with_faults_is_free_of_faults(page, sign_in):
    place = a_place()
    sign_in(place.reviewer)
    page.goto(place.project_form)
    page.locator('[name="budget"]').fill("约五万")
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert faults(page) == []


def test_the_library_over_the_grid_is_free_of_faults(page, sign_in):
    place = a_place()
    sign_in(place.reviewer)
    page.goto(place.project_form)
    page.get_by_role("link", name="从指标库选用").click()
    page.wait_for_selector("dialog[open]")
    assert faults(page) == []


def test_a_grid_at_work_is_free_of_faults(page, sign_in, settings):
    grid = a_grid_page(page, sign_in, settings, rows=3)
    page.get_by_text("键盘操作").click()
    grid.go(0, "value")
    grid.type("95")
    grid.press("ArrowDown")
    assert faults(page) == []
    grid.press("Escape Escape Shift+ArrowDown Shift+ArrowLeft")
    assert page.locator(f'td.in-range [name^="{NAME}"]').count() == 4
    assert faults(page) == []

"""The main tasks in a real browser, done the shortest way that the pages offer: how many clicks and keys each takes."""

import json
import re
from dataclasses import replace
from time import monotonic

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.permissions.roles import Role
from performance.models import Comment, PerformanceStatement, StatementState, UnitSubmission
from performance.models.states import UnitState
from performance.statements.selectors import statement_content
from tests.browser.typist import Typist
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
)

pytestmark = pytest.mark.long
REMARKS = ("请补充依据。", "请写明对象。", "请核对金额。")


class Hand(Typist):
    """Somebody at a keyboard and a mouse."""

    def __init__(self, page):
        super().__init__(page)
        self.clicks, self.begun = 0, monotonic()

    def click(self, what):
        what.click()
        self.clicks += 1

    @property
    def taken(self):
        return json.dumps([self.clicks, self.keystrokes, round(monotonic() - self.begun, 1)])


@pytest.fixture
def department(live_server):
    return a_department()


@pytest.fixture
def opened(visitors):
    def open_at(user, address):
        page = visitors(user).open_page()
        page.goto(address)
        return page, Hand(page)

    return open_at


def put(statement, state):
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=state)
    UnitSubmission.objects.filter(statement=statement).update(state=UnitState.PASSED)


def test_twenty_findings_of_a_kind_are_mended(opened, department, record_property):
    rates = [
        an_indicator(
            level2="质量指标", name=f"第{n}类科普培训合格率", value="≥90", description="合格的占参训的比例"
        )
        for n in range(20)
    ]
    plain = a_project_content(department.units.first())
    project = replace(plain, indicators=(*plain.indicators, *rates))
    statement = a_statement(department, content=a_content(department, projects=(project,)))
    chief = a_member(Role.DEPARTMENT_REVIEWER, department)
    page, hand = opened(chief, reverse("entry", args=[statement.pk]))
    hand.click(page.get_by_role("link", name="报送前检查").first)
    hand.click(page.get_by_role("link", name="看过改前改后直接改正"))
    hand.click(page.get_by_role("button", name="改正这一类的 20 处"))
    expect(page.locator(".message.success")).to_be_visible()
    record_property("clicks, keys and seconds: mend 20 findings", hand.taken)
    values = [row.value for row in statement_content(statement).projects[0].indicators]
    assert values.count("≥90%") >= 20


def test_forty_projects_come_from_last_year(opened, department, record_property):
    unit = department.units.first()
    projects = tuple(a_project_content(unit, name=f"第{n}项科普活动") for n in range(40))
    a_statement(department, content=replace(a_content(department, projects=projects), year=2025), year=2025)
    content = replace(a_content(department, projects=()), year=2026)
    statement = a_statement(department, content=content, year=2026)
    chief = a_member(Role.DEPARTMENT_REVIEWER, department)
    page, hand = opened(chief, reverse("entry", args=[statement.pk]))
    hand.click(page.get_by_role("link", name="带入上年的项目"))
    hand.click(page.get_by_role("button", name="带入勾选的项目"))
    expect(page.locator(".message.success")).to_be_visible()
    record_property("clicks, keys and seconds: 40 projects from last year", hand.taken)
    assert statement.projects.count() == 40


def test_a_text_is_reviewed_with_three_comments_and_returned(opened, department, record_property):
    a_unit(department)
    statement = a_statement(department, content=a_content(department))
    put(statement, StatementState.FIRST_REVIEW)
    finance = a_member(Role.FINANCE_SECTION_REVIEWER, at=department.office)
    page, hand = opened(finance, reverse("review_queue"))
    hand.click(page.get_by_role("link", name=re.compile(department.name)).first)
    links = page.locator(".printed .marks a", has_text=re.compile("^批注…$"))
    for number, remark in enumerate(REMARKS, 1):
        hand.click(links.nth(number))
        expect(page.locator(".commenting textarea")).to_be_focused()
        hand.type(remark)
        hand.click(page.get_by_role("button", name="存为草稿"))
        expect(page.locator(".printed .marks a", has_text="批注（草稿）")).to_have_count(number)
    step = page.locator("form.step", has_text="退回部门")
    hand.click(step.locator("summary"))
    step.locator("textarea").focus()
    hand.type("请按批注修改。")
    hand.click(step.get_by_role("button", name="确认退回部门"))
    expect(page).to_have_url(re.compile(f"{reverse('review_queue')}$"))
    record_property("clicks, keys and seconds: review with three comments", hand.taken)
    statement.refresh_from_db()
    assert statement.state == StatementState.RETURNED
    assert Comment.objects.filter(statement=statement).count() == len(REMARKS)

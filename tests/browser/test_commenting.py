"""A reviewer writes beside the printed cell and stays where he is; without script the same is a page of its own."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.permissions.roles import Role
from performance.models import (
    Anchor,
    Comment,
    CommentState,
    PerformanceStatement,
    StatementState,
    StockRemark,
)
from tests.factories import a_member


@pytest.fixture
def reviewed(visitors, place):
    """The page of a text under review, as its reviewer of finance has it."""
    PerformanceStatement.objects.filter(pk=place.statement.pk).update(state=StatementState.FIRST_REVIEW)
    office = place.statement.department.office
    StockRemark.objects.create(office=office, text="请补充测算依据。")
    page = visitors(a_member(Role.FINANCE_SECTION_REVIEWER, at=office)).open_page()
    page.goto(reverse("statement", args=[place.statement.pk]))
    return page


def test_a_click_on_a_cell_opens_the_form_for_it_and_the_draft_stands_there(reviewed, place):
    page, address = reviewed, reviewed.url
    cell = page.locator(".printed td", has_text=place.project.code).first
    cell.click()
    page.get_by_role("button", name="写批注", exact=True).click()
    form = page.locator(".commenting form")
    expect(form.get_by_label("批注", exact=True)).to_be_focused()
    form.get_by_label("常用意见").select_option(label="请补充测算依据。")
    page.keyboard.type("并附合同。")
    form.get_by_role("button", name="存为草稿").click()
    expect(cell.locator(".marks a", has_text="批注（草稿）")).to_have_count(1)
    expect(page.locator(".commenting")).to_be_hidden()
    assert page.url == address
    comment = Comment.objects.get()
    assert (comment.anchor, comment.row, comment.field) == (Anchor.PROJECT, place.project.pk, "code")
    assert (comment.state, comment.text) == (CommentState.DRAFT, "请补充测算依据。\n并附合同。")


def test_the_keyboard_reaches_the_form_from_a_link_and_escape_comes_back(reviewed):
    page = reviewed
    link = page.locator(".printed .marks a", has_text="批注…").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".commenting textarea")).to_be_focused()
    page.keyboard.type(" ")
    page.get_by_role("button", name="发出批注").click()
    expect(page.locator(".commenting-said")).to_have_text("请填写批注内容。")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    assert not Comment.objects.exists()


def test_the_keys_of_the_desk_lead_from_finding_to_finding_and_to_a_comment_there(reviewed, place):
    page = reviewed
    page.goto(reverse("review_desk", args=[place.statement.pk]))
    findings = page.locator("[data-finding]")
    page.keyboard.press("j")
    expect(findings.nth(0)).to_have_class(re.compile(r"\bhere\b"))
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(findings.nth(0).locator("a").first).to_be_focused()
    expect(page.locator(".printed .here")).to_have_count(1)
    page.keyboard.press("c")
    form = page.locator(".commenting form")
    expect(form.get_by_label("批注", exact=True)).to_be_focused()
    page.keyboard.type("jk 请改正。")
    form.get_by_role("button", name="发出批注").click()
    expect(page.locator(".comments .comment", has_text="jk 请改正。")).to_have_count(1)
    assert Comment.objects.get().state == CommentState.OPEN

"""The head of every page holds whoever has the most places in it, the longest name and many notices."""

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import Notice, NoticeKind
from tests.browser.test_accessibility import overflows
from tests.factories import a_department, a_member


@pytest.mark.parametrize("role", [Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER])
def test_it_is_no_wider_than_the_page(page, sign_in, live_server, role):
    user = a_member(role, a_department().office)
    user.first_name = "财政业务科审核人员甲乙丙丁"
    user.save()
    Notice.objects.bulk_create(
        Notice(recipient=user, kind=NoticeKind.TO_REVIEW, text=f"第{number}份") for number in range(120)
    )
    sign_in(user)
    page.goto(reverse("home"))
    for width in (1280, 961, 960, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert not overflows(page), width
        assert page.locator(".account-menu summary").last.is_visible()

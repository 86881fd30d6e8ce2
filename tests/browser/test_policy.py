"""Every page, admin's included, is opened in a browser that forbids whatever is written inside it or comes from elsewhere."""

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from tests.access.test_admin_access import CASES, PAGES_WITHOUT_MODEL, PLANTED, RECORDS
from tests.browser.places import a_place
from tests.factories import a_member, a_user


def admin_pages(place):
    for name, label, page in CASES:
        shut = page == "add" and label in RECORDS | PLANTED  # written by the application alone
        if page in ("changelist", "add", "import", "export") and not shut:
            yield reverse(name)
    yield from (reverse(name) for name in PAGES_WITHOUT_MODEL if name != "admin:jsi18n")
    yield reverse("admin:departments_department_change", args=[place.statement.department_id])
    yield reverse("admin:auth_user_change", args=[place.filler.pk])
    yield reverse("admin:auth_user_password_change", args=[place.filler.pk])


@pytest.mark.figure(16)
def test_no_page_breaks_the_policy_in_a_browser(visitors, trial):
    place = a_place()
    auditor = a_member(Role.AUDITOR, at=place.statement.department.office)
    tours = [
        (None, [reverse("login")]),
        (place.reviewer, list(place.pages())),
        (a_user(is_superuser=True), list(admin_pages(place))),
        (auditor, [reverse("admin:departments_trailentry_changelist")]),
    ]
    found = {}
    for user, addresses in tours:
        visitor = visitors(user)
        page = visitor.open_page()
        for address in addresses[:: trial.times(4, 1)]:
            if page.goto(address, timeout=60_000).status == 200:
                trial.count("在浏览器中打开的页面", 1)
            if visitor.misdeeds:
                found[address] = list(visitor.misdeeds)
                if page.url.startswith("http"):
                    visitor.misdeeds.clear()
    trial.find("违反策略、向外请求或报错的页面", len(found))
    assert found == {}

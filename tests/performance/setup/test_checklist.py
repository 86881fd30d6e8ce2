"""First use: an empty installation leads through what it needs, and says how far it has come."""

import pytest
from django.urls import reverse

from departments.models import BudgetUnit, Department, FinanceOffice, Membership, Timetable, TrailEntry
from departments.permissions.roles import PLACE_OF_ROLE, Role, RolePlace
from indicators.models import Category, IndicatorTemplate
from performance.setup.checklist import STAGES, setup_progress
from tests.factories import a_member, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(client):
    root = a_user(is_superuser=True, is_staff=True)
    client.force_login(root)
    return root


def done(user):
    return {one.stage.key for one in setup_progress(user) if one.done}


def test_an_empty_installation_leads_its_installer_step_by_step(client, root):
    assert client.get("/").headers["Location"] == reverse("first_use")
    assert "还有 6 步没有完成" in client.get(reverse("first_use")).text
    office = FinanceOffice.objects.create(division_code="130200", name="市财政局", province="河北")
    assert done(root) == {"offices", "rules"}
    assert client.post(reverse("first_use_load"), follow=True).status_code == 200
    assert Category.objects.exists()
    assert IndicatorTemplate.objects.exists()
    department = Department.objects.create(office=office, code="405", name="局")
    assert "places" not in done(root)
    unit = BudgetUnit.objects.create(department=department, code="405001", name="局机关")
    where = {RolePlace.OFFICE: office, RolePlace.DEPARTMENT: department, RolePlace.UNIT: unit}
    for role in Role:
        place = PLACE_OF_ROLE[role]
        Membership.objects.create(user=a_user(), role=role, **{place.value: where[place]})
    assert done(root) == {stage.key for stage in STAGES} - {"timetables"}
    Timetable.objects.create(office=office, fiscal_year=2027, opens="2026-09-01", closes="2026-10-31")
    assert "全部完成，可以开始填报" in client.get(reverse("first_use")).text
    assert TrailEntry.objects.filter(details__contains="指标名称已载入").exists()


def test_a_province_without_words_is_named(root):
    FinanceOffice.objects.create(division_code="440100", name="市财政局", province="广东省")
    found = {one.stage.key: one.found for one in setup_progress(root)}
    assert "没有这些省的词表：广东省" in found["vocabularies"]


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        (Role.SYSTEM_ADMINISTRATOR, "导入账号", "导入任职"),
        (Role.SECURITY_ADMINISTRATOR, "导入任职", "导入账号"),
    ],
)
def test_each_administrator_is_shown_the_doors_that_open(client, role, shown, hidden):
    office = FinanceOffice.objects.create(division_code="130200", name="市财政局", province="河北")
    client.force_login(a_member(role, office))
    page = client.get(reverse("first_use")).text
    assert (shown in page, hidden in page) == (True, False)
    assert reverse("first_use") in client.get(reverse("admin:index")).text


def test_the_page_asks_as_much_however_many_there_are(client, root, django_assert_max_num_queries):
    for number in range(30):
        office = FinanceOffice.objects.create(division_code=f"13{number:04}", name="局", province="河北")
        Timetable.objects.create(office=office, fiscal_year=2027, opens="2026-09-01", closes="2026-10-31")
    with django_assert_max_num_queries(27):
        client.get(reverse("first_use"))

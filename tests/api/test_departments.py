"""Base data through the interface: by whoever keeps it in admin, on a version, in sight, into the trail."""

import pytest

from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.roles import Role
from departments.trail.entry import Action, TrailEntry
from indicators.models import Category, IndicatorTemplate, Subcategory
from tests.api.conftest import Program
from tests.factories import a_department, a_template, a_unit, a_user


@pytest.fixture
def keeper(cast, client):
    return Program(client, cast.people[Role.SYSTEM_ADMINISTRATOR])


@pytest.fixture
def root(cast, client):
    return Program(client, a_user(is_superuser=True))


@pytest.fixture
def things(cast):
    """Each kind: the address of its list, what may be sent for a new one, and a change."""
    office = cast.department.office
    category = Category.objects.create(province="河北", edition="1", label="产出", kind="output", position=1)
    return {
        FinanceOffice: (
            "finance-offices/",
            {"division_code": "990000", "name": "新财政局", "province": "河北"},
            {"name": "改名"},
        ),
        Department: (
            "departments/",
            {"office": office.pk, "code": "999", "name": "新部门"},
            {"name": "改名"},
        ),
        BudgetUnit: (
            "units/",
            {"department": cast.department.pk, "code": "999001", "name": "新单位", "position": 9},
            {"position": 3},
        ),
        Category: (
            "vocabulary/",
            {"province": "河北", "edition": "1", "label": "效益", "kind": "output", "position": 2},
            {"position": 4},
        ),
        Subcategory: (
            "subcategories/",
            {"category": category.pk, "label": "数量", "kind": "quantity", "position": 1},
            {"label": "质量"},
        ),
        IndicatorTemplate: (
            "library/",
            {
                "office_code": office.division_code,
                "province": office.province,
                "family": "quantity",
                "level1": "产出指标",
                "level2": "数量指标",
                "name": "培训人次",
            },
            {"retired": True},
        ),
    }


KINDS = (FinanceOffice, Department, BudgetUnit, Category, Subcategory, IndicatorTemplate)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_made_changed_and_deleted_by_its_keeper(kind, things, keeper, root):
    address, new, change = things[kind]
    keeper = root if kind is FinanceOffice else keeper
    made = keeper.ask("POST", address, new)
    assert made.status_code == 201, made.text
    assert {**made.json(), **new} == made.json()
    place = f"{address}{made.json()['id']}/"
    assert keeper.get(place)["ETag"] == made["ETag"]
    assert keeper.ask("PATCH", place, change).status_code == 428
    changed = keeper.ask("PATCH", place, change, match=made["ETag"])
    assert changed.status_code == 200, changed.text
    assert {**changed.json(), **change} == changed.json()
    assert keeper.ask("PATCH", place, change, match=made["ETag"]).status_code == 412
    assert keeper.ask("DELETE", place, match=made["ETag"]).status_code == 412
    assert keeper.ask("DELETE", place, match=changed["ETag"]).status_code == 204
    assert keeper.get(place).status_code == 404
    details = (
        TrailEntry.objects.filter(action=Action.SETTINGS).order_by("number").values_list("details", flat=True)
    )
    assert [line.partition("；")[0] for line in details] == ["接口新增", "接口更改", "接口删除"]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_writes_them(kind, things, cast):
    address, new, _ = things[kind]
    before = kind.objects.count()
    for program in (cast.filler, cast.chief, cast.section, cast.auditor):
        answer = program.ask("POST", address, new)
        assert answer.status_code == 403
        assert "您的任职不能新增" in answer.json()["detail"]
    assert kind.objects.count() == before


@pytest.mark.parametrize(
    "fault",
    [
        {"code": 405},
        {"code": "乱 码"},
        {"name": ""},
        {"name": None},
        {"office": 10**30},
        {"office": True},
        {"office": "1"},
        {"id": 5},
        {"nonsense": 1},
    ],
)
def test_a_row_that_is_unsound_is_refused_with_the_path_to_the_field(fault, things, keeper):
    address, new, _ = things[Department]
    answer = keeper.ask("POST", address, {**new, **fault})
    assert answer.status_code == 400
    assert [problem["path"] for problem in answer.json()["problems"]] == [f".{next(iter(fault))}"]


def test_the_same_code_twice_is_refused_in_the_words_of_the_model(cast, keeper):
    office = cast.department.office_id
    answer = keeper.ask(
        "POST", "departments/", {"office": office, "code": cast.department.code, "name": "甲"}
    )
    assert answer.json()["problems"] == [{"path": "", "message": "同一财政局内部门编码不能重复。"}]


def test_another_office_is_out_of_reach(cast, keeper):
    foreign = a_department()
    assert keeper.ask("PATCH", f"departments/{foreign.pk}/", {"name": "甲"}, match='"1"').status_code == 404
    new = {"office": foreign.office_id, "code": "999", "name": "甲"}
    assert keeper.ask("POST", "departments/", new).status_code == 400
    template = a_template(office_code="", province="")
    seen = keeper.get(f"library/{template.pk}/")
    assert (
        keeper.ask("PATCH", f"library/{template.pk}/", {"name": "甲"}, match=seen["ETag"]).status_code == 403
    )


def test_what_is_in_use_is_not_deleted(cast, keeper):
    place = f"departments/{cast.department.pk}/"
    answer = keeper.ask("DELETE", place, match=keeper.get(place)["ETag"])
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        f"“{cast.department}”之下还有别的内容，不能删除。",
    )


def test_an_office_is_changed_but_neither_made_nor_deleted(cast, keeper):
    place = f"finance-offices/{cast.department.office_id}/"
    seen = keeper.get(place)
    assert keeper.ask("PATCH", place, {"publishes": True}, match=seen["ETag"]).json()["publishes"] is True
    assert FinanceOffice.objects.get(pk=cast.department.office_id).publishes
    assert keeper.ask("DELETE", place, match=keeper.get(place)["ETag"]).status_code == 403
    new = {"division_code": "139999", "name": "甲", "province": "河北"}
    assert keeper.ask("POST", "finance-offices/", new).status_code == 403


def patch(program, address, said):
    return program.ask("PATCH", address, said, match=program.get(address)["ETag"])


@pytest.mark.parametrize("role", [Role.FILLER, Role.DEPARTMENT_REVIEWER])
def test_a_right_at_one_office_is_none_at_another(cast, role):
    """Whoever keeps the base data of one office may serve in another, and keeps nothing there."""
    unit = a_unit()
    office = unit.department.office
    place = {"unit": unit} if role == Role.FILLER else {"department": unit.department}
    Membership.objects.create(user=cast.keeper.user, role=role, **place)
    for address, fields in (
        (f"finance-offices/{office.pk}/", {"publishes": True}),
        (f"departments/{unit.department.pk}/", {"name": "改名"}),
        (f"departments/{unit.department.pk}/", {"office": cast.department.office.pk, "code": "777"}),
        (f"units/{unit.pk}/", {"name": "改名"}),
        (f"departments/{cast.department.pk}/", {"office": office.pk, "code": "778"}),
    ):
        assert patch(cast.keeper, address, fields).status_code == 403, (address, fields)
    office.refresh_from_db()
    unit.department.refresh_from_db()
    assert not office.publishes
    assert unit.department.office == office
    assert unit.department.name != "改名"


def test_the_words_of_another_province_are_kept_there(cast):
    words = Category.objects.create(province="贵州", edition="9", label="产出", kind="output", position=1)
    address = f"vocabulary/{words.pk}/"
    assert patch(cast.keeper, address, {"label": "别的"}).status_code == 403
    assert cast.keeper.ask("DELETE", address, match=cast.keeper.get(address)["ETag"]).status_code == 403
    assert Category.objects.filter(pk=words.pk, label="产出").exists()

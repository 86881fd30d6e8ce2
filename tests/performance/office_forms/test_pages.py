"""The pages of an office's forms: listed, taken in from a file, named, released by another, exported."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import OfficeForm, OfficeFormState
from tests.factories import a_member, an_office
from tests.performance.office_forms.declarations import DECLARED, drafted, keepers, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = an_office(province="湖南")
    people = keepers(office)
    clients = Client(), Client()
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    return SimpleNamespace(office=office, people=people, first=clients[0], second=clients[1])


def taken_in(here, data):
    address = reverse("import_office_form", args=[here.office.pk])
    return here.first.post(address, {"file": SimpleUploadedFile("表样.toml", data)}, follow=True)


def step(client, row, name, version=None):
    address = reverse("office_form_step", args=[row.pk, name])
    return client.post(address, {"version": version or row.version}, follow=True).content.decode()


def test_a_file_becomes_a_draft_that_another_releases(office):
    page = taken_in(office, DECLARED.encode()).content.decode()
    row = OfficeForm.objects.get()
    assert "经办机构" in page
    assert "请本局另一位系统管理员或财政绩效科审核人" in page
    assert "不能自己发布" in step(office.first, row, "release")
    assert "已发布" in step(office.second, row, "release")
    assert OfficeForm.objects.get().state == OfficeFormState.RELEASED
    listed = office.second.get(reverse("office_forms")).content.decode()
    assert "项目绩效目标申报表" in listed


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"", "请选择一个文件"), (b"\xff\xfe", "UTF-8"), (b"a = 1", "缺少“title”"), (b"[" * 9000, "TOML")],
)
def test_a_file_that_is_no_form_is_refused_at_its_field(office, data, told):
    page = taken_in(office, data).content.decode()
    assert told in page or "空" in page
    assert not OfficeForm.objects.exists()


def test_a_draft_is_named_and_given_its_years(office):
    row = drafted(office.office, by=office.people[0])
    said = {"title": "项目表", "valid_from": "2027", "valid_to": "2026", "note": "", "version": row.version}
    address = reverse("office_form", args=[row.pk])
    assert "不能早于" in office.first.post(address, said).content.decode()
    office.first.post(address, said | {"valid_to": "2030"})
    row = OfficeForm.objects.get()
    assert (row.title, row.valid_from, row.valid_to, row.version) == ("项目表", 2027, 2030, 2)
    assert 'title = "项目表"' in row.declaration
    assert "刚由他人改动过" in office.first.post(address, said | {"valid_to": ""}).content.decode()


def test_a_file_exported_is_what_another_office_takes_in(office):
    row = released(office.office, by=office.people)
    data = office.first.get(reverse("office_form_file", args=[row.pk])).content
    there = an_office(province="湖北")
    client = Client()
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR, at=there))
    client.post(
        reverse("import_office_form", args=[there.pk]), {"file": SimpleUploadedFile("表样.toml", data)}
    )
    other = OfficeForm.objects.get(office=there)
    assert (other.title, other.number) == (row.title, 1)
    assert 'province = "湖北"' in other.declaration


def test_a_form_is_set_aside_and_back_and_gets_a_later_edition(office):
    row = released(office.office, by=office.people)
    assert "已停用" in step(office.first, row, "retire")
    row.refresh_from_db()
    assert "已恢复" in step(office.first, row, "restore")
    row.refresh_from_db()
    assert "接替" in step(office.first, row, "edition")
    assert OfficeForm.objects.get(number=2).replaces == row


def test_the_interface_lists_forms_and_takes_one_in(office, client):
    row = released(office.office, by=office.people)
    found = office.first.get("/api/v1/office-forms/").json()["results"]
    assert [each["id"] for each in found] == [row.pk]
    sent = {"office": office.office.pk, "declaration": DECLARED}
    answer = office.first.post("/api/v1/office-forms/", sent, content_type="application/json")
    assert (answer.status_code, answer.json()["number"], answer.json()["state"]) == (201, 2, "draft")
    wrong = office.first.post(
        "/api/v1/office-forms/", sent | {"declaration": "a = 1"}, content_type="application/json"
    )
    assert wrong.status_code == 400
    assert "缺少" in str(wrong.json())

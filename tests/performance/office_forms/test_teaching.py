"""An office teaches a form on its pages: an example, what its labels mean, a trial, a second person, and use."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.known import loaded
from performance.models import OfficeForm, OfficeFormState
from performance.office_forms.services import release_form
from performance.office_forms.teaching import next_edition
from tests.factories import an_office
from tests.performance.documents.forms.teaching.examples import blank_file
from tests.performance.office_forms.declarations import keepers

pytestmark = pytest.mark.django_db
HUNAN = "hunan-department-2025"


@pytest.fixture
def office():
    office = an_office(province="湖南")
    people = keepers(office)
    client = Client()
    client.force_login(people[0])
    return SimpleNamespace(office=office, people=people, client=client)


def upload(here, data, name="样例.xlsx"):
    address = reverse("teach_office_form", args=[here.office.pk])
    return here.client.post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)


def hunan():
    return blank_file(shipped_forms()[HUNAN], ".xlsx")


def sent(here, row, **changed):
    """The page as it is shown, with some answers changed."""
    address = reverse("office_form_lesson", args=[row.pk])
    form = here.client.get(address).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields} | {"version": row.version}
    return here.client.post(address, {**fields, **changed}, follow=True)


def place_of(here, row, text):
    form = here.client.get(reverse("office_form_lesson", args=[row.pk])).context["form"]
    asked = [*form.labels(), *form.heads()]
    return next(each.field.name for each in asked if each.slot.text.lstrip("*") == text)


def test_an_example_becomes_a_draft_with_every_label_and_head_told(office):
    answer = upload(office, hunan())
    page = answer.content.decode()
    row = OfficeForm.objects.get()
    assert (row.title, row.kind, row.state) == ("整体绩效目标表", "department", OfficeFormState.DRAFT)
    assert "栏目和表头都认出来了" in page
    assert "与样例完全相同" in page


def test_what_is_said_of_a_label_is_kept_and_the_form_made_anew(office):
    upload(office, hunan())
    row = OfficeForm.objects.get()
    answer = sent(
        office, row, **{place_of(office, row, "备注"): "evidence", "title": "整体表", "valid_from": "2027"}
    )
    assert "已保存，并用样例试过" in answer.content.decode()
    row.refresh_from_db()
    form = loaded(row.declaration)
    assert (row.title, row.valid_from, row.version) == ("整体表", 2027, 2)
    assert form.parts[1].columns[-1].key == "evidence"
    assert row.example.answers["heads"]["备注"] == "evidence"
    assert "核对和试印" in office.client.get(reverse("office_form", args=[row.pk])).content.decode()


def test_a_choice_that_is_none_and_one_that_makes_no_form_are_told(office):
    upload(office, hunan())
    row = OfficeForm.objects.get()
    place = place_of(office, row, "部门（单位）名称")
    assert "请从列表中选择" in sent(office, row, **{place: "everything"}).content.decode()
    page = sent(office, row, **{place: "own", "valid_from": "2027"}).content.decode()
    assert "没有填写项目名称的格" in page
    row.refresh_from_db()
    assert row.version == 1


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "样例.xlsx", "文件是空的"),
        (b"x", "样例.exe", "不能读取"),
        ("甲\n\t乙\n".encode(), "样例.txt", "没有找到表格"),
    ],
)
def test_a_file_that_shows_no_form_is_refused_at_its_field(office, data, name, told):
    assert told in upload(office, data, name).content.decode()
    assert not OfficeForm.objects.exists()


def test_the_next_edition_is_taught_from_the_same_example(office):
    upload(office, hunan())
    row = OfficeForm.objects.get()
    row = release_form(row, by=office.people[1], seen=row.version)
    assert office.client.get(reverse("office_form_lesson", args=[row.pk])).status_code == 404
    later = next_edition(row, by=office.people[0])
    assert office.client.get(reverse("office_form_lesson", args=[later.pk])).status_code == 200
    assert bytes(later.example.source) == bytes(row.example.source)

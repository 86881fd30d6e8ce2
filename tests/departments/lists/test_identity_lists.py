"""Identities as a flat list: who is linked to what, by whom, and what is refused."""

import pytest
import tablib
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.lists.flat_files import FlatWorkbook
from departments.models import LinkedIdentity, TrailEntry
from departments.permissions.roles import Role
from tests.departments.places import a_member, a_user

pytestmark = pytest.mark.usefixtures("places")
URL = "admin:departments_linkedidentity_{}"
OIDC = "统一身份认证"


@pytest.fixture
def keeper(client):
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR, "keeper"))
    for name in ("zhang", "li"):
        a_user(name, home="130200")
    return client


def preview(client, *rows):
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=["用户名", "来源", "标识"]))
    upload = SimpleUploadedFile("list.xlsx", content)
    return client.post(reverse(URL.format("import")), {"import_file": upload, "format": "0"})


def take_in(client, *rows):
    shown = preview(client, *rows)
    given = shown.context["confirm_form"].initial
    return client.post(reverse(URL.format("process_import")), given, follow=True)


def links():
    return {one.user.username: one.key for one in LinkedIdentity.objects.select_related("user")}


def test_a_whole_office_is_linked_at_once_and_corrected(keeper):
    take_in(keeper, ["zhang", OIDC, "001"], ["li", OIDC, "002"])
    assert links() == {"zhang": "001", "li": "002"}
    take_in(keeper, ["zhang", OIDC, "003"], ["li", OIDC, "002"])
    assert links() == {"zhang": "003", "li": "002"}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["zhang", OIDC, "001"], ["li", OIDC, "001"]], "标识“001”已关联另一个账号"),
        ([["zhang", OIDC, "of another"]], "标识“of another”已关联另一个账号"),
        ([["zhang", OIDC, ""]], "不能"),
        ([["nobody", OIDC, "001"]], "没有用户名为“nobody”的账号"),
        ([["zhang", "邮箱", "001"]], "应为统一身份认证、统一目录之一"),
        ([["guard", OIDC, "001"]], "超出"),
        ([["far", OIDC, "001"]], "没有用户名为“far”的账号"),
    ],
)
def test_what_does_not_do_is_told_and_nothing_is_written(keeper, rows, sentence):
    """An administrator is linked by a superuser alone, as the password is set by one."""
    a_member(Role.SECURITY_ADMINISTRATOR, "guard")
    a_member(Role.FILLER, "far", division="420700")
    LinkedIdentity.objects.create(user=a_user("other", home="130200"), provider="oidc", key="of another")
    shown = preview(keeper, *rows)
    assert sentence in shown.text
    assert "confirm_form" not in shown.context
    assert links() == {"other": "of another"}


def test_one_that_is_added_by_hand_is_told(keeper):
    zhang = get_user_model().objects.get(username="zhang")
    form = {"user": zhang.pk, "provider": "oidc", "key": "001"}
    assert keeper.post(reverse(URL.format("add")), form).status_code == 302
    assert links() == {"zhang": "001"}
    assert TrailEntry.objects.get(action="user_change").subject_name == "zhang · 统一身份认证"
    li = get_user_model().objects.get(username="li")
    assert "已关联另一个账号" in keeper.post(reverse(URL.format("add")), form | {"user": li.pk}).text


def test_the_page_offers_no_account_that_is_not_the_keepers(keeper):
    guard = a_member(Role.SECURITY_ADMINISTRATOR, "guard")
    form = {"user": guard.pk, "provider": "oidc", "key": "001"}
    assert keeper.post(reverse(URL.format("add")), form).status_code == 200
    LinkedIdentity.objects.create(user=guard, provider="oidc", key="001")
    identity = LinkedIdentity.objects.get()
    page = reverse(URL.format("change"), args=[identity.pk])
    assert keeper.post(page, form | {"key": "002"}).status_code == 403
    assert keeper.post(reverse(URL.format("delete"), args=[identity.pk]), {"post": "yes"}).status_code == 403
    assert links() == {"guard": "001"}

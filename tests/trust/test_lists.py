"""A whole office is taken in while others sign in: nobody waits for a preview, and for a confirmation hardly anybody."""

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from threading import Event
from urllib.parse import urlencode

import pytest
import tablib
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from departments.lists.flat_files import FlatWorkbook
from departments.models import Membership
from departments.permissions.roles import Role
from tests.factories import a_department, a_member, a_unit
from tests.trust.server import HOST, PATIENCE, served
from tests.trust.test_load import p95

SOON = 2.0
SIGN_IN_SOON = 1.0
PASSWORD = "correct horse 27 Battery"
HEADERS = {
    "membership": ["用户名", "角色", "财政区划代码", "部门编码", "单位编码", "分管部门编码"],
    "department": ["财政区划代码", "部门编码", "名称"],
}


def sign_in(server, name):
    """A sign-in as a browser does it: its status, and how long the answer to the password took."""
    link = HTTPConnection(HOST, server.port, timeout=PATIENCE)
    link.request("GET", reverse("login"))
    page = link.getresponse()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[1]
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    body = urlencode({"csrfmiddlewaretoken": token, "username": name, "password": PASSWORD})
    began = time.monotonic()
    link.request(
        "POST",
        reverse("login"),
        body,
        {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
    )
    answer = link.getresponse()
    answer.read()
    link.close()
    return answer.status, time.monotonic() - began


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of the processor: only those say how much there was to do on a busy machine."""

    clock: float
    processor: float

    def __str__(self):
        return f"{self.clock:.1f} 秒（处理器 {self.processor:.1f} 秒）"


@contextmanager
def timed(into):
    clock, processor = time.monotonic(), time.thread_time()
    yield
    into.append(Took(time.monotonic() - clock, time.thread_time() - processor))


def taken_in(client, model, rows):
    """What the preview and the confirmation of a list took."""
    took = []
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=HEADERS[model]))
    upload = {"import_file": SimpleUploadedFile("list.xlsx", content), "format": "0"}
    with timed(took):
        preview = client.post(reverse(f"admin:departments_{model}_import"), upload)
    said = preview.context["confirm_form"].initial
    with timed(took):
        confirmed = client.post(reverse(f"admin:departments_{model}_process_import"), said)
    assert confirmed.status_code == HTTPStatus.FOUND
    return took


@pytest.mark.figure(35)
@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_a_whole_office_is_taken_in_while_others_sign_in(trial, tmp_path):
    people, offices = trial.times(60, 1000), trial.times(90, 9000)
    department = a_department()
    unit, office = a_unit(department), department.office
    root = get_user_model().objects.create(username="root", is_superuser=True, is_staff=True)
    client = Client()
    client.force_login(root)
    signing = a_member(Role.FILLER, at=unit)
    signing.set_password(PASSWORD)
    signing.save()
    names = [f"p{number}" for number in range(people)]
    get_user_model().objects.bulk_create(get_user_model()(username=name) for name in names)
    roles = [[name, "填报人", office.division_code, department.code, unit.code, None] for name in names]
    places = [[office.division_code, f"8{number:05}", f"第{number}局"] for number in range(offices)]
    over, answers = Event(), []
    quiet = os.getloadavg()[0] < os.cpu_count()  # else the clock says what others do, too
    with served(tmp_path, workers=2) as server, ThreadPoolExecutor(1) as threads:

        def go_on_signing_in():
            while not over.is_set():
                answers.append(sign_in(server, signing.get_username()))

        sign_in(server, signing.get_username())  # from now on nobody waits for addresses to be loaded
        visitor = threads.submit(go_on_signing_in)
        try:
            membership = taken_in(client, "membership", roles)
            place = taken_in(client, "department", places)
        finally:
            over.set()
        visitor.result()
    assert Membership.objects.filter(user__username__in=names).count() == people
    assert office.departments.exclude(pk=department.pk).count() == offices
    failed = [status for status, _ in answers if status != HTTPStatus.FOUND]
    slow = p95([seconds for _, seconds in answers])
    trial.count("任职", people)
    trial.count("部门", offices)
    trial.count("期间的登录", len(answers))
    trial.find("错误", len(failed))
    trial.measure(f"任职预览 {membership[0]}、确认 {membership[1]}")
    trial.measure(f"部门预览 {place[0]}、确认 {place[1]}")
    trial.measure(f"登录 p95 {slow:.2f} 秒")
    assert failed == []
    if trial.full:  # the test suite shares its machine
        assert max(took.clock if quiet else took.processor for took in membership) <= SOON
        assert slow <= SIGN_IN_SOON

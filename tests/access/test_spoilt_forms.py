"""Whatever is sent in the place of what a form asks for, somebody is told what is wrong: no field breaks a page."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import lxml.html
import pytest
from django.db import transaction

from departments.permissions.roles import Role
from performance.models import EvaluationTimetable, MonitoringTask, StatementState
from tests.access.asking import client_of
from tests.access.routes import all_routes
from tests.access.world import put_into

pytestmark = pytest.mark.django_db
SPOILT = ("\x00", "9" * 5000, "9" * 20, "1e400", "字" * 3000)
PEOPLE = [role.value for role in Role if role is not Role.AUDITOR] + ["root"]
LEAVING = ("logout", "i18n")
SENT = ("GET", "POST")  # a dialog closes, and sends nothing


class Form(NamedTuple):
    method: str
    action: str
    fields: dict[str, list[str]]


def opened(world, state):
    """Whatever somebody writes in this state can be written: its days are open, its reports and cards are begun."""
    put_into(world, state)
    EvaluationTimetable.objects.update(opens="2000-01-01", closes="2999-12-31")
    MonitoringTask.objects.update(cutoff="2000-01-31", due="2999-12-31")


@pytest.mark.figure(7)
@pytest.mark.parametrize("state", [StatementState.DRAFTING, StatementState.APPROVED])
@pytest.mark.parametrize("person", PEOPLE)
def test_no_field_of_any_form_breaks_a_page(world, person, state, trial):
    if not trial.full:
        pytest.skip("sends each field of each form anew; under make trust only（只在 make trust 时试验）")
    client = client_of(world, person)
    client.raise_request_exception = False
    with transaction.atomic():
        opened(world, state)
        sent = [
            (form.action, name, value[:9], _sent(client, form, name, value))
            for form, name, value in spoilt(client)
        ]
        transaction.set_rollback(True)
    broken = [requests for *requests, status in sent if status >= 500]
    trial.count("页面表单中逐栏写坏的请求", len(sent))
    trial.find("服务器错误", len(broken))
    assert len(sent) >= 100
    assert broken == []


def spoilt(client) -> Iterator[tuple[Form, str, str]]:
    """Each kind of field of each form, with each of the values that nothing asks for."""
    for form in forms_of(client):
        names = {shape(name): name for name in form.fields if name != "csrfmiddlewaretoken"}
        for name in names.values():
            for value in SPOILT:
                yield form, name, value


def forms_of(client) -> Iterator[Form]:
    """One form of each shape, from one page of each shape that links lead to."""
    pages = sorted(f"/{route.pattern}" for route in all_routes() if not re.search(r"[<^(]", route.pattern))
    seen = set()
    for page in pages:  # grows on the way
        if shape(page) in seen or any(word in page for word in LEAVING):
            continue
        seen.add(shape(page))
        answer = client.get(page)
        if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
            continue
        html = lxml.html.fromstring(answer.content.decode())
        pages += sorted({urlsplit(link).path for link in html.xpath("//a/@href") if link.startswith("/")})
        for form in (_form(found, page) for found in html.forms if found.method in SENT):
            kind = form.method, shape(form.action), frozenset(map(shape, form.fields))
            if kind not in seen and not any(word in form.action for word in LEAVING):
                seen.add(kind)
                yield form


def _form(found, page: str) -> Form:
    fields: dict[str, list[str]] = {name: [""] for name in found.xpath(".//@name")}
    for name, _ in found.form_values():
        fields[name] = []
    for name, value in found.form_values():
        fields[name].append(value)
    return Form(found.method, found.get("action") or page, fields)


def _sent(client, form: Form, name: str, value: str) -> int:
    with transaction.atomic():
        fields = form.fields | {name: [value]}
        status = getattr(client, form.method.lower())(form.action, fields).status_code
        transaction.set_rollback(True)
    return status


def shape(text: str) -> str:
    return re.sub(r"\d+", "N", text)

"""Packages read in by programs: seen first, written as chosen, and once however often the confirmation arrives."""

from dataclasses import replace
from io import BytesIO

import pytest

from departments.models import TrailEntry
from performance.exchange.package import Form, write_exchange
from performance.exchange.texts import exchanged_texts
from performance.importing.confirmed_once import confirmed_once
from performance.models import ConfirmedImport, PerformanceStatement
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Refused
from performance.upkeep.sweep import drop_outdated_uploads
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def named(cast, name):
    """The text with another name for its first project."""
    statement = cast.statement
    was = statement_content(statement)
    content = replace(was, projects=(replace(was.projects[0], purpose=name), *was.projects[1:]))
    save_content(content, department=statement.department, year=statement.fiscal_year)


@pytest.fixture
def package(cast):
    """What the text said before it was changed."""
    stream = BytesIO()
    write_exchange(
        exchanged_texts(PerformanceStatement.objects.filter(pk=cast.statement_pk)), Form.CSV, stream
    )
    named(cast, "后来改的用途")
    return stream.getvalue()


def previewed(cast, package):
    answer = cast.chief.post_file("exchange/", package, "交换包.zip")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_a_package_is_seen_and_then_written_once(cast, package):
    seen = previewed(cast, package)
    (text,) = seen["texts"]
    assert (text["change"], text["statement"], text["deletions"]) == ("changed", cast.statement_pk, [])
    assert cast.statement.version == text["version"]
    body = {"token": seen["token"], "texts": [text["key"]]}
    first = cast.chief.ask("POST", "exchange/confirm/", body)
    assert first.status_code == 200, first.content.decode()
    assert statement_content(cast.statement).projects[0].purpose != "后来改的用途"
    rows = TrailEntry.objects.filter(action="import").count()
    again = cast.chief.ask("POST", "exchange/confirm/", body)
    assert (again.status_code, again.json()) == (200, first.json())
    assert cast.statement.version == first.json()["texts"][0]["version"]
    assert TrailEntry.objects.filter(action="import").count() == rows
    otherwise = cast.chief.ask("POST", "exchange/confirm/", {**body, "deletions": 1})
    assert otherwise.status_code == 409
    assert cast.section.ask("POST", "exchange/confirm/", body).status_code == 409


def test_what_has_changed_since_is_not_written(cast, package):
    seen = previewed(cast, package)
    named(cast, "又改了")
    body = {"token": seen["token"], "texts": [seen["texts"][0]["key"]]}
    answer = cast.chief.ask("POST", "exchange/confirm/", body)
    assert answer.status_code == 409
    assert statement_content(cast.statement).projects[0].purpose == "又改了"
    assert not ConfirmedImport.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"texts": ["000000-000-2026"]}, 400, "预览中没有"),
        ({"texts": []}, 400, "texts"),
        ({"texts": ["x"], "token": "x"}, 409, "标识无效"),
        ({"texts": ["x"], "more": 1}, 400, "没有这一项"),
    ],
)
def test_what_was_not_previewed_is_refused(cast, package, body, status, words):
    token = previewed(cast, package)["token"]
    answer = cast.chief.ask("POST", "exchange/confirm/", {"token": token, **body})
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_what_is_no_package_is_refused_with_all_its_faults(cast):
    answer = cast.chief.post_file("exchange/", b"PK", "交换包.zip")
    assert answer.status_code == 400
    assert answer.json()["problems"]


def test_a_department_out_of_sight_is_not_written(cast, package):
    answer = cast.stranger.post_file("exchange/", package, "交换包.zip")
    assert [text["change"] for text in answer.json()["texts"]] == ["refused"]


def test_a_confirmed_file_is_answered_again(cast, package):
    """As above, for a file of one text."""
    data = cast.chief.get(f"statements/{cast.statement_pk}/document.json")
    address = f"statements/{cast.statement_pk}/import/"
    if data.status_code != 200:
        pytest.fail(data.content.decode())
    named(cast, "第三次改的用途")
    seen = cast.chief.post_file(address, data.content).json()
    body = {"token": seen["token"], "acknowledged": True, "deletions": len(seen["deletions"])}
    first, again = (cast.chief.ask("POST", f"{address}confirm/", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200), first.content.decode()
    assert (again.json(), again["ETag"]) == (first.json(), first["ETag"])


def test_what_failed_is_tried_again_and_what_is_old_is_forgotten(db):
    user, calls = a_user(), []

    def work():
        calls.append(1)
        if len(calls) == 1:
            raise Refused("还不行。")
        return {"number": len(calls)}

    with pytest.raises(Refused):
        confirmed_once(user, "标识", {}, work)
    assert [confirmed_once(user, "标识", {}, work) for _ in range(2)] == [{"number": 2}] * 2
    ConfirmedImport.objects.update(created="2020-01-01T00:00:00Z")
    drop_outdated_uploads()
    assert not ConfirmedImport.objects.exists()

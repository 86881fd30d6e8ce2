"""Whatever is sent: nothing changes that may not, and nothing breaks."""

import json

import pytest
from django.conf import settings

from departments.models import BudgetUnit, Department, FinanceOffice
from departments.trail.entry import TrailEntry
from indicators.models import Category, IndicatorTemplate, Subcategory
from performance.content.json import dump_content, to_plain
from performance.models import (
    Comment,
    PerformanceStatement,
    ReviewSheet,
    StatementState,
    Waiver,
    WorkflowEvent,
)
from performance.statements.selectors import statement_content
from tests.factories import a_template

BASE_DATA = (FinanceOffice, Department, BudgetUnit, Category, Subcategory, IndicatorTemplate)

DEEP = b'{"sections": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "no object": b"[]",
    "a word": b'"x"',
    "null": b"null",
    "NaN": b'{"year": NaN}',
    "infinity": b'{"year": Infinity}',
    "a huge exponent": b'{"year": 1e400}',
    "a long number": b'{"year": ' + b"9" * 5000 + b"}",
    "duplicate keys": b'{"text": "a", "text": "b", "reason": "a", "reason": "b"}',
    "no UTF-8": b'{"text": "\xff\xfe"}',
    "a zero byte": b'{"text": "a\\u0000b", "reason": "a\\u0000b", "cover": {"mark": "\\u0000"}}',
    "half a character": b'{"text": "\\ud800", "reason": "\\ud800", "cover": {"mark": "\\ud800"}}',
    "half a character in a key": b'{"\\ud800": 1, "sections": [{"\\ud800": "a"}]}',
    "half a character as a choice": b'{"sections": [{"kind": "\\ud800", "text": "a"}], "kind": "\\ud800", "anchor": "\\ud800"}',
    "half a character for two keys": b'{"\\ud800": 1, "\\ud800": 2}',
    "deeply nested": DEEP,
    "numbers for words": b'{"text": 1, "reason": [], "cover": {"mark": 1}, "purpose": {}}',
    "words for lists": b'{"sections": "x", "projects": {}, "goals": 1, "units": "x", "fingerprints": {}}',
    "booleans for numbers": b'{"year": true, "budget": false, "projects": [{"budget": true}]}',
    "an infinite amount": b'{"budget": "1e999999999", "projects": [{"budget": "Infinity"}]}',
    "an object as a choice": b'{"anchor": {}, "sections": [{"kind": {}}], "spending_plan": {"mode": []}}',
}
CHANGING = (
    ("PUT", "statements/{pk}/content/"),
    ("PATCH", "statements/{pk}/content/"),
    ("PUT", "projects/{project}/content/"),
    ("PATCH", "projects/{project}/content/"),
    ("POST", "statements/"),
    ("POST", "comments/"),
    ("POST", "comments/{comment}/answer/"),
    ("POST", "comments/{comment}/reopen/"),
    ("POST", "statements/{pk}/waivers/"),
    ("POST", "statements/{pk}/steps/publish/"),
    ("POST", "statements/{pk}/units/{unit}/steps/pass/"),
)
KEPT = tuple(
    asked
    for noun, key in {
        "finance-offices": "office",
        "departments": "department",
        "units": "unit",
        "vocabulary": "category",
        "subcategories": "subcategory",
        "library": "template",
    }.items()
    for asked in (("POST", f"{noun}/"), ("PATCH", f"{noun}/{{{key}}}/"))
)
SHEET = "statements/{pk}/sheet/"
READ_ONLY = {
    "id": 99,
    "state": "published",
    "version": 99,
    "round": 99,
    "approved_revision": 1,
    "published_revision": 1,
    "created": "2000-01-01T00:00:00Z",
    "updated": "2000-01-01T00:00:00Z",
    "locked": True,
    "author": 1,
    "side": "finance",
    "owner": 1,
    "unit": 1,
    "department_id": 1,
    "is_superuser": True,
}


@pytest.fixture
def places(cast):
    comment = cast.section.ask("POST", "comments/", {"statement": cast.statement_pk, "text": "请补充。"})
    office = cast.department.office
    category = Category.objects.create(province="河北", edition="1", label="产出", kind="output", position=1)
    return {
        "office": office.pk,
        "department": cast.department.pk,
        "category": category.pk,
        "subcategory": Subcategory.objects.create(
            category=category, label="数量", kind="quantity", position=1
        ).pk,
        "template": a_template(office_code=office.division_code, province=office.province).pk,
        "pk": cast.statement_pk,
        "project": cast.own_project.pk,
        "unit": cast.own.pk,
        "comment": comment.json()["id"],
    }


def version_at(program, address):
    """The tag of what is to be changed, where it can be read at the same place."""
    return program.get(address).get("ETag", '"1"')


def everything():
    """What could have been changed."""
    return (
        [dump_content(statement_content(statement)) for statement in PerformanceStatement.objects.all()],
        list(PerformanceStatement.objects.values_list("pk", "state", "version", "round", "department")),
        list(Comment.objects.values_list("pk", "state", "text", "side", "author")),
        [list(kind.objects.order_by("pk").values_list()) for kind in BASE_DATA],
        Waiver.objects.count(),
        ReviewSheet.objects.count(),
        WorkflowEvent.objects.count(),
        TrailEntry.objects.exclude(action="refusal").count(),
    )


@pytest.mark.figure(7)
@pytest.mark.sampled(3)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_says_nothing_sound_changes_nothing(cast, places, body, trial):
    trial.count("类型错误的请求", len(CHANGING) + len(KEPT) + 1)
    before = everything()
    for program, inventory in ((cast.chief, CHANGING), (cast.keeper, KEPT)):
        for method, address in inventory:
            place = address.format(**places)
            answer = program.ask(method, place, body, match=version_at(program, place))
            assert 400 <= answer.status_code < 500, (method, address, answer.text)
            assert answer.json()["detail"]
    assert everything() == before
    PerformanceStatement.objects.update(state=StatementState.FIRST_REVIEW)
    place = SHEET.format(**places)
    answer = cast.section.ask("PUT", place, body, match=version_at(cast.section, place))
    assert answer.status_code == 400, answer.text
    assert not ReviewSheet.objects.exists()


@pytest.mark.figure(7)
@pytest.mark.sampled(4)
@pytest.mark.parametrize(("name", "value"), READ_ONLY.items())
def test_what_is_read_only_cannot_be_written(cast, places, name, value, trial):
    trial.count("夹带只读字段的请求", 5 + len(KEPT))
    content = to_plain(statement_content(cast.statement))
    project = {**content["projects"][0], name: value}
    before = everything()
    for method, address, body in (
        ("PUT", "statements/{pk}/content/", {**content, name: value}),
        ("PATCH", "statements/{pk}/content/", {name: value}),
        ("PATCH", "statements/{pk}/content/", {"projects": [project]}),
        ("PUT", "projects/{project}/content/", project),
        ("PATCH", "projects/{project}/content/", {name: value}),
    ):
        place = address.format(**places)
        answer = cast.chief.ask(method, place, body, match=version_at(cast.chief, place))
        assert answer.status_code == 400, (method, address, answer.text)
    for method, address in KEPT:
        place = address.format(**places)
        answer = cast.keeper.ask(method, place, {name: value}, match=version_at(cast.keeper, place))
        assert answer.status_code in {400, 403}, (method, address, answer.text)
    assert everything() == before


@pytest.mark.figure(7)
@pytest.mark.parametrize(("name", "value"), READ_ONLY.items())
def test_a_comment_takes_only_what_its_author_says(cast, name, value, trial):
    trial.count("夹带只读字段的请求", 1)
    body = {"statement": cast.statement_pk, "text": "请补充。", "anchor": "statement", name: value}
    made = cast.chief.ask("POST", "comments/", body).json()
    comment = Comment.objects.get(pk=made["id"])
    assert (comment.author_id, comment.side, comment.state, comment.unit_id, comment.round) == (
        *(cast.chief.user.pk, "department", "open", None, 1),
    )


@pytest.mark.parametrize(("method", "address"), CHANGING)
def test_ten_megabytes_are_not_read(cast, places, method, address):
    before = everything()
    body = b'{"text": "' + b"x" * settings.API_LARGEST_BODY + b'"}'
    answer = cast.chief.ask(method, address.format(**places), body, match='"1"')
    assert answer.status_code == 413
    assert answer.json() == {"detail": "请求内容超过 10 MB 的上限。"}
    assert everything() == before


def test_a_file_of_ten_megabytes_is_not_read(cast):
    answer = cast.chief.post_file(f"statements/{cast.statement_pk}/import/", b"x" * settings.API_LARGEST_BODY)
    assert answer.status_code == 413


@pytest.mark.long
def test_just_below_the_cap_is_read(cast):
    text = "x" * (settings.API_LARGEST_BODY - 1000)
    body = json.dumps({"sections": [{"kind": "mandate", "text": text}]}).encode()
    content = f"statements/{cast.statement_pk}/content/"
    answer = cast.chief.ask("PATCH", content, body, match=cast.tag)
    assert answer.status_code == 200, answer.text[:200]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml"]
)
def test_only_json_is_taken(cast, client, content_type):
    answer = client.generic(
        "PATCH",
        f"/api/v1/statements/{cast.statement_pk}/content/",
        b"{}",
        content_type=content_type,
        headers={"Authorization": f"Bearer {cast.chief.secret}", "If-Match": cast.tag},
    )
    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "POST"])
def test_a_verb_that_is_not_offered_is_refused(cast, method):
    assert cast.chief.ask(method, f"statements/{cast.statement_pk}/").status_code == 405

"""Files out, and files in: first looked at, then confirmed."""

import json
from dataclasses import replace
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest

from departments.trail.entry import Action, TrailEntry
from departments.trail.writing import record
from performance.content.json import dump_content, to_plain
from performance.documents.convert import read_text
from performance.documents.patience import UntilLong
from performance.importing import reading_job
from performance.jobs.running import run_job
from performance.models import ExportJob, PerformanceStatement, Revision, StatementState, Upload
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "txt", "json"])
def test_a_file_says_what_the_statement_says(cast, suffix):
    answer = cast.chief.get(f"statements/{cast.statement_pk}/document.{suffix}")
    assert answer.status_code == 200
    read = read_text(answer.content, f"a.{suffix}").content
    assert [project.code for project in read.projects] == [
        project.code for project in statement_content(cast.statement).projects
    ]
    assert TrailEntry.objects.get(action=Action.EXPORT).details == f"接口 .{suffix}"


def test_a_filler_gets_the_own_projects_and_a_name_that_says_so(cast):
    answer = cast.filler.get(f"statements/{cast.statement_pk}/document.json")
    assert len(answer.json()["projects"]) == 1
    assert "%E9%83%A8%E5%88%86%E9%A1%B9%E7%9B%AE" in answer["Content-Disposition"]


def test_an_approved_text_is_printed_as_one(cast):
    pytest.importorskip("typst")
    drafted = cast.chief.get(f"statements/{cast.statement_pk}/document.pdf")
    revision = take_revision(cast.statement, None, statement_content(cast.statement))
    PerformanceStatement.objects.filter(pk=cast.statement_pk).update(approved_revision=revision)
    approved = cast.chief.get(f"statements/{cast.statement_pk}/document.pdf")
    assert drafted.content[:5] == approved.content[:5] == b"%PDF-"
    assert drafted.content != approved.content


@pytest.mark.parametrize(
    ("suffix", "part"), [("docx", "word/footer1.xml"), ("xlsx", "xl/worksheets/sheet3.xml")]
)
def test_an_approved_file_names_the_head_of_the_trail(suffix, part, cast):
    drafted = cast.chief.get(f"statements/{cast.statement_pk}/document.{suffix}").content
    assert "操作记录校验值" not in ZipFile(BytesIO(drafted)).read(part).decode()
    revision = take_revision(cast.statement, None, statement_content(cast.statement))
    PerformanceStatement.objects.filter(pk=cast.statement_pk).update(approved_revision=revision)
    anchor = record(Action.EXPORT, by=cast.chief.user, subject=cast.statement)
    answer = cast.chief.get(f"statements/{cast.statement_pk}/document.{suffix}")
    footer = ZipFile(BytesIO(answer.content)).read(part).decode()
    assert f"第{revision.number}版　操作记录校验值 {anchor.hash}" in footer
    assert len(read_text(answer.content, f"a.{suffix}").content.projects) == 2


def test_what_a_file_cannot_hold_is_refused_in_words(cast):
    PerformanceStatement.objects.filter(pk=cast.statement_pk).update(edition="无此版本")
    answer = cast.chief.get(f"statements/{cast.statement_pk}/document.xlsx")
    assert answer.status_code == 409
    assert answer.json()["detail"]


def test_a_suffix_that_nobody_offers_is_not_there(cast):
    assert cast.chief.get(f"statements/{cast.statement_pk}/document.exe").status_code == 404


def changed(cast, **kwargs):
    return dump_content(replace(statement_content(cast.statement), **kwargs)).encode()


def at(cast, confirm=""):
    return f"statements/{cast.statement_pk}/import/{confirm}"


def looked_at(cast, **kwargs):
    """The preview of a file in which the content says this."""
    return cast.chief.post_file(at(cast), changed(cast, **kwargs)).json()


def confirmed(cast, preview, program=None, **more):
    return (program or cast.chief).ask("POST", at(cast, "confirm/"), {"token": preview["token"], **more})


def test_a_file_is_looked_at_and_then_applied(cast):
    before = statement_content(cast.statement)
    preview = looked_at(cast, sections=before.sections[:1])
    assert (preview["applicable"], preview["changed"], preview["problems"]) == (True, True, [])
    sections = {"label": "文字部分", "added": 0, "changed": 0, "removed": 2, "unchanged": 1}
    assert preview["counts"][0] == sections
    assert [row["status"] for row in preview["differences"]["sections"]] == ["removed", "removed"]
    assert statement_content(cast.statement) == before
    assert not TrailEntry.objects.filter(action=Action.IMPORT).exists()
    answer, again = confirmed(cast, preview), confirmed(cast, preview)
    assert answer.status_code == 200, answer.text
    assert answer.json() == again.json()
    assert answer.json()["counts"]["文字部分"]["removed"] == 2
    assert statement_content(cast.statement).sections == before.sections[:1]
    assert TrailEntry.objects.get(action=Action.IMPORT).details.startswith("文本.json（SHA-256")


def test_a_file_without_any_change_changes_nothing_and_says_so_each_time(cast):
    preview = looked_at(cast)
    assert (preview["applicable"], preview["changed"]) == (False, False)
    assert confirmed(cast, preview).json()["changed"] is False
    assert confirmed(cast, preview).json()["changed"] is False
    assert cast.statement.version == 1


def test_nobody_else_confirms_what_was_looked_at(cast):
    preview = looked_at(cast, sections=())
    assert confirmed(cast, preview, cast.filler).status_code == 409
    assert cast.statement.version == 1


def test_a_statement_that_has_moved_is_not_written_over(cast):
    preview = looked_at(cast, sections=())
    content = f"statements/{cast.statement_pk}/content/"
    cast.chief.ask("PATCH", content, {"cover": {"mark": "定稿"}}, match=cast.tag)
    assert confirmed(cast, preview).status_code == 412
    assert statement_content(cast.statement).sections


@pytest.mark.parametrize("token", ["", "nonsense", "W10:abc:def"])
def test_a_token_that_nobody_was_given_confirms_nothing(cast, token):
    assert confirmed(cast, {"token": token}).status_code in {400, 409}
    assert cast.statement.version == 1


@pytest.fixture
def takes_long(monkeypatch, settings):
    """Every reading that somebody would wait for, and a queue that nobody works off by itself."""

    def at_once(files, *, user, statement, progress):
        progress("", 3, 200)
        pytest.fail("the answer went on waiting")

    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(reading_job, "take_in_several", at_once)
    monkeypatch.setattr(reading_job, "UntilLong", lambda: UntilLong(seconds=-1, trial=-1))
    monkeypatch.setattr(reading_job, "is_at_work", lambda: True)


def with_job(program, cast, key):
    return program.post_form(at(cast), job=key)


def test_a_file_that_takes_long_is_read_by_a_job_and_then_looked_at(cast, takes_long):
    answer = cast.chief.post_file(at(cast), changed(cast, sections=()))
    assert answer.status_code == 202, answer.text
    job = ExportJob.objects.get(pk=answer.json()["id"])
    assert with_job(cast.chief, cast, job.pk).status_code == 409
    assert with_job(cast.filler, cast, job.pk).status_code == 404
    run_job.call(str(job.pk), job.attempt)
    preview = with_job(cast.chief, cast, job.pk).json()
    assert (preview["applicable"], preview["changed"]) == (True, True)
    assert confirmed(cast, preview).status_code == 200
    assert statement_content(cast.statement).sections == ()
    assert with_job(cast.chief, cast, job.pk).status_code == 409  # taken in, and gone


def test_a_preview_is_asked_for_with_a_file_or_with_a_job(cast):
    assert cast.chief.post_form(at(cast)).status_code == 400
    assert with_job(cast.chief, cast, uuid4()).status_code == 404


def test_into_a_text_without_an_open_part_nothing_is_imported_as_in_the_browser(cast, client):
    PerformanceStatement.objects.filter(pk=cast.statement_pk).update(state=StatementState.FIRST_REVIEW)
    refused = cast.chief.post_file(at(cast), changed(cast, sections=()))
    assert refused.status_code == 409
    client.force_login(cast.chief.user)
    page = client.get(f"/statements/{cast.statement_pk}/import/")
    assert (page.status_code, refused.json()["detail"] in page.text) == (403, True)
    assert not Upload.objects.exists()


def test_what_is_locked_stays_as_it_is_and_the_preview_says_so(cast):
    seen = cast.filler.get(f"statements/{cast.statement_pk}/content/").json()
    payload = cast.filler.post_file(at(cast), json.dumps({**seen, "sections": []}).encode()).json()
    assert (payload["applicable"], payload["changed"]) == (False, False)
    assert "部门部分现在不由您填报，保持不变。" in payload["notices"]
    assert confirmed(cast, payload, cast.filler).json()["changed"] is False
    assert statement_content(cast.statement).sections


def test_what_keeps_a_file_from_being_saved_is_told_and_kept_to(cast):
    before = statement_content(cast.statement)
    strange = replace(before.projects[0], unit_code="999999")
    preview = looked_at(cast, projects=(strange, *before.projects[1:]))
    assert (preview["applicable"], len(preview["problems"])) == (False, 1)
    assert confirmed(cast, preview).status_code == 409
    assert statement_content(cast.statement) == before


@pytest.mark.parametrize(
    ("name", "file"), [("a.exe", b"MZ"), ("a.xlsx", b"PK"), ("a.json", b"{"), ("a.txt", b"")]
)
def test_a_file_that_cannot_be_read_is_refused_in_words(cast, name, file):
    answer = cast.chief.post_file(at(cast), file, name=name)
    assert answer.status_code == 400
    assert answer.json()["problems"]


def test_a_revision_is_read_and_compared(cast):
    first = take_revision(cast.statement, None, statement_content(cast.statement))
    content = f"statements/{cast.statement_pk}/content/"
    cast.chief.ask("PATCH", content, {"cover": {"mark": "定稿"}}, match=cast.tag)
    second = take_revision(cast.statement, None, statement_content(cast.statement))
    payload = cast.chief.get(f"revisions/{first.pk}/").json()
    assert payload["content"]["cover"]["mark"] == "草案"
    since = cast.chief.get(f"revisions/{first.pk}/differences/").json()
    between = cast.chief.get(f"revisions/{first.pk}/differences/?against={second.pk}").json()
    assert since == between
    marks = [(change["field"], change["old"], change["new"]) for change in since["head"]]
    assert ("mark", "草案", "定稿") in marks
    assert cast.chief.get(f"revisions/{first.pk}/differences/?against=x").status_code == 400


def test_a_units_revision_is_compared_with_its_own_share(cast):
    own = replace(
        statement_content(cast.statement, projects=cast.statement.projects.filter(unit=cast.own)),
        sections=(),
        goals=(),
        funding=(),
    )
    revision = take_revision(cast.statement, cast.own, own)
    payload = cast.filler.get(f"revisions/{revision.pk}/differences/").json()
    assert not any(payload.values())
    assert cast.filler.get(f"revisions/{revision.pk}/").json()["content"] == to_plain(own)
    assert Revision.objects.count() == 1

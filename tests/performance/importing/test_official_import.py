"""An official text replaces what its user may edit; everything wrong with it is told at once, before anything is written."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import TrailEntry
from departments.permissions.roles import Role
from departments.trail.entry import Action
from performance.documents.convert import READABLE, WRITERS, read_unless, write_text
from performance.documents.formats.isolated.wanted import Marks
from performance.importing import applying, reading
from performance.importing.reading_cache import cached_reading
from performance.models import PerformanceStatement, StatementState, Upload
from performance.models.importing import LIFETIME
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from projects.services import lock
from tests.factories import a_content, a_department, a_member, a_project_content, a_unit, a_user
from tests.performance.importing.conftest import confirmed, faults_of, meant, messages_of, sent


def said(statement):
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk))


def with_budget(content, amount, at=0):
    projects = list(content.projects)
    projects[at] = replace(projects[at], budget=Decimal(amount), fiscal_funds=Decimal(amount))
    return replace(content, projects=tuple(projects))


@pytest.mark.parametrize("suffix", [suffix for suffix in READABLE if suffix in WRITERS])
def test_a_text_of_every_kind_is_previewed_and_written(reviewer_at, statement, suffix):
    wanted = with_budget(said(statement), 30)
    answer = sent(reviewer_at, write_text(wanted, suffix), f"文本{suffix}", statement)
    assert "12.50" in answer.text or "12.5" in answer.text
    assert said(statement) != wanted
    done = confirmed(reviewer_at, answer)
    assert messages_of(done)[0].partition("导错了")[0] == f"已导入“文本{suffix}”。"
    assert said(statement) == wanted
    act = statement.earlier_texts.first()
    assert (act.source, act.note) == ("import", f"文本{suffix}")
    assert reverse("history_undo", args=[statement.pk, act.pk]) in done.text
    again = sent(reviewer_at, write_text(wanted, suffix), f"文本{suffix}", statement)
    assert "没有任何更改" in again.text
    assert PerformanceStatement.objects.get().version == 2


def test_what_is_new_changed_removed_and_unchanged_is_counted(reviewer_at, statement, department):
    content = said(statement)
    first, second = content.projects
    new = a_project_content(department.units.first(), name="新项目")
    wanted = replace(content, projects=(replace(first, purpose="改了"), new))
    answer = meant(reviewer_at, sent(reviewer_at, write_text(wanted, ".json"), "a.json", statement), "whole")
    counts = {c.label: (c.added, c.changed, c.removed, c.unchanged) for c in answer.context["preview"].counts}
    assert counts == {"文字部分": (0, 0, 0, 3), "预算项目": (1, 1, 1, 0), "三级指标": (4, 0, 4, 4)}
    assert second.name in answer.text


def test_the_summary_stands_first_and_the_projects_folded_behind_the_button(reviewer_at, statement):
    wanted = with_budget(said(statement), 30)
    page = sent(reviewer_at, write_text(wanted, ".json"), "a.json", statement).text
    places = [page.index(words) for words in ("将要发生的变化", "确认导入", "逐项的改前改后</h2>", "12.50")]
    assert places == sorted(places)
    assert '<details class="change changed">' in page
    assert "2 栏" in page


def test_a_file_of_the_list_finds_its_text_or_begins_it(reviewer_at, statement, department):
    wanted = with_budget(said(statement), 30)
    confirmed(reviewer_at, sent(reviewer_at, write_text(wanted, ".json"), "a.json"))
    assert said(statement) == wanted
    next_year = a_content(department, year=2027)
    answer = sent(reviewer_at, write_text(next_year, ".json"), "a.json")
    assert "导入时新建" in answer.text
    assert PerformanceStatement.objects.count() == 1
    confirmed(reviewer_at, answer)
    assert PerformanceStatement.objects.filter(department=department, fiscal_year=2027).exists()


def test_a_filler_replaces_the_own_units_projects_and_nothing_else(filler_at, statement):
    content = said(statement)
    own, other = content.projects
    mine = replace(
        content,
        sections=(),
        projects=(replace(own, purpose="改了"), replace(other, purpose="也改了")),
    )
    answer = sent(filler_at, write_text(mine, ".json"), "a.json", statement)
    assert "部门部分现在不由您填报" in answer.text
    assert "的项目现在不由您填报，文件中的这些项目不导入" in answer.text
    confirmed(filler_at, answer)
    assert said(statement) == replace(content, projects=(replace(own, purpose="改了"), other))


def test_a_filler_cannot_begin_a_text(filler_at, statement, department):
    answer = sent(filler_at, write_text(a_content(department, year=2027), ".json"), "a.json")
    assert "不由您填报，不能修改" in answer.text
    assert "确认导入" not in answer.text
    confirmed(filler_at, answer)
    assert PerformanceStatement.objects.count() == 1


def test_all_problems_of_a_workbook_are_told_with_their_cells(reviewer_at, statement):
    spoilt = write_text(said(statement), ".txt").decode().replace("12.50", "约十二万", 2)
    answer = sent(reviewer_at, spoilt.encode(), "a.txt", statement)
    (group,) = [group for group in answer.context["preview"].problems.groups if group.label == "预算数"]
    assert (group.problems[0].value, group.count) == ("约十二万", 1)
    assert answer.context["preview"].problems.count == 2
    assert "确认导入" not in answer.text


def test_what_belongs_to_no_column_has_to_be_acknowledged(reviewer_at, statement):
    content = with_budget(said(statement), 30)
    noted = "请各单位知悉。\n" + write_text(content, ".txt").decode()
    answer = sent(reviewer_at, noted.encode(), "a.txt", statement)
    assert "我知道上面" in answer.text
    refused = confirmed(reviewer_at, answer)
    assert "没有导入" in messages_of(refused)[0]
    assert said(statement) != content
    confirmed(reviewer_at, refused, acknowledged="1")
    assert said(statement).projects == content.projects


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"year": 2020}, "预算年度是2020年"), ({"department_code": "987"}, "部门编码是“987”")],
)
def test_a_text_that_names_another_place_is_not_written(reviewer_at, statement, changes, reason):
    data = write_text(replace(said(statement), **changes), ".json")
    answer = sent(reviewer_at, data, "a.json", statement)
    assert reason in answer.text
    confirmed(reviewer_at, answer)
    assert said(statement).year == 2026


def test_a_text_of_another_province_is_refused(reviewer_at, statement):
    content = replace(said(statement), province="湖北", edition="2024")
    assert "湖北的版式" in faults_of(sent(reviewer_at, write_text(content, ".json"), "a.json", statement))


def test_a_text_of_a_department_out_of_sight_is_not_told_apart_from_none(filler_at, statement):
    foreign = a_department()
    a_unit(foreign)
    for department in (foreign, replace(said(statement), department_code="x", department_name="无此部门")):
        content = department if not hasattr(department, "pk") else a_content(department)
        answer = sent(filler_at, write_text(content, ".json"), "a.json")
        assert "没有认出文件属于" in faults_of(answer)
        assert foreign.name not in faults_of(answer) or department is foreign


def test_the_previewed_version_is_the_one_that_is_written_or_none(reviewer_at, statement):
    wanted = with_budget(said(statement), 30)
    answer = sent(reviewer_at, write_text(wanted, ".json"), "a.json", statement)
    theirs = with_budget(said(statement), 44, at=1)
    save_content(theirs, department=statement.department, year=2026)
    done = confirmed(reviewer_at, answer)
    assert "预览之后，文本已被修改" in messages_of(done)[0]
    assert said(statement) == theirs
    assert "44" in done.text  # the new preview says what would be undone
    confirmed(reviewer_at, done)
    assert said(statement) == wanted


def test_other_bytes_than_the_previewed_ones_are_not_written(reviewer_at, statement):
    answer = sent(reviewer_at, write_text(with_budget(said(statement), 30), ".json"), "a.json", statement)
    other = write_text(with_budget(said(statement), 99), ".json")
    Upload.objects.update(content=other)
    assert "不是同一个" in messages_of(confirmed(reviewer_at, answer))[0]
    assert said(statement).projects[0].budget == Decimal("12.50")


def test_an_import_is_one_row_of_the_trail_and_pressed_twice_it_is_done_once(reviewer_at, statement):
    answer = sent(reviewer_at, write_text(with_budget(said(statement), 30), ".json"), "a.json", statement)
    confirmed(reviewer_at, answer)
    assert confirmed(reviewer_at, answer).status_code == 404
    (entry,) = TrailEntry.objects.filter(action=Action.IMPORT)
    assert entry.details.startswith("a.json（SHA-256 ")
    assert PerformanceStatement.objects.get().version == 2


def test_cancelling_leaves_nothing_behind(reviewer_at, statement):
    answer = sent(reviewer_at, write_text(with_budget(said(statement), 30), ".json"), "a.json", statement)
    reviewer_at.post(answer.request["PATH_INFO"], {"cancel": "1"})
    assert not Upload.objects.exists()
    assert PerformanceStatement.objects.get().version == 1


def test_an_upload_exists_for_nobody_else(reviewer_at, statement, client):
    answer = sent(reviewer_at, write_text(with_budget(said(statement), 30), ".json"), "a.json", statement)
    address = answer.request["PATH_INFO"]
    for other in (a_member(Role.DEPARTMENT_REVIEWER, statement.department), a_user(is_superuser=True)):
        client.force_login(other)
        assert client.get(address).status_code == 404
        assert client.post(address, {"confirm": "1"}).status_code == 404
        assert client.get(f"{address}annotated.xlsx").status_code == 404


def test_a_locked_text_takes_no_import(reviewer_at, statement):
    answer = sent(reviewer_at, write_text(with_budget(said(statement), 30), ".json"), "a.json", statement)
    PerformanceStatement.objects.update(state=StatementState.APPROVED)
    assert "不能导入" in reviewer_at.get(f"/statements/{statement.pk}/import/").text
    confirmed(reviewer_at, answer)
    assert said(statement).projects[0].budget == Decimal("12.50")


def test_a_project_that_stands_still_is_told_before_anything_is_written(reviewer_at, statement):
    lock(statement.projects)
    answer = sent(reviewer_at, write_text(with_budget(said(statement), 30), ".json"), "a.json", statement)
    assert "已锁定，不能修改" in answer.text
    assert "确认导入" not in answer.text
    confirmed(reviewer_at, answer)
    assert said(statement).projects[0].budget == Decimal("12.50")


@pytest.mark.parametrize("suffix", [".xlsx", ".txt"])
def test_a_file_is_read_once_and_what_was_read_is_what_is_written(
    reviewer_at, statement, suffix, monkeypatch
):
    wanted = with_budget(said(statement), 30)
    answer = sent(reviewer_at, write_text(wanted, suffix), f"a{suffix}", statement)

    def again(*args, **kwargs):
        raise AssertionError("read once more")

    monkeypatch.setattr(reading, "read_upload", again)
    confirmed(reviewer_at, answer)
    assert said(statement) == wanted


def test_a_reading_of_another_release_is_not_taken_for_one_of_this(reviewer_at, statement):
    wanted = with_budget(said(statement), 30)
    answer = sent(reviewer_at, write_text(wanted, ".txt"), "a.txt", statement)
    upload = Upload.objects.get()
    assert cached_reading(upload.reading) == read_unless(Marks(), bytes(upload.content), "a.txt", mirror=True)
    Upload.objects.update(reading=b'{"content": {"province": 1}}')
    confirmed(reviewer_at, answer)
    assert said(statement) == wanted


def test_only_the_latest_uploads_of_a_user_are_kept(reviewer_at, statement):
    for amount in range(30, 36):
        sent(reviewer_at, write_text(with_budget(said(statement), amount), ".json"), "a.json", statement)
    assert Upload.objects.count() == 3


def test_an_import_that_cannot_be_recorded_does_not_happen(reviewer_at, statement, monkeypatch):
    answer = sent(reviewer_at, write_text(with_budget(said(statement), 30), ".json"), "a.json", statement)

    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(applying, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        confirmed(reviewer_at, answer)
    assert said(statement).projects[0].budget == Decimal("12.50")
    assert Upload.objects.count() == 1  # still there to be confirmed


def test_an_upload_nobody_decides_about_expires(reviewer_at, statement):
    data = write_text(with_budget(said(statement), 30), ".json")
    answer = sent(reviewer_at, data, "a.json", statement)
    Upload.objects.update(created=timezone.now() - LIFETIME - timedelta(seconds=1))
    assert reviewer_at.get(answer.request["PATH_INFO"]).status_code == 404
    sent(reviewer_at, data, "b.json", statement)
    assert [upload.name for upload in Upload.objects.all()] == ["b.json"]


def test_the_preview_says_how_the_file_was_understood(reviewer_at, statement):
    data = write_text(statement_content(statement), ".docx")
    answer = sent(reviewer_at, data, "文本.docx", statement)
    page = answer.text
    assert "文件是这样读的" in page
    assert "<dd>Word 文档</dd>" in page
    assert f"<dd>{statement.province}（" in page
    assert "100% 的文字" in page
    assert 'aria-label="原文"' in page
    assert 'aria-label="读出的内容"' in page


def test_what_is_not_placed_is_marked_in_the_source(reviewer_at, statement):
    data = write_text(statement_content(statement), ".txt") + "\n本行不属于任何栏目\n".encode()
    answer = sent(reviewer_at, data, "文本.txt", statement)
    assert '<mark class="unplaced" id="mark-first">本行不属于任何栏目</mark>' in answer.text

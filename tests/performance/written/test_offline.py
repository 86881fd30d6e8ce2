"""The workbook of all papers of one person: what comes back is laid over what stands there, all of it or nothing."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.trail.entry import Action as Trailed
from departments.trail.entry import TrailEntry
from performance.models import MonitoringReport, Revision
from performance.self_evaluation.services import open_cards
from tests.performance.importing.conftest import cell_under, edited, messages_of
from tests.performance.monitoring.periods import written
from tests.performance.self_evaluation.years import an_open_year
from tests.performance.written.away import Away
from tests.performance.written.desks import a_desk


def test_an_untouched_workbook_changes_nothing_and_says_so(away, desk):
    answer = away.sent(away.client.get(away.page.removesuffix("/") + ".xlsx").content)
    assert "没有需要读入的" in answer.text
    assert "确认读入" not in answer.text
    assert not answer.context["filled"].left_out
    assert not answer.context["filled"].notices


def test_filled_cells_are_previewed_by_field_taken_together_and_taken_back(away, desk):
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    before = desk.texts()
    answer = away.sent(away.filled(**{label: "在现场填的", away.head: "5次", away.fund: 8.5}))
    said = {change.name: change for paper in answer.context["filled"].papers for change in paper.changes}
    assert said[desk.one].said[1] == "在现场填的"
    assert said[desk.one].cell.startswith(f"“{away.title}”")
    assert desk.texts() == before  # a preview writes nothing
    answer = away.confirmed(answer)
    after = desk.texts()
    assert (after[desk.one], after[away.field]) == ("在现场填的", "5次")
    assert {name for name, text in after.items() if text != before[name]} == set(said)
    assert TrailEntry.objects.filter(action=Trailed.IMPORT).count() == 1
    undo = re.search(r'href="([^"]+)">撤销这次读入', answer.text)[1]
    assert before[desk.one] in away.client.get(undo).text or not before[desk.one]
    away.client.post(undo)
    assert desk.texts() == before
    assert "没有需要恢复的" in away.client.get(undo).text


def test_another_place_that_was_changed_meanwhile_is_kept_and_the_same_place_is_named(report):
    away, desk = report, report.desk
    labels = desk.kind.labels(desk.kind.read(desk.row).content)
    file = away.filled(**{labels[desk.one]: "在现场填的"})
    away.client.post(desk.address, desk.page(**{desk.other: "同事填的"}))
    away.confirmed(away.sent(file))
    assert (desk.texts()[desk.one], desk.texts()[desk.other]) == ("在现场填的", "同事填的")
    away.client.post(desk.address, desk.page(**{desk.one: "在线改的"}))
    answer = away.sent(file)
    assert "已改为“在线改的”，文件中写的是“在现场填的”" in answer.text
    assert "确认读入" not in answer.text


def test_what_somebody_saves_between_preview_and_confirming_stops_it(report):
    away, desk = report, report.desk
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    answer = away.sent(away.filled(**{label: "在现场填的"}))
    away.client.post(desk.address, desk.page(**{desk.one: "同事填的"}))
    assert "由他人修改" in away.confirmed(answer).text
    assert desk.texts()[desk.one] == "同事填的"


def test_a_blank_cell_leaves_and_says_so_and_a_mark_clears(report):
    away, desk = report, report.desk
    labels = desk.kind.labels(desk.kind.read(desk.row).content)
    away.client.post(desk.address, desk.page(**{desk.one: "第一", desk.other: "第二"}))
    answer = away.sent(away.filled(**{labels[desk.one]: None, labels[desk.other]: "【清空】"}))
    assert "1格原有内容被删成空格" in answer.text
    away.confirmed(answer)
    assert (desk.texts()[desk.one], desk.texts()[desk.other]) == ("第一", "")


def test_what_stands_outside_is_named_and_has_to_be_acknowledged(report):
    away, desk = report, report.desk
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]

    def change(book):
        book[away.title]["A40"].value = "写在表外"
        book.create_sheet("另一张")["B2"].value = "多出的表"
        cell_under(book[away.title], label, right=1).value = "在现场填的"

    answer = away.sent(edited(away.workbook(), change))
    assert {problem.cell for problem in answer.context["filled"].left_out} == {
        f"“{away.title}”A40",
        "“另一张”B2",
    }
    away.confirmed(answer)
    assert desk.texts()[desk.one] != "在现场填的"
    away.confirmed(answer, acknowledged="1")
    assert desk.texts()[desk.one] == "在现场填的"


def test_a_number_that_cannot_be_read_is_taken_as_the_page_takes_it_and_named(away, desk):
    answer = away.sent(away.filled(**{away.fund: "约八万"}))
    assert "读入以后还须改正" in answer.text
    assert "约八万" in answer.text


def test_a_text_that_is_too_long_is_refused_with_its_cell(report):
    away, desk = report, report.desk
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    answer = away.sent(away.filled(**{label: "长" * 2001}))
    [problem] = answer.context["filled"].problems
    assert "有2001字，最多2000字" in problem.message
    assert problem.cell.startswith(f"“{away.title}”")
    assert "确认读入" not in answer.text


def test_a_workbook_of_an_older_approved_text_is_not_read(report):
    away, desk = report, report.desk
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    file = away.filled(**{label: "在现场填的"})
    first = desk.row.revision
    later = Revision.objects.create(
        statement=first.statement,
        number=first.number + 1,
        content=first.content,
        project_keys=first.project_keys,
    )
    type(desk.row).objects.filter(pk=desk.row.pk).update(revision=later)
    assert "已按新的批复版更新" in away.sent(file).text


def test_what_has_been_handed_in_is_named_and_nothing_is_taken(away, desk):
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    file = away.filled(**{label: "在现场填的"})
    desk.face.transitions.perform(
        desk.now(),
        desk.face.transitions.open_steps(desk.now(), desk.world.filler)[0].action,
        by=desk.world.filler,
        expected_version=desk.now().version,
    )
    assert "已经报送" in away.sent(file).text


@pytest.mark.parametrize("name", ["text.docx", "别的.xlsx"])
def test_another_file_is_refused_in_words(report, name):
    answer = report.sent(b"PK\x03\x04 nothing", name)
    assert answer.status_code == 400
    assert "没有读入" in messages_of(answer)[0]


def test_nobody_sees_the_workbook_of_others(away, desk):
    away.client.force_login(desk.world.stranger)
    assert away.client.get(away.page).status_code == 404
    away.client.force_login(desk.world.neighbour)
    assert away.client.get(away.page).status_code == 200
    assert desk.row in away.form.written(away.owner, desk.colleague)
    assert desk.row not in away.form.written(away.owner, desk.world.neighbour)


def test_the_questions_of_the_page_do_not_grow_with_the_papers(client, db):
    asked = []
    for projects in (1, 4):
        year = an_open_year(projects=projects)
        open_cards(year.statement, by=year.department_reviewer)
        year.statement.evaluations.filter(unit__isnull=False).update(unit=year.unit)
        client.force_login(year.filler)
        page = reverse("evaluations_offline", args=[year.statement.pk])
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).context["number"] == projects
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_workbook_of_reports_is_no_workbook_of_cards(client, db):
    card, report = Away(client, a_desk("card")), Away(client, a_desk("report"))
    file = report.workbook()
    client.force_login(card.desk.world.filler)
    assert "这是监控报告的离线工作簿" in messages_of(card.sent(file))[0]
    statement = card.desk.row.statement
    answer = client.post("/import/", {"file": SimpleUploadedFile("监控.xlsx", file)})
    assert "这是监控报告的离线工作簿" in "".join(answer.context["form"].errors.get("file", [])), statement


def test_boxes_and_words_of_a_report_go_by_their_labels(report):
    away = report

    def change(book):
        sheet = book[away.title]
        cell_under(sheet, "经费保障", 1).value = "√"
        cell_under(sheet, "人员保障", 1).value = "√"
        cell_under(sheet, "完成目标可能性", 1).value = "有可能"
        cell_under(sheet, "怎样计数", 2).value = "差不多"

    answer = away.sent(edited(away.workbook(), change))
    assert [problem.message for problem in answer.context["filled"].problems] == [
        "“差不多”应为累计数、当期数、最新水平之一。"
    ]

    def mended(book):
        change(book)
        cell_under(book[away.title], "怎样计数", 2).value = "当期数"

    away.confirmed(away.sent(edited(away.workbook(), mended)))
    texts = away.desk.texts()
    assert texts["state-0-reasons"] == "funding,staff"
    assert (texts["state-0-likelihood"], texts["state-1-counting"]) == ("possible", "of_period")

    def unticked(book):
        cell_under(book[away.title], "经费保障", 1).value = "【清空】"

    away.confirmed(away.sent(edited(away.workbook(), unticked)))
    assert away.desk.texts()["state-0-reasons"] == "staff"


def test_the_period_before_and_the_target_stand_beside_and_are_locked(client, db):
    desk = a_desk("report")
    period = desk.world
    task = period.opened(8)
    later = period.report_in(task)
    away = Away(client, replace(desk, row=later))

    def look(book):
        sheet = book[later.label]
        before = cell_under(sheet, "上期执行情况", 1)
        assert before.value == "6次"
        assert before.protection.locked
        assert cell_under(sheet, "年度指标值", 1).protection.locked
        assert not cell_under(sheet, "执行情况", 1).protection.locked
        assert sheet.protection.sheet

    edited(away.workbook(), look)


def test_an_import_that_one_paper_refuses_takes_none(report):
    away, desk = report, report.desk
    answer = away.sent(away.filled(绩效目标执行情况="在现场填的"))
    MonitoringReport.objects.filter(pk=desk.row.pk).update(state="monitoring_closed")
    assert "没有读入" in away.confirmed(answer).text
    assert desk.texts()["situation"] == written(desk.kind.read(desk.now())).situation


def test_a_program_does_the_same_in_three_requests(away, desk):
    """The workbook, what a filled one would change, and the word by which just that is done."""
    place = "statements/{}/evaluations" if desk.face.route == "evaluation" else "monitoring-tasks/{}"
    address = f"/api/v1/{place.format(away.owner.pk)}/offline"
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    workbook = away.client.get(f"{address}.xlsx")
    assert workbook.status_code == 200

    def change(book):
        cell_under(book[away.title], label, right=1).value = "程序填的"
        book[away.title]["A60"].value = "写在表外"

    file = SimpleUploadedFile("填好的.xlsx", edited(workbook.content, change))
    told = away.client.post(f"{address}/", {"file": file}).json()
    [paper] = told["papers"]
    assert [(one["field"], one["after"]) for one in paper["changes"]] == [(label, "程序填的")]
    assert told["problems"] == []
    assert len(told["left_out"]) == 1
    asked = {"token": told["token"]}
    refused = away.client.post(f"{address}/confirm/", asked, content_type="application/json")
    assert refused.status_code == 409
    done = away.client.post(
        f"{address}/confirm/", asked | {"acknowledged": True}, content_type="application/json"
    )
    assert done.json() == {"papers": 1, "fields_written": 1}
    assert desk.texts()[desk.one] == "程序填的"

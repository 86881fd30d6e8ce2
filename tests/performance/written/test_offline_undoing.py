"""An import of a filled workbook is taken once, and taken back only where it is still in sight and unchanged."""

import re

import pytest

from departments.models import Membership
from departments.trail.entry import Action as Trailed
from departments.trail.entry import TrailEntry
from performance.models import ExecutionAmount
from tests.performance.written.away import Away
from tests.performance.written.desks import a_desk


def test_what_was_changed_since_stays_when_an_import_is_taken_back(report):
    away, desk = report, report.desk
    labels = desk.kind.labels(desk.kind.read(desk.row).content)
    before = desk.texts()
    answer = away.confirmed(
        away.sent(away.filled(**{labels[desk.one]: "在现场填的", labels[desk.other]: "也是"}))
    )
    undo = re.search(r'href="([^"]+)">撤销这次读入', answer.text)[1]
    away.client.post(desk.address, desk.page(**{desk.one: "后来改的"}))
    assert labels[desk.one] in away.client.get(undo).text.partition("保持现在的样子")[2]
    away.client.post(undo)
    assert (desk.texts()[desk.one], desk.texts()[desk.other]) == ("后来改的", before[desk.other])


def test_what_is_out_of_sight_by_now_is_neither_shown_nor_taken_back(away, desk):
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    answer = away.confirmed(away.sent(away.filled(**{label: "在现场填的"})))
    undo = re.search(r'href="([^"]+)">撤销这次读入', answer.text)[1]
    Membership.objects.filter(user=desk.world.filler).update(unit=desk.world.neighbour.memberships.get().unit)
    assert away.client.get(undo).status_code == away.client.post(undo).status_code == 404
    assert undo not in away.client.get(away.page).text
    assert desk.texts()[desk.one] == "在现场填的"


def test_confirming_twice_takes_the_file_once(away, desk):
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    preview = away.sent(away.filled(**{label: "在现场填的"}))
    away.confirmed(preview)
    again = away.confirmed(preview)
    assert (again.status_code, "没有再次读入" in again.text) == (409, True)
    assert TrailEntry.objects.filter(action=Trailed.IMPORT).count() == 1


@pytest.mark.parametrize("paid", ["", "4"])
def test_what_was_paid_meanwhile_is_not_what_stood_there(client, db, paid):
    desk = a_desk("report", begun=False)
    away = Away(client, desk)
    of_project = {"unit": desk.row.unit, "fiscal_year": desk.row.task.fiscal_year, "code": desk.row.code}

    def load(spent):
        ExecutionAmount.objects.update_or_create(
            **of_project, cutoff=desk.row.task.cutoff, defaults={"spent": spent}
        )

    if paid:
        load(paid)
    assert desk.texts()[away.money] == paid
    label = desk.kind.labels(desk.kind.read(desk.row).content)[desk.one]
    answer = away.confirmed(away.sent(away.filled(**{label: "在现场填的"})))
    load("6")
    undo = re.search(r'href="([^"]+)">撤销这次读入', answer.text)[1]
    away.client.post(undo)
    assert (desk.texts()[away.money], desk.texts()[desk.one]) == (paid, "")


def test_a_page_that_calls_itself_an_import_breaks_nothing(away, desk):
    """Its save may change what no workbook asks for."""
    saved = away.client.post(
        desk.address, desk.page("import-x", **{desk.one: "改过", f"answer-{'a' * 24}": "理由"})
    )
    assert saved.status_code == 302
    assert "改过" in away.client.get(f"{away.page}x/").text

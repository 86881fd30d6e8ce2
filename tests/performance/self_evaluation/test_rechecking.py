"""The six lines of the finance office: filled in by those who grade, whole or not at all, and asked for where the scheme says so."""

import pytest
from django.urls import reverse

from performance.documents.readers import READ_HERE
from performance.models import Action, EvaluationState, RecheckSheet, SelfEvaluation
from performance.self_evaluation.recheck_lines import LINES
from performance.self_evaluation.rechecking import Checked, recheck
from performance.self_evaluation.transitions import perform
from performance.steps.refusals import Overtaken, Refused
from tests.performance.self_evaluation.test_transitions import put, walk

FULL = {line.code: str(line.points - 1) for line in LINES}


@pytest.fixture
def card(year):
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    return card


def test_the_lines_are_a_hundred_points():
    assert sum(line.points for line in LINES) == 100


def test_a_sheet_is_kept_and_every_reader_reads_it_once_the_card_is_graded(client, year, card):
    client.force_login(year.section)
    fields = {f"recheck-{code}": points for code, points in FULL.items()}
    address = reverse("evaluation_recheck", args=[card.pk])
    page = client.post(address, {**fields, "opinion": "问题写得不够", "seen": 0}, follow=True)
    assert "已保存复核表，合计 94 分" in page.content.decode()
    sheet = RecheckSheet.objects.get()
    file = reverse("recheck_file", args=[sheet.pk, "xlsx"])
    printed = READ_HERE[".xlsx"](client.get(file).content)
    said = [cell for block in printed.blocks for cell in getattr(block, "cells", ())]
    assert all(any(line.label in str(cell) for cell in said) for line in LINES)
    client.force_login(year.filler)
    assert "问题写得不够" not in client.get(reverse("evaluation", args=[card.pk])).content.decode()
    assert client.get(file).status_code == 404
    perform(card, Action.GRADE, by=year.section, expected_version=card.version)
    assert "问题写得不够" in client.get(reverse("evaluation", args=[card.pk])).content.decode()
    assert client.get(file).status_code == 200


@pytest.mark.parametrize(
    ("changes", "opinion", "words"),
    [
        ({"form": ""}, "意见", "请填写“要素和格式”"),
        ({"form": "11"}, "意见", "应为 0—10 的数"),
        ({"form": "-1"}, "意见", "应为 0—10 的数"),
        ({"form": "9.999"}, "意见", "最多2位小数"),
        ({"form": "很好"}, "意见", "应为 0—10 的数"),
        ({}, " ", "请填写复核意见"),
        ({}, "长" * 2001, "最多2000字"),
    ],
)
def test_a_faulty_sheet_is_refused_with_what_was_typed(client, year, card, changes, opinion, words):
    client.force_login(year.section)
    fields = {f"recheck-{code}": points for code, points in {**FULL, **changes}.items()}
    answer = client.post(
        reverse("evaluation_recheck", args=[card.pk]), {**fields, "opinion": opinion, "seen": 0}
    )
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (409, True)
    assert 'name="recheck-advice" value="19"' in page
    assert not RecheckSheet.objects.exists()


@pytest.mark.parametrize("who", ["filler", "department_reviewer", "stranger"])
def test_those_who_grade_write_it_and_nobody_else(year, card, who):
    with pytest.raises(Refused, match="财政局审核人"):
        recheck(card, Checked(FULL, "意见"), by=getattr(year, who))


def test_nobody_checks_what_they_wrote_themselves(year, card):
    card.versions.update(person=year.section)
    with pytest.raises(Refused, match="本人填写"):
        recheck(card, Checked(FULL, "意见"), by=year.section)


def test_nobody_checks_over_a_sheet_they_have_not_seen(year, card):
    recheck(card, Checked(FULL, "意见"), by=year.section)
    with pytest.raises(Overtaken):
        recheck(card, Checked(FULL, "另一个意见"), by=year.performance)
    recheck(card, Checked(FULL, "另一个意见", seen=1), by=year.performance)
    assert RecheckSheet.objects.count() == 2


def test_where_the_scheme_asks_for_it_nothing_is_graded_without_a_sheet_of_this_round(year, card):
    SelfEvaluation.objects.update(scheme="pidu-2026")
    with pytest.raises(Refused, match="先填写财政复核表"):
        walk(card, Action.GRADE, year.section)
    recheck(card, Checked(FULL, "意见"), by=year.section)
    walk(card, Action.RETURN, year.section)
    put(card, EvaluationState.FILLING, year.stranger)
    SelfEvaluation.objects.update(scheme="national-2020")
    card.refresh_from_db()
    walk(card, Action.SUBMIT, year.filler)
    walk(card, Action.PASS, year.department_reviewer)
    SelfEvaluation.objects.update(scheme="pidu-2026")
    with pytest.raises(Refused, match="先填写财政复核表"):
        walk(card, Action.GRADE, year.section)
    recheck(card, Checked(FULL, "意见", seen=1), by=year.section)
    walk(card, Action.GRADE, year.section)
    card.refresh_from_db()
    assert card.state == EvaluationState.GRADED

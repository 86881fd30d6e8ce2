"""The list of the payment system: looked at, stored beside the cards, and taken over by the unit alone."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.trail.entry import TrailEntry
from performance.documents.formats.csv_reader import read_csv
from performance.models import ExecutionAmount, SelfEvaluation
from performance.self_evaluation.execution import (
    NoExecutionList,
    SeenRow,
    read_execution,
    store_execution,
    take_over,
)
from performance.self_evaluation.findings import findings_of
from performance.self_evaluation.services import card_of
from performance.steps.refusals import Overtaken, Refused

HEAD = "项目编码,项目名称,全年预算数（元）,全年执行数（元）"


def listed(*rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


def read(year, *rows, head=HEAD, user=None):
    return read_execution(read_csv(listed(*rows, head=head)), user or year.department_reviewer, 2025)


def test_rows_are_held_against_the_cards_and_every_other_row_is_named(year):
    card = year.made()
    found = read(
        year,
        f"{card.code},科普,125000.00,123456.78",
        "没有的编码,别的项目,1,1",
        f"{card.code},科普,1,1",
    )
    assert [(row.card, row.adjusted, row.spent) for row in found.rows] == [
        (card, Decimal("12.5"), Decimal("12.345678"))
    ]
    assert [problem.partition("：")[2] for problem in found.problems] == [
        "项目编码“没有的编码”没有自评表，或不在您的办理范围，没有读入。",
        f"项目编码“{card.code}”在文件中出现不止一次，没有读入。",
    ]
    assert found.absent == 1


@pytest.mark.parametrize("amount", ["", "很多", "-1", "1e20", "0.001"])
def test_an_amount_that_is_none_is_named_and_not_taken(year, amount):
    found = read(year, f"{year.made().code},科普,125000,{amount}")
    assert (found.rows, len(found.problems)) == ((), 1)


@pytest.mark.parametrize(
    "head", ["项目编码,项目名称", "项目编码,项目名称,全年预算数,全年执行数", f"单位：万元\n{HEAD}"]
)
def test_a_list_without_heads_or_unit_is_refused(year, head):
    year.made()
    with pytest.raises(NoExecutionList):
        read(year, head=head)


def test_whoever_does_not_have_the_whole_text_imports_nothing(year):
    card = year.made()
    for user in (year.filler, year.stranger):
        assert read(year, f"{card.code},科普,1,1", user=user).rows == ()
        with pytest.raises(Refused, match="办理范围"):
            store_execution([SeenRow(card.pk, Decimal(1), Decimal(1))], 2025, by=user)
    assert not ExecutionAmount.objects.exists()


def test_from_the_file_to_the_card(client, year):
    card = year.finished()
    client.force_login(year.section)
    address = reverse("execution_list", args=[2025])
    file = SimpleUploadedFile("执行.csv", listed(f"{card.code},科普,125000,124000"))
    page = client.post(address, {"file": file})
    assert "12.50" in page.content.decode()
    assert not ExecutionAmount.objects.exists()
    client.post(address, {"rows": page.context["token"]})
    assert "导入2025年执行数据1行" in TrailEntry.objects.first().details
    found = findings_of(card_of(card))
    assert [(one.rule.code, one.remark.field) for one in found] == [("SE20", "fund-total-spent")]
    client.force_login(year.filler)
    page = client.post(reverse("take_over_execution", args=[card.pk]), {"version": 2}, follow=True)
    assert "已按执行数据填入" in page.content.decode()
    card = card_of(SelfEvaluation.objects.get(pk=card.pk))
    assert [row.spent for row in card.content.funds] == ["12.40", "12.40", "", "0.00"]
    assert findings_of(card) == ()


def test_a_preview_is_the_users_own_and_may_not_be_changed(client, year):
    card = year.finished()
    address = reverse("execution_list", args=[2025])
    client.force_login(year.section)
    file = SimpleUploadedFile("执行.csv", listed(f"{card.code},科普,125000,124000"))
    token = client.post(address, {"file": file}).context["token"]
    client.force_login(year.performance)
    assert client.post(address, {"rows": token}).status_code == 409
    assert client.post(address, {"rows": f"{token}x"}).status_code == 409
    assert not ExecutionAmount.objects.exists()


def test_the_unit_alone_takes_it_over(year):
    card = year.finished()
    with pytest.raises(Refused, match="还没有导入"):
        take_over(card, by=year.filler, expected_version=2)
    store_execution([SeenRow(card.pk, Decimal("12.5"), Decimal("12.4"))], 2025, by=year.department_reviewer)
    with pytest.raises(Refused, match="不由您填报"):
        take_over(card, by=year.department_reviewer, expected_version=2)


def test_a_later_list_says_what_it_overwrites_and_the_trail_keeps_it(client, year):
    card = year.finished()
    store_execution([SeenRow(card.pk, Decimal("12.5"), Decimal("11"))], 2025, by=year.department_reviewer)
    client.force_login(year.section)
    address = reverse("execution_list", args=[2025])
    file = SimpleUploadedFile("执行.csv", listed(f"{card.code},科普,125000,124000"))
    page = client.post(address, {"file": file})
    assert "其中 1 行已经导入过" in page.content.decode()
    assert "原为 11.00" in page.content.decode()
    assert page.content.decode().count("原为") == 1
    client.post(address, {"rows": page.context["token"]})
    assert "执行数据：全年执行数11.00→12.40（万元）" in TrailEntry.objects.first().details
    assert ExecutionAmount.objects.get().spent == Decimal("12.4")


def test_what_another_list_has_said_since_the_preview_is_not_overwritten(year):
    card = year.finished()
    seen = SeenRow(card.pk, Decimal("12.5"), Decimal("12.4"))
    store_execution([SeenRow(card.pk, Decimal("12.5"), Decimal("11"))], 2025, by=year.department_reviewer)
    with pytest.raises(Overtaken, match="预览之后"):
        store_execution([seen], 2025, by=year.section)
    assert ExecutionAmount.objects.get().spent == Decimal(11)

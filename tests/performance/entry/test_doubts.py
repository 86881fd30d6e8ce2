"""Amounts with units of their own are read; what is hardly meant for an official form is told beside its field."""

from decimal import Decimal

import pytest

from performance.documents.cells import Amount, Unreadable
from performance.documents.numbers import MoneyUnit, names_unit, read_amount
from performance.entry.answers import LONG, answers_of, read_answers
from performance.entry.sheets import department_sheets, project_sheet
from tests.performance.entry.test_no_drift import sound

AMOUNTS = {
    "12万": "12",
    "3.75亿": "37500",
    "3.75亿元": "37500",
    "１２万元": "12",
    "4,860.5元": "0.48605",
    "2千万": "2000",
    "5百万元": "500",
    "8千元": "0.8",
    "12.5": "12.5",
}


@pytest.mark.parametrize("text", AMOUNTS)
def test_an_amount_is_read_in_the_unit_that_stands_behind_it(text):
    assert read_amount(text, MoneyUnit.WAN) == Decimal(AMOUNTS[text])
    assert names_unit(text) is (text != "12.5")


@pytest.mark.parametrize("text", ["万", "十二万", "12万多", "1e3万", "12万万", "-"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Unreadable, match="无法识别的金额"):
        Amount("budget").read(text)


def read(**texts):
    content = sound("河北", "2023")
    sheet, owner = project_sheet("河北", "2023"), content.projects[0]
    answers = answers_of(sheet, owner)
    answers.texts.update(texts)
    return read_answers(sheet, answers, owner)


def test_a_unit_that_was_converted_is_told():
    done = read(budget="12万")
    assert done.values["budget"] == 12
    assert done.conversions["budget"] == "“12万”即12.00万元。"


@pytest.mark.parametrize(("text", "word"), [("科普活动😀", "😀"), ("字" * (LONG + 1), f"{LONG + 1}字")])
def test_what_is_hardly_meant_is_saved_and_told(text, word):
    done = read(purpose=text)
    assert done.values["purpose"] == text
    assert word in done.conversions["purpose"]
    assert not done.problems


def test_plain_texts_are_told_nothing_of():
    assert read(purpose="开展科普，惠及1.5万人次（含㎡、①）。").conversions == {}


def test_a_number_that_the_form_prints_before_a_title_goes_and_is_told():
    content = sound("河北", "2023")
    sheet = next(one for one in department_sheets("河北", "2023") if one.key == "part-one")
    answers = answers_of(sheet, content)
    typed = ("一、普及", "（五）宣传", "", "（三）服务")
    answers.records["functional_goal"] = [
        {"title": title, "text": "做好工作。", "indicator_text": ""} for title in typed
    ]
    done = read_answers(sheet, answers, content)
    assert [row["title"] for row in done.values["functional_goal"]] == ["普及", "（五）宣传", "", "服务"]
    assert list(done.conversions) == ["functional_goal-0-title", "functional_goal-3-title"]

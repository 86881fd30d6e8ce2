"""What a declared form prints is read back equal, whatever it says, in every format that is written and read."""

from contextlib import suppress
from random import Random

import pytest

from performance.documents.convert import read_text, write_text
from performance.documents.forms.declaration import SHIPPED, WrongDeclaration, load_form, shipped_forms
from performance.documents.forms.printing import form_for
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.odd_declarations import odd_declarations

FORMATS = (".xlsx", ".docx", ".txt")
FORMS = sorted(shipped_forms())
TWO_SIDED = "national-application-2015"
IN_THE_SUITE, UNDER_TRIAL = 2, 500  # contents of each form


def made(form_id, number):
    form = shipped_forms()[form_id]
    return ContentMaker(form, Random(f"{form_id} {number}")).statement()  # noqa: S311 - a seed, no secret


def differences_of_round_trip(content, suffix):
    read = read_text(write_text(content, suffix), f"文本{suffix}")
    return read.content, read.report.complaints()


@pytest.mark.figure(24)
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("form_id", FORMS)
def test_what_a_form_prints_is_read_back(form_id, suffix, trial):
    numbers = range(trial.times(IN_THE_SUITE, UNDER_TRIAL))
    for number in numbers:
        content = made(form_id, number)
        assert differences_of_round_trip(content, suffix) == (content, []), number
    trial.count(f"声明的表样，印成 {suffix} 再读回", len(numbers))


@pytest.mark.sampled(4)
@pytest.mark.figure(24)
@pytest.mark.parametrize("form_id", FORMS)
def test_a_printed_page_is_read_back(form_id, trial):
    """Rows that a page parts stay rows of their own, also where one half of them is blank."""
    numbers = range(trial.times(4 if form_id == TWO_SIDED else 1, UNDER_TRIAL))
    for number in numbers:
        content = made(form_id, number)
        assert differences_of_round_trip(content, ".pdf") == (content, []), number
    trial.count("声明的表样，印成 .pdf 再读回", len(numbers))


@pytest.mark.parametrize(
    ("form_id", "number"),
    [
        pytest.param("yunnan-flat-05-2", 101, id="the next page shows no name and the one after it another"),
        pytest.param("flat-glued-2022", 128, id="the level below is another and whole"),
        pytest.param("yunnan-flat-05-2", 129, id="the sign below is whole"),
    ],
)
def test_rows_beside_a_blank_name_are_neither_joined_nor_moved(form_id, number):
    content = made(form_id, number)
    assert differences_of_round_trip(content, ".pdf") == (content, [])


@pytest.mark.parametrize("suffix", [".txt", ".xlsx"])
def test_two_projects_of_one_name_and_other_money_stay_two(suffix):
    content = made("flat-glued-2022", 388)
    assert content.projects[0].name == content.projects[1].name
    assert differences_of_round_trip(content, suffix) == (content, [])


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_holds_what_is_made_for_it(form_id):
    content = made(form_id, 0)
    form = shipped_forms()[form_id]
    owner = content.projects[0] if content.projects else None
    assert form_for(content, owner) is form


def test_a_form_that_prints_what_nobody_reads_is_refused():
    text = """
id = "x"
province = "某省"
edition = "2026"
kind = "project"
title = "表"
description = ""
money = "块"
grid = [1, 2]
extra = 1

[[part]]
rows = [["没有人认识的栏目", "{name}*2"], ["项目名称", "{nothing}"]]
"""
    with pytest.raises(WrongDeclaration) as refused:
        load_form(text)
    assert refused.value.problems == ["没有“extra”这一项。", "“money”应为亿元、百万元、万元、千元、元之一。"]
    with pytest.raises(WrongDeclaration) as refused:
        load_form(text.replace("extra = 1", "").replace("块", "元"))
    assert refused.value.problems == [
        "第1部分第1行：“没有人认识的栏目”不在同义词表里，读不回来。",
        "第1部分第1行：各格共3格，表宽2格。",
        "第1部分第2行：没有“{nothing}”这一栏目。",
    ]


@pytest.mark.parametrize("form_id", ["national-application-2015", "yunnan-flat-05-2"])
def test_whatever_stands_in_a_declaration_is_used_or_refused_in_words(form_id):
    sound = (SHIPPED / f"{form_id}.toml").read_text(encoding="utf-8")
    for text in odd_declarations(sound, every=7):
        with suppress(WrongDeclaration):
            load_form(text)

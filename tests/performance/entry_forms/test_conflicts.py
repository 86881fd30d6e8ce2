"""Two people on one form: nobody overwrites the other silently, and the second chooses."""

import re

import pytest
from django.urls import reverse

from performance.entry.answers import Answers
from performance.entry.merging import Side, merge
from performance.entry_forms.opened_form import digest_of
from performance.statements.selectors import statement_content
from tests.performance.entry_forms.conftest import fields_of


def answers(*rows, **texts):
    return Answers(texts, {"goals": [{"item": row} for row in rows]})


BASE = answers("一", "二", purpose="旧", leader="甲")


@pytest.mark.parametrize(
    ("mine", "theirs", "open_paths", "result"),
    [
        (BASE, BASE, [], BASE),
        (
            answers("一", "二", purpose="我", leader="甲"),
            BASE,
            [],
            answers("一", "二", purpose="我", leader="甲"),
        ),
        (
            BASE,
            answers("一", "二", purpose="他", leader="甲"),
            [],
            answers("一", "二", purpose="他", leader="甲"),
        ),
        (
            answers("一", "二", purpose="我", leader="甲"),
            answers("一", "二", purpose="旧", leader="他"),
            [],
            answers("一", "二", purpose="我", leader="他"),
        ),
        (
            answers("一", "二", purpose="我", leader="甲"),
            answers("一", "二", purpose="他", leader="甲"),
            ["purpose"],
            answers("一", "二", purpose="我", leader="甲"),
        ),
        (
            answers("我", "二", purpose="旧", leader="甲"),
            answers("一", "他", purpose="旧", leader="甲"),
            [],
            answers("我", "他", purpose="旧", leader="甲"),
        ),
    ],
    ids=["nobody", "only I", "only they", "elsewhere", "same field", "other rows"],
)
def test_both_sides_are_merged_where_they_do_not_meet(mine, theirs, open_paths, result):
    merged = merge(BASE, mine, theirs, {})
    assert [difference.key for difference in merged.open] == open_paths
    assert merged.answers == result


@pytest.mark.parametrize(("side", "kept"), [(Side.MINE, "我"), (Side.THEIRS, "他")])
def test_a_choice_decides(side, kept):
    mine, theirs = answers(purpose="我", leader="甲"), answers(purpose="他", leader="甲")
    merged = merge(answers(purpose="旧", leader="甲"), mine, theirs, {"purpose": side})
    assert merged.open == ()
    assert merged.answers.texts["purpose"] == kept


@pytest.fixture
def opened(filled, project, form_of):
    return form_of(project=project)


@pytest.fixture
def address(filled, project):
    return reverse("entry_project", args=[filled.pk, project.pk])


@pytest.fixture
def overtaken(client, filler, reviewer, opened, address):
    """The client of the filler, whose page is older than what the reviewer has saved; and what both typed."""
    client.force_login(reviewer)
    client.post(address, fields_of(opened) | {"page": "of the reviewer", "purpose": "审核人写的"})
    client.force_login(filler)
    return client, fields_of(opened) | {"page": "of the filler", "purpose": "填报人写的"}


def purpose(filled):
    return statement_content(filled).projects[0].purpose


@pytest.mark.figure(5)
def test_the_second_sees_who_changed_what_and_nothing_is_saved(overtaken, address, filled, opened, trial):
    trial.count("后保存者看到逐项差异的页面", 1)
    client, typed = overtaken
    page = client.post(address, typed).text
    assert "审核人乙" in page
    for text in (opened.answers.texts["purpose"], "填报人写的", "审核人写的"):
        assert f'<p class="said">{text}</p>' in page
    assert purpose(filled) == "审核人写的"


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({"choice-purpose": "mine", "contested": "purpose"}, "填报人写的"),
        ({"choice-purpose": "theirs", "contested": "purpose"}, "审核人写的"),
        ({"all": "mine", "contested": "purpose"}, "填报人写的"),
        ({"all": "theirs", "contested": "purpose"}, "审核人写的"),
    ],
)
def test_the_second_chooses_on_a_page_that_needs_no_script(overtaken, address, filled, choice, kept):
    client, typed = overtaken
    page = client.post(address, typed | {"budget": "15"}).text
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    answer = client.post(address, {**typed, "budget": "15", "seen": sent["seen"]} | choice)
    assert answer.status_code == 302
    assert purpose(filled) == kept
    assert statement_content(filled).projects[0].budget == 15


def test_the_page_of_a_conflict_carries_everything_that_was_typed(overtaken, address):
    client, typed = overtaken
    page = client.post(address, typed | {"indicators-0-basis": "写了一半"}).text
    assert re.search('name="indicators-0-basis" value="写了一半"', page)


def test_without_a_choice_it_is_asked_again(overtaken, address, filled, opened, form_of, project):
    client, typed = overtaken
    seen = digest_of(form_of(project=project).answers)
    assert "请选择保留谁的内容" in client.post(address, typed | {"seen": seen, "contested": "purpose"}).text
    assert purpose(filled) == "审核人写的"


def test_a_choice_against_an_older_text_of_the_others_does_not_count(overtaken, address, filled):
    client, typed = overtaken
    choice = {"all": "mine", "contested": "purpose", "seen": "an older text"}
    assert "请选择保留谁的内容" in client.post(address, typed | choice).text
    assert purpose(filled) == "审核人写的"


def test_changes_in_other_fields_are_kept_and_told(overtaken, address, filled, opened):
    client, typed = overtaken
    typed |= {"purpose": opened.answers.texts["purpose"], "budget": "15"}
    page = client.post(address, typed, follow=True).text
    assert "审核人乙在您填写期间修改了：资金用途。已一并保留" in page
    assert (purpose(filled), statement_content(filled).projects[0].budget) == ("审核人写的", 15)


def test_who_has_the_form_open_twice_is_not_told_of_somebody_else(client, filler, opened, address):
    client.force_login(filler)
    typed = fields_of(opened)
    client.post(address, typed | {"page": "one window", "purpose": "先写的"})
    page = client.post(address, typed | {"page": "another window", "purpose": "后写的"}).text
    assert "您本人（在另一个窗口）在您填写期间保存过" in page


@pytest.fixture
def rows_of_both(client, filler, reviewer, opened, address):
    """What the filler's page sends after the reviewer has put a row above all others and changed the first."""
    client.force_login(reviewer)
    theirs = fields_of(opened) | {"page": "of the reviewer"}
    rows = opened.answers.records["indicators"]
    rows = [rows[0] | {"name": "审核人新增"}, rows[0] | {"basis": "审核人的依据"}, *rows[1:]]
    said = Answers({}, {"indicators": rows}).named() | {"indicators-count": str(len(rows))}
    client.post(address, theirs | said)
    client.force_login(filler)
    return fields_of(opened) | {"page": "of the filler"}


def test_rows_of_both_go_together(client, rows_of_both, address, filled, opened):
    page = client.post(address, rows_of_both | {"indicators-0-value": "≥96%"}, follow=True).text
    assert "第1行 指标值确定依据、绩效指标（对方新增1行）。已一并保留" in page
    rows = statement_content(filled).projects[0].indicators
    assert [(row.value, row.basis) for row in rows[1:2]] == [("≥96%", "审核人的依据")]
    assert (rows[0].name, len(rows)) == ("审核人新增", 1 + len(opened.answers.records["indicators"]))


def test_only_the_cell_that_both_changed_is_asked_for(client, rows_of_both, address):
    page = client.post(
        address, rows_of_both | {"indicators-0-basis": "我的依据", "indicators-0-value": "1"}
    ).text
    assert re.findall("<legend>(.*?)</legend>", page) == ["第1行 指标值确定依据"]


def test_a_row_that_one_removed_and_the_other_changed_is_asked_for(client, rows_of_both, address):
    page = client.post(address, rows_of_both | {"indicators-count": "0"}).text
    assert re.findall("<legend>(.*?)</legend>", page) == ["绩效指标（原第1行整行）"]


def test_autosave_stops_instead_of_overwriting(overtaken, address, filled):
    client, typed = overtaken
    payload = client.post(f"{address}autosave/", typed).json()
    assert "审核人乙也修改了这张表" in payload["conflict"]
    assert purpose(filled) == "审核人写的"


def test_two_forms_of_one_statement_do_not_meet(client, reviewer, filled, form_of, opened, address):
    client.force_login(reviewer)
    part_one = fields_of(form_of(key="part-one")) | {"overall_goal": "新的总体目标"}
    client.post(reverse("entry_sheet", args=[filled.pk, "part-one"]), part_one)
    client.post(address, fields_of(opened) | {"purpose": "新的用途"})
    content = statement_content(filled)
    assert (content.sections[0].text, content.projects[0].purpose) == ("新的总体目标", "新的用途")

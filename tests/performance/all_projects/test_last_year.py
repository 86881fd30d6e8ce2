"""Last year's projects in one step: what is there already stays, codes and money do not come along, years are moved on."""

import pytest
from django.urls import reverse

from performance.all_projects.last_year import CarryOptions, carry_over, last_year
from performance.statements.selectors import statement_content
from performance.steps.refusals import Overtaken

pytestmark = pytest.mark.django_db


def carried(statement, user, **options):
    return last_year(statement, user, CarryOptions(**options))


def test_there_is_nothing_to_carry_over_without_a_text_of_last_year(filled, reviewer):
    assert carried(filled, reviewer) is None


def test_what_this_year_has_already_is_named_and_left_alone(filled, earlier, filler, reviewer):
    found = carried(filled, reviewer)
    assert ([each.after.name for each in found.projects], found.known) == (["戊项目", "己项目"], ["甲项目"])
    assert [each.after.name for each in carried(filled, filler).projects] == ["戊项目"]


def test_codes_and_money_stay_behind_and_years_are_moved_on(filled, earlier, filler):
    before = statement_content(earlier).projects[1]
    (each,) = carried(filled, filler).projects
    assert (each.after.code, each.after.budget, each.after.spending_plan) == ("", None, None)
    assert each.after.purpose == "戊项目：2026年起实施。"
    assert each.after.goals == ("2026年完成，依据冀财〔2025〕5号，2026-06-30前验收。",)
    assert each.after.indicators == before.indicators
    assert len(each.years_moved) == 2


def test_one_may_ask_for_more_or_less(filled, earlier, filler):
    before = statement_content(earlier).projects[1]
    (whole,) = carried(filled, filler, amounts=True, years=False).projects
    assert (whole.after.budget, whole.after.spending_plan) == (before.budget, before.spending_plan)
    assert (whole.after.goals, whole.years_moved) == (before.goals, ())
    (bare,) = carried(filled, filler, values=False).projects
    assert [row.value for row in bare.after.indicators] == [""] * 4
    assert [row.name for row in bare.after.indicators] == [row.name for row in before.indicators]


def test_they_are_added_behind_their_units_as_they_were_shown(filled, earlier, reviewer):
    options = CarryOptions()
    found = last_year(filled, reviewer, options)
    everything = {each.key for each in found.projects}
    with pytest.raises(Overtaken):
        carry_over(filled, CarryOptions(amounts=True), chosen=everything, seen=found.digest, by=reviewer)
    assert carry_over(filled, options, chosen=everything, seen=found.digest, by=reviewer) == 2
    after = statement_content(filled).projects
    assert "".join(each.name[0] for each in after) == "甲乙丙戊丁己"
    assert (after[3], after[5]) == tuple(each.after for each in found.projects)
    assert last_year(filled, reviewer, options).projects == []


def test_the_page_shows_what_changes_and_adds_what_is_ticked(client, filled, earlier, reviewer):
    client.force_login(reviewer)
    address = reverse("projects_last_year", args=[filled.pk])
    page = client.get(address)
    assert "改年份 2 处" in page.text
    before = page.context["before"]
    sent = {"asked": 1, "values": 1, "years": 1, "seen": before.digest, "project": before.projects[0].key}
    assert "请勾选" in client.post(address, {**sent, "project": ""}).text
    answer = client.post(address, sent, follow=True)
    assert "已带入1个项目" in answer.text
    assert "撤销这一次" in answer.text
    assert filled.projects.filter(name="戊项目").exists()

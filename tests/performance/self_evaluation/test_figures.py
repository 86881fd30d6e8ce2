"""Many cards together: lists narrowed as asked, figures whose every number leads to its rows, the same sums in workbooks."""

from decimal import Decimal
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.documents.readers import READ_HERE
from performance.models import Action, EvaluationState, ScoredLine, SelfEvaluation
from performance.self_evaluation.figures.narrowing import FigureFilters, cards_asked, lines_asked
from performance.self_evaluation.figures.overview import figures_of_year, without_lines
from performance.self_evaluation.figures.reasons import OTHER, UNWRITTEN, kinds_of
from performance.self_evaluation.services import card_of
from tests.factories import a_statement, a_user
from tests.performance.self_evaluation.test_transitions import walk
from tests.performance.self_evaluation.years import an_open_year


@pytest.fixture
def card(year):
    card = year.finished()
    walk(card, Action.SUBMIT, year.filler)
    card.refresh_from_db()
    return card


def figure(user, key, year=2025):
    return next(one for one in figures_of_year(user, year) if one.key == key)


def again(card, year, **line):
    """A card of the same project in another year, with one line."""
    other = SelfEvaluation.objects.create(
        statement=a_statement(card.statement.department, year=year),
        **{name: getattr(card, name) for name in ("unit", "code", "label", "revision", "scheme")},
        position=1,
        state=EvaluationState.GRADED,
    )
    return other.lines.create(position=1, name="场次", points=10, awarded=10, **line)


def test_what_is_handed_in_keeps_its_lines_and_they_add_up_to_the_total(year, card):
    lines = list(card.lines.all())
    assert sum(line.awarded for line in lines) == card.total
    assert lines[0].name == "预算执行率"
    assert [line.reason for line in lines if line.awarded < line.points] == ["7月连续暴雨，露天场地停用三周"]
    walk(card, Action.RECALL, year.filler)
    walk(card, Action.SUBMIT, year.filler)
    assert card.lines.count() == len(lines)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (FigureFilters(), 2),
        (FigureFilters(year=2025), 2),
        (FigureFilters(year=2024), 0),
        (FigureFilters(state=EvaluationState.DEPARTMENT), 1),
        (FigureFilters(grade="优"), 1),
        (FigureFilters(final_grade="优"), 0),
        (FigureFilters(final_grade="none"), 2),
        (FigureFilters(drawn=True), 0),
        (FigureFilters(words="科普"), 2),
        (FigureFilters(words="没有的"), 0),
    ],
)
def test_the_list_is_narrowed_by_each_filter(year, card, asked, found):
    assert len(cards_asked(year.section, asked)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (FigureFilters(year=2025), 5),
        (FigureFilters(lost=True), 1),
        (FigureFilters(lost=True, reason="天气和灾害"), 1),
        (FigureFilters(lost=True, reason=OTHER), 0),
        (FigureFilters(exceeded=True), 0),
        (FigureFilters(name="预算执行率"), 1),
    ],
)
def test_the_lines_are_narrowed_by_each_filter(year, card, asked, found):
    assert len(lines_asked(year.section, asked)) == found


def test_a_page_of_lines_reads_no_others_and_the_largest_losses_stand_first(client, year, card):
    for number, awarded in ((2020, "9.5"), (2021, None), (2022, "1.25")):
        line = again(card, number)
        type(line).objects.filter(pk=line.pk).update(awarded=awarded and Decimal(awarded))
    lost = [line.points - (line.awarded or 0) for line in lines_asked(year.section, FigureFilters())]
    assert (lost, lost[0]) == (sorted(lost, reverse=True), 10)
    client.force_login(year.section)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("evaluation_lines"))
    read = [one["sql"] for one in queries if '."reason"' in one["sql"] and "scoredline" in one["sql"]]
    assert [" LIMIT " in sql for sql in read] == [True]


def test_out_of_sight_is_in_no_list_and_no_figure(year, card):
    for who in (year.neighbour, year.stranger):
        assert not lines_asked(who, FigureFilters())
        assert not cards_asked(who, FigureFilters(state=EvaluationState.DEPARTMENT))
        assert not figure(who, "losses").rows


def test_every_number_of_a_figure_leads_to_as_many_rows(client, year, card):
    client.force_login(year.section)
    page = client.get(reverse("evaluation_figures", args=[2025])).content.decode()
    assert "失分最多的" in page
    checked = 0
    for key in ("grade", "final-grade", "losses", "reasons"):
        for row in figure(year.section, key).rows:
            for value in row:
                href = getattr(value, "href", "")
                assert href or value == 0
                if href and isinstance(value.value, int):
                    assert f"共 {value.value} 行" in client.get(href).content.decode()
                    assert href in unescape(page)
                    checked += 1
    assert checked
    (loss,) = figure(year.section, "losses").rows
    line = lines_asked(year.section, FigureFilters(lost=True))[0]
    assert loss[2].value == line.points - line.awarded == Decimal(6)
    assert "共 1 行" in client.get(loss[0].href).content.decode()


def test_the_workbooks_say_what_the_pages_say(client, year, card):
    client.force_login(year.section)
    for route, args, word in (
        ("evaluation_list_workbook", [], card.label),
        ("evaluation_lines_workbook", [], "7月连续暴雨，露天场地停用三周"),
        ("evaluation_figures_workbook", [2025], "天气和灾害"),
    ):
        answer = client.get(reverse(route, args=args))
        assert word in str(READ_HERE[".xlsx"](answer.content).blocks)


def test_a_filter_that_cannot_be_understood_says_so_and_lists_nothing(client, year, card):
    client.force_login(year.section)
    answer = client.get(reverse("evaluation_list"), {"year": "去年"})
    assert (answer.status_code, "没有符合条件的行" in answer.content.decode()) == (400, True)
    assert client.get(reverse("evaluation_list_workbook"), {"year": "去年"}).status_code == 404


def test_an_indicator_exceeded_in_each_of_three_years_is_shown_and_in_two_it_is_not(year, card):
    again(card, 2023, exceeded=True, rate=150)
    last = again(card, 2024, exceeded=True, rate=Decimal("140.50"))
    assert not figure(year.section, "too-low").rows
    card.lines.create(position=99, name="场次", points=10, awarded=10, exceeded=True, rate=200)
    (row,) = figure(year.section, "too-low").rows
    assert [cell.value for cell in row[3:]] == ["150", "140.5", "200"]
    assert row[4].href == reverse("evaluation", args=[last.evaluation_id])


def test_departments_of_one_name_do_not_exceed_for_each_other(year, card):
    elsewhere = an_open_year().made()
    for own, number in ((card, 2022), (card, 2023), (elsewhere, 2024)):
        line = again(own, number, exceeded=True, rate=150)
        SelfEvaluation.objects.filter(pk=line.evaluation_id).update(unit=None, code="", label="101 教育局")
    everywhere = a_user(is_superuser=True)
    assert not figure(everywhere, "too-low", 2024).rows


def test_cards_of_before_are_counted_and_their_lines_made_up_for(year, card, capsys):
    ScoredLine.objects.all().delete()
    assert without_lines(year.section, 2025) == 1
    call_command("renew_scored_lines")
    assert "补上了1张" in capsys.readouterr().out
    assert without_lines(year.section, 2025) == 0
    assert card.lines.count() == len(card_of(card).sheet.indicators) + 1


def test_a_reason_is_of_the_kinds_that_its_words_say():
    assert list(kinds_of("  ")) == [UNWRITTEN]
    assert list(kinds_of("原定讲师另有安排")) == [OTHER]
    assert list(kinds_of("暴雨停工，工期顺延")) == ["天气和灾害", "工期和进度"]


def test_the_questions_do_not_grow_with_the_cards(client, year, card, django_assert_max_num_queries):
    client.force_login(year.section)
    addresses = [reverse("evaluation_list"), reverse("evaluation_lines")]
    addresses.append(reverse("evaluation_figures", args=[2025]))
    client.get(addresses[0])
    for number in range(3):
        again(card, 2010 + number, rate=100)
    for address in addresses:
        with django_assert_max_num_queries(17):
            client.get(address)

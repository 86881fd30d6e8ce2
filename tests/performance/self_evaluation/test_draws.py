"""Which cards are spot-checked: drawn by amount, by grade or by lot, the same again from the same seed, and not graded before."""

from decimal import Decimal

import pytest
from django.urls import reverse

from departments.trail.entry import TrailEntry
from performance.documents.readers import READ_HERE
from performance.models import Action, DrawnCard, EvaluationState, Notice, SpotCheckDraw
from performance.self_evaluation.spot_checks.checking import required_of, spot_check
from performance.self_evaluation.spot_checks.drawing import AskedDraw, cancel, draw, is_repeated
from performance.self_evaluation.spot_checks.ways import Drawable, at_random, by_amount, by_grade
from performance.self_evaluation.transitions import perform
from performance.steps.refusals import Refused
from tests.performance.self_evaluation.test_spot_checks import spotted
from tests.performance.self_evaluation.test_transitions import put, walk

CARDS = [
    Drawable(number, number % 3, "优" if number % 2 else "良", Decimal(number)) for number in range(1, 31)
]
SHOWN = ("合同",)


@pytest.fixture
def card(year):
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    return card


def asked(way="amount", **more):
    return AskedDraw(way, **{"at_least": "10", "materials": SHOWN, **more})


def drawn(year, by=None, **more):
    return draw(year.department.office, 2025, asked(**more), by=by or year.section)


def test_the_same_seed_draws_the_same_of_each_department_in_whatever_order_they_come():
    first = sorted(at_random(CARDS, 4, "2025-第一号"))
    assert first == sorted(at_random(CARDS[::-1], 4, "2025-第一号"))
    assert first != sorted(at_random(CARDS, 4, "2025-第二号"))
    departments = [one.department for one in CARDS if one.card in dict(first)]
    assert sorted(departments) == [0] * 4 + [1] * 4 + [2] * 4
    assert {card for card, _ in at_random(CARDS, 99, "x")} == {one.card for one in CARDS}


def test_a_larger_number_only_adds_to_what_a_seed_draws():
    few, many = (dict(at_random(CARDS, number, "x")) for number in (2, 5))
    assert few.items() <= many.items()


def test_amounts_and_grades_draw_what_they_say_and_a_budget_that_is_unknown():
    unknown = Drawable(99, 0, "", None)
    assert {card for card, _ in by_amount([*CARDS, unknown], Decimal(29))} == {29, 30, 99}
    assert {card for card, _ in by_grade([*CARDS, unknown], ["良"])} == set(range(2, 31, 2))


def test_a_card_that_is_drawn_is_checked_before_it_is_graded(client, year, card):
    client.force_login(year.section)
    address = reverse("evaluation_draws", args=[year.department.office_id, 2025])
    assert "合同和采购文件\n验收、完工资料\n" in client.get(address).content.decode()
    fields = {"way": "random", "per_department": "1", "seed": "2025-1", "materials": "合同\n凭证\n"}
    page = client.post(address, fields, follow=True).content.decode()
    row = SpotCheckDraw.objects.get()
    assert ("名单相同" in page, card.label in page) == (True, True)
    assert (is_repeated(row), row.seed, row.considered) == (True, "2025-1", [card.pk])
    assert required_of(card) == ("合同", "凭证")
    with pytest.raises(Refused, match="已被抽中"):
        perform(card, Action.GRADE, by=year.section, expected_version=card.version)
    spot_check(card, spotted(card), by=year.section)
    perform(card, Action.GRADE, by=year.section, expected_version=card.version)
    told = Notice.objects.filter(kind="spot_checked").values_list("recipient", flat=True)
    assert set(told) == {year.filler.pk, year.department_reviewer.pk}
    assert TrailEntry.objects.filter(details__contains="从1张自评表中抽取1张").exists()
    file = READ_HERE[".xlsx"](client.get(reverse("evaluation_draw_workbook", args=[row.pk])).content)
    assert card.label in str(file.blocks)


def test_the_list_says_no_points_of_a_check_before_the_card_was_handed_in_anew(client, year, card):
    row = drawn(year, at_least="0")
    sheet = spot_check(card, spotted(card, 预算执行率=("0", "没有凭证")), by=year.section)
    client.force_login(year.section)
    address = reverse("evaluation_draw", args=[row.pk])
    assert [each for _, each in client.get(address).context["cards"]] == [sheet]
    for action, who in ((Action.RETURN, year.section), (Action.SUBMIT, year.filler)):
        walk(card, action, who)
    assert [each for _, each in client.get(address).context["cards"]] == [None]


def test_a_list_that_was_tampered_with_says_so(client, year, card):
    row = drawn(year, way="random", per_department="1")
    DrawnCard.objects.update(words="手工加入")
    assert is_repeated(row) is False
    client.force_login(year.section)
    assert "名单不同" in client.get(reverse("evaluation_draw", args=[row.pk])).content.decode()


def test_nothing_is_drawn_twice_until_its_list_is_taken_back(year, card):
    row = drawn(year)
    with pytest.raises(Refused, match="没有符合“全年预算数不低于 10 万元”的"):
        drawn(year)
    with pytest.raises(Refused, match="请填写作废的理由"):
        cancel(row, " ", by=year.section)
    cancel(row, "金额写错了", by=year.section)
    with pytest.raises(Refused, match="已经作废"):
        cancel(row, "金额写错了", by=year.section)
    perform(card, Action.GRADE, by=year.section, expected_version=card.version)
    assert row.cards.count() == 1


def test_what_is_not_handed_in_or_graded_already_is_not_drawn(year, card):
    for state in set(EvaluationState) - {EvaluationState.FINANCE}:
        put(card, state, year.stranger)
        with pytest.raises(Refused, match="自评表有0张"):
            drawn(year)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"way": ""}, "请选择抽取的方式"),
        ({"at_least": "很多"}, "不是可以读懂的数"),
        ({"at_least": "-1"}, "不是可以读懂的数"),
        ({"way": "grade"}, "请选择自评等级"),
        ({"way": "grade", "grades": ["甲"]}, "请选择自评等级"),
        ({"way": "random", "per_department": "0"}, "1—1000 的整数"),
        ({"way": "random", "per_department": "１"}, "1—1000 的整数"),
        ({"way": "random", "per_department": "000000001" + "0" * 20}, "1—1000 的整数"),
        ({"way": "random", "per_department": "1", "seed": "长" * 65}, "种子最多64字"),
        ({"materials": ()}, "请列出应提供的材料"),
        ({"materials": ("合同", "合同")}, "写了2次"),
        ({"materials": ("长" * 61,)}, "最多60字"),
    ],
)
def test_a_faulty_draw_is_refused_whole(year, card, more, words):
    with pytest.raises(Refused, match=words):
        drawn(year, **more)
    assert not SpotCheckDraw.objects.exists()


def test_of_too_many_materials_only_their_number_is_said(year, card):
    with pytest.raises(Refused) as refused:
        drawn(year, materials=[f"{number:061}" for number in range(31)])
    assert refused.value.reasons == ("应提供的材料有31件，最多30件。",)


def test_what_is_sent_twice_draws_once(client, year, card):
    client.force_login(year.section)
    address = reverse("evaluation_draws", args=[year.department.office_id, 2025])
    assert client.get(address).context["seen"] == 0
    fields = {"way": "amount", "at_least": "0", "materials": "合同", "seen": "0"}
    assert client.post(address, fields).status_code == 302
    row = SpotCheckDraw.objects.get()
    cancel(row, "金额写错了", by=year.section)
    again = client.post(address, fields)
    assert (again.status_code, "已抽取过一份名单" in again.text) == (409, True)
    assert client.post(address, {**fields, "seen": row.pk}).status_code == 302
    assert SpotCheckDraw.objects.count() == 2


@pytest.mark.parametrize("who", ["filler", "department_reviewer", "stranger"])
def test_the_reviewers_of_the_office_draw_and_nobody_else(year, card, who):
    with pytest.raises(Refused, match="审核人抽取"):
        drawn(year, by=getattr(year, who))


def test_whoever_has_a_place_in_the_office_sees_how_it_drew_but_no_card_of_others(client, year, card):
    row = drawn(year)
    client.force_login(year.neighbour)
    page = client.get(reverse("evaluation_draw", args=[row.pk])).content.decode()
    assert ("从 1 张中抽取 1 张，您能看到 0 张" in page, card.label in page) == (True, False)
    client.force_login(year.stranger)
    assert client.get(reverse("evaluation_draw", args=[row.pk])).status_code == 404

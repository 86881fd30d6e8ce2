"""The second column of points: given for every line by those who grade, added up as the first, and what the grade follows."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from performance.documents.readers import READ_HERE
from performance.models import Action, EvaluationState, SpotCheck
from performance.self_evaluation.services import card_of
from performance.self_evaluation.spot_checks.checking import (
    GivenPoints,
    SeenMaterial,
    Spotted,
    lines_in,
    required_of,
    spot_check,
)
from performance.self_evaluation.spot_checks.drawing import AskedDraw, draw
from performance.self_evaluation.transitions import perform
from performance.steps.refusals import Overtaken, Refused
from tests.performance.self_evaluation.test_transitions import put, walk


@pytest.fixture
def card(year):
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    return card


def spotted(card, *, seen=0, opinion="佐证不全", states="provided", **changed):
    """The card's own points, but for the lines in ``changed``: their points and the reason."""
    given = {line.name: GivenPoints(str(line.own)) for line in lines_in(card_of(card))}
    given |= {name: GivenPoints(*words) for name, words in changed.items()}
    materials = [SeenMaterial(name, states) for name in required_of(card)]
    return Spotted(list(given.values()), materials, opinion, card.version, seen)


def names(card):
    return [line.name for line in lines_in(card_of(card))]


def test_what_was_changed_makes_the_total_and_the_grade_follows_it(client, year, card):
    first = names(card)[1]
    client.force_login(year.section)
    fields = {
        **{f"spot-{place}": str(line.own) for place, line in enumerate(lines_in(card_of(card)))},
        **{f"material-{place}": "provided" for place in range(len(required_of(card)))},
        "material": required_of(card),
        **{"material-1": "missing", "material-note-1": "没有凭证", "opinion": "凭证不全"},
        **{"spot-1": "20", "spot-reason-1": "签到表只有8次", "version": card.version, "seen": 0},
    }
    address = reverse("evaluation_spot_check", args=[card.pk])
    page = client.post(address, fields, follow=True).content.decode()
    sheet = SpotCheck.objects.get()
    own = next(line.own for line in lines_in(card_of(card)) if line.name == first)
    assert sheet.total == card.total - own + 20
    assert (
        f"抽查改变1项：“{first}”{own.normalize():f} → 20；各项得分合计 {sheet.total.normalize():f} 分" in page
    )
    assert "未提供（没有凭证）" in page
    assert f'name="points" value="{sheet.total}"' in page  # the grading asks for no others
    file = reverse("spot_check_file", args=[sheet.pk, "xlsx"])
    said = str(READ_HERE[".xlsx"](client.get(file).content).blocks)
    assert all(word in said for word in (first, "签到表只有8次", "没有凭证", "抽查人（签字）"))
    client.force_login(year.filler)
    assert "凭证不全" not in client.get(reverse("evaluation", args=[card.pk])).content.decode()
    assert client.get(file).status_code == 404
    perform(card, Action.GRADE, by=year.section, expected_version=card.version)
    card.refresh_from_db()
    assert (card.checked_total, card.final_total) == (sheet.total, sheet.total)
    assert sheet.words in client.get(reverse("evaluation", args=[card.pk])).content.decode()
    assert client.get(file).status_code == 200


def test_a_grade_lower_than_its_own_is_discounted_where_the_scheme_says_so(year, card):
    type(card).objects.update(scheme="sichuan-2025", grade="优")
    card.refresh_from_db()
    first = names(card)[1]
    sheet = spot_check(card, spotted(card, **{first: ("0", "没有佐证")}), by=year.section)
    perform(card, Action.GRADE, by=year.section, expected_version=card.version)
    card.refresh_from_db()
    assert card.checked_total == sheet.total
    assert card.final_total < sheet.total


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"points": ""}, "请填写“预算执行率”的得分"),
        ({"points": "10.5"}, "应为 0—10 的数"),
        ({"points": "-1"}, "应为 0—10 的数"),
        ({"points": "9.999"}, "最多2位小数"),
        ({"points": "满分"}, "应为 0—10 的数"),
        ({"points": "9"}, "请填写“预算执行率”的抽查得分与自评不同的理由"),
        ({"points": "9", "reason": "长" * 2001}, "最多2000字"),
        ({"states": ""}, "请选择“项目立项、批复文件”的状态"),
        ({"opinion": " "}, "请填写抽查意见"),
    ],
)
def test_a_faulty_sheet_is_refused_whole(year, card, change, words):
    more = {name: change.pop(name) for name in ("states", "opinion") if name in change}
    line = {"预算执行率": (change.get("points", ""), change.get("reason", ""))} if change else {}
    with pytest.raises(Refused, match=words):
        spot_check(card, spotted(card, **more, **line), by=year.section)
    assert not SpotCheck.objects.exists()


def test_what_was_typed_stands_on_the_page_that_refuses_it(client, year, card):
    client.force_login(year.section)
    fields = {"spot-0": "11", "spot-reason-0": "理由", "version": card.version, "seen": 0}
    answer = client.post(reverse("evaluation_spot_check", args=[card.pk]), fields)
    page = answer.content.decode()
    assert (answer.status_code, 'name="spot-0" value="11"' in page, ">理由</textarea>" in page) == (
        409,
        True,
        True,
    )


@pytest.mark.parametrize("who", ["filler", "department_reviewer", "stranger"])
def test_those_who_grade_write_it_and_nobody_else(year, card, who):
    with pytest.raises(Refused, match="财政局审核人"):
        spot_check(card, spotted(card), by=getattr(year, who))


def test_nobody_checks_what_they_wrote_themselves(year, card):
    card.versions.update(person=year.section)
    with pytest.raises(Refused, match="本人填写"):
        spot_check(card, spotted(card), by=year.section)


def test_nobody_checks_over_what_they_have_not_seen(year, card):
    spot_check(card, spotted(card), by=year.section)
    for stale in (spotted(card), replace(spotted(card, seen=1), version=card.version - 1)):
        with pytest.raises(Overtaken):
            spot_check(card, stale, by=year.performance)
    spot_check(card, spotted(card, seen=1), by=year.performance)
    assert SpotCheck.objects.count() == 2


def test_what_was_found_is_never_put_down_to_the_materials_of_a_list_drawn_meanwhile(year, card):
    opened = spotted(card)
    shown = [f"另一件{number}" for number in range(len(opened.materials))]
    draw(year.department.office, 2025, AskedDraw("amount", "0", materials=shown), by=year.performance)
    with pytest.raises(Overtaken, match="材料在您打开之后已有变化"):
        spot_check(card, opened, by=year.section)
    sheet = spot_check(card, spotted(card), by=year.section)
    assert [one["name"] for one in sheet.materials] == shown


def test_other_points_than_those_of_the_spot_check_are_refused(year, card):
    sheet = spot_check(card, spotted(card, 预算执行率=("9", "多记一笔")), by=year.section)
    ask = {"by": year.performance, "expected_version": card.version, "reason": "意见"}
    with pytest.raises(Refused, match=f"抽查得分为 {sheet.total} 分"):
        perform(card, Action.GRADE, points="99", **ask)
    perform(card, Action.GRADE, points=str(sheet.total), **ask)


def test_a_card_that_was_handed_in_anew_is_graded_without_the_spot_check_of_before(year, card):
    spot_check(card, spotted(card, 预算执行率=("0", "没有凭证")), by=year.section)
    walk(card, Action.RETURN, year.section)
    for action, who in (
        (Action.SUBMIT, year.filler),
        (Action.PASS, year.department_reviewer),
        (Action.GRADE, year.section),
    ):
        walk(card, action, who)
    card.refresh_from_db()
    assert card.final_total == card.total == Decimal(94)

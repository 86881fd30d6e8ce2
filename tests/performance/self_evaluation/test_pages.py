"""The pages of self-evaluation: without script, with everything that was typed kept."""

import pytest
from django.urls import reverse

from performance.models import EvaluationState, EvaluationTimetable, SelfEvaluation
from performance.self_evaluation.findings import findings_of
from performance.self_evaluation.page_fields import texts_of
from performance.self_evaluation.services import card_of
from performance.views.written.posted import base_of
from tests.performance.self_evaluation.cards import REACHED, done


def posted(card, content, **more):
    """What a browser sends of the page of a card that was opened as ``card`` is."""
    texts = {name: text for name, text in texts_of(content).items() if text or "unused" not in name}
    base = base_of(card.row, texts_of(card.content))
    return {**texts, "version": card.row.version, "base": base, "page": "a page", "end": "1", **more}


def test_the_way_from_the_list_to_a_saved_card(client, year):
    client.force_login(year.department_reviewer)
    assert str(year.statement) in client.get(reverse("evaluations")).content.decode()
    page = client.post(reverse("statement_evaluations", args=[year.statement.pk]), follow=True)
    assert "建立或更新了2张自评表" in page.content.decode()
    client.force_login(year.filler)
    row = SelfEvaluation.objects.get(unit=year.unit)
    address = reverse("evaluation", args=[row.pk])
    card = card_of(row)
    assert client.get(address).status_code == 200
    page = client.post(address, posted(card, done(card)), follow=True).content.decode()
    assert "已保存。各项得分合计 94 分。" in page
    assert "120000 ÷ 150000 = 80 %，得 24 分" in page
    assert all(value in page for value in REACHED)
    page = client.post(reverse("evaluation_step", args=[row.pk, "submit"]), {"version": 2}, follow=True)
    assert "已办理“报送部门”，目前为“部门审核自评”" in page.content.decode()


def test_a_page_that_was_cut_off_saves_nothing(client, year):
    row = year.made()
    client.force_login(year.filler)
    fields = posted(card_of(row), done(card_of(row)))
    del fields["end"]
    assert client.post(reverse("evaluation", args=[row.pk]), fields).status_code == 400
    assert not row.versions.exists()


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_out_of_sight_is_not_there(client, year, who):
    row = year.finished()
    client.force_login(getattr(year, who))
    assert client.get(reverse("evaluation", args=[row.pk])).status_code == 404
    assert client.post(reverse("evaluation", args=[row.pk]), {}).status_code == 404
    assert client.post(reverse("evaluation_step", args=[row.pk, "submit"]), {}).status_code == 404


def test_a_refused_step_says_why_and_keeps_its_words(client, year):
    row = year.finished()
    SelfEvaluation.objects.filter(pk=row.pk).update(state=EvaluationState.FINANCE)
    client.force_login(year.section)
    answer = client.post(
        reverse("evaluation_step", args=[row.pk, "grade"]), {"version": 2, "points": "95", "reason": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "复核得分与自评得分不同，须填写意见" in page
    assert 'value="95"' in page


def test_the_timetable_is_arranged_on_its_page(client, year):
    year.timetable.delete()
    client.force_login(year.performance)
    address = reverse("evaluation_timetable", args=[year.department.office_id, 2025])
    assert client.get(address).status_code == 200
    wrong = {"opens": "2026-03-01", "closes": "2026-02-01", "scheme": "hubei"}
    assert "不能早于" in client.post(address, wrong).content.decode()
    client.post(address, {**wrong, "closes": "2026-03-31"})
    assert EvaluationTimetable.objects.get().scheme == "hubei"
    client.force_login(year.filler)
    assert client.get(address).status_code == 403


def test_a_list_asks_the_same_number_of_questions_whatever_its_length(
    client, year, django_assert_max_num_queries
):
    year.made()
    client.force_login(year.department_reviewer)
    address = reverse("statement_evaluations", args=[year.statement.pk])
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)


def test_a_finding_stands_beside_its_field_and_a_warning_takes_its_reason(client, year):
    row = year.finished()
    client.force_login(year.filler)
    address = reverse("evaluation", args=[row.pk])
    card = card_of(row)
    page = client.post(address, posted(card, done(card, problems="")), follow=True).content.decode()
    assert 'id="problems" name="problems" rows="3" maxlength="2000" aria-describedby="said-problems"' in page
    assert "失分的指标没有写进存在问题：参加人次" in page
    refused = client.post(reverse("evaluation_step", args=[row.pk, "submit"]), {"version": 3})
    assert (refused.status_code, "改正或说明理由后才能报送" in refused.content.decode()) == (409, True)
    card = card_of(SelfEvaluation.objects.get(pk=row.pk))
    finding = findings_of(card)[0]
    answer = {f"answer-{finding.fingerprint}": "暴雨的影响已在总结中写明"}
    client.post(address, posted(card, done(card, problems=""), **answer))
    page = client.post(reverse("evaluation_step", args=[row.pk, "submit"]), {"version": 4}, follow=True)
    assert "已办理“报送部门”" in page.content.decode()
    assert "暴雨的影响已在总结中写明" in page.content.decode()


def test_the_cards_of_a_text_stand_below_self_evaluation_in_the_menu(client, year):
    client.force_login(year.filler)
    page = client.get(reverse("statement_evaluations", args=[year.statement.pk]))
    assert [door.label for door in page.context["doors"] if door.here] == ["绩效自评"]

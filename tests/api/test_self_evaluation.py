"""Cards of self-evaluation through the interface: read, written, handed in and graded as on their pages."""

import pytest

from performance.models import EvaluationState, SelfEvaluation
from performance.self_evaluation.recheck_lines import LINES
from performance.self_evaluation.services import card_of
from tests.api.conftest import Program
from tests.performance.self_evaluation.cards import done
from tests.performance.self_evaluation.test_transitions import put
from tests.performance.self_evaluation.years import an_open_year


@pytest.fixture
def year(db):
    return an_open_year()


@pytest.fixture
def filler(client, year):
    return Program(client, year.filler)


def sent(card):
    """What a program would write of a finished card."""
    content = done(card)
    return {
        "funds": [
            {"source": row.source, "adjusted": row.adjusted, "spent": row.spent} for row in content.funds
        ],
        "results": [
            {
                **dict(zip(("level1", "level2", "name"), row.key, strict=True)),
                **{name: getattr(row, name) for name in ("value", "reason", "measure", "source")},
            }
            for row in content.results
        ],
        **{name: getattr(content, name) for name in ("goal_result", "conclusion", "problems")},
    }


def test_a_card_from_making_it_to_its_grade(client, year, filler):
    reviewer, finance = Program(client, year.department_reviewer), Program(client, year.section)
    made = reviewer.ask("POST", f"statements/{year.statement.pk}/evaluations/")
    assert made.json() == {"made": 2, "left_out": []}
    (row,) = filler.get("evaluations/?fiscal_year=2025&state=evaluating").json()["results"]
    address = f"evaluations/{row['id']}/"
    card = card_of(SelfEvaluation.objects.get(pk=row["id"]))
    answer = filler.ask("PATCH", f"{address}content/", sent(card), match='"1"')
    assert (answer.status_code, answer["ETag"]) == (200, '"2"')
    assert (answer.json()["total"], answer.json()["grade"], answer.json()["findings"]) == ("94.00", "优", [])
    assert answer.json()["indicators"][2]["words"] == "120000 ÷ 150000 = 80 %，得 24 分"
    assert [step["step"] for step in filler.get(f"{address}steps/").json()] == ["submit"]
    for program, step, version in ((filler, "submit", 2), (reviewer, "pass", 3)):
        assert program.ask("POST", f"{address}steps/{step}/", {}, match=f'"{version}"').status_code == 200
    graded = finance.ask(
        "POST", f"{address}steps/grade/", {"points": "92", "reason": "佐证不足"}, match='"4"'
    )
    assert graded.json()["state"] == EvaluationState.GRADED
    assert filler.get(address).json()["final_total"] == "92.00"
    assert [event["label"] for event in filler.get("evaluation-events/").json()["results"]] == [
        "报送部门",
        "部门通过",
        "复核评定",
    ]


def test_what_is_not_sent_stays_and_a_row_that_is_not_there_is_a_fault(year, filler):
    row = year.finished()
    address = f"evaluations/{row.pk}/content/"
    wrong = {"results": [{"level1": "产出指标", "level2": "数量指标", "name": "没有的指标", "value": "1"}]}
    answer = filler.ask("PATCH", address, wrong, match='"2"')
    assert answer.status_code == 400
    assert "自评表没有这一行" in answer.content.decode()
    answer = filler.ask("PATCH", address, {"problems": ""}, match='"2"')
    found = answer.json()
    assert [(one["code"], one["severity"], one["field"]) for one in found["findings"]] == [
        ("SE14", "warning", "problems")
    ]
    assert found["content"]["conclusion"] == "完成较好。"
    said = {"answers": [{"finding": found["findings"][0]["fingerprint"], "reason": "见总结"}]}
    assert filler.ask("PATCH", address, said, match='"3"').json()["findings"][0]["answer"] == "见总结"


@pytest.mark.parametrize(
    ("body", "match", "status"),
    [
        ({"conclusion": 5}, '"2"', 400),
        ({"total": "100"}, '"2"', 400),
        ({}, '"2"', 400),
        ({"conclusion": "好"}, None, 428),
        ({"conclusion": "好"}, '"1"', 412),
    ],
)
def test_what_makes_no_sense_or_comes_late_changes_nothing(year, filler, body, match, status):
    row = year.finished()
    assert filler.ask("PATCH", f"evaluations/{row.pk}/content/", body, match=match).status_code == status
    assert row.versions.count() == 1


def test_out_of_sight_is_not_there_and_others_write_nothing(client, year):
    row = year.finished()
    neighbour, reviewer = Program(client, year.neighbour), Program(client, year.department_reviewer)
    for address in ("", "content/", "steps/", "document.xlsx"):
        assert neighbour.get(f"evaluations/{row.pk}/{address}").status_code == 404
    assert reviewer.get(f"evaluations/{row.pk}/document.xlsx").content[:2] == b"PK"
    refused = reviewer.ask("PATCH", f"evaluations/{row.pk}/content/", {"conclusion": "好"}, match='"2"')
    assert (refused.status_code, "不由您填报" in refused.json()["detail"]) == (409, True)


def test_the_sheets_of_the_finance_office_are_written_line_by_line(client, year):
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    finance, filler = Program(client, year.section), Program(client, year.filler)
    six = {"points": {line.code: str(line.points) for line in LINES}, "opinion": "齐全", "seen": 0}
    unknown = {**six, "points": {**six["points"], "more": "1"}}
    address = f"evaluations/{card.pk}/"
    assert finance.ask("POST", f"{address}recheck/", unknown).status_code == 400
    assert finance.ask("POST", f"{address}recheck/", six).status_code == 201
    assert finance.ask("POST", f"{address}recheck/", six).status_code == 412
    blank = finance.get(f"{address}spot-check/")
    scores = [{"key": line["key"], "points": line["own"]} for line in blank.json()["lines"]]
    scores[0] |= {"points": "9", "reason": "多记一笔"}
    materials = [{"name": name, "state": "provided"} for name in blank.json()["materials"]]
    sent = {"scores": scores, "materials": materials, "opinion": "凭证不全", "seen": 0}
    swapped = {**sent, "scores": [scores[1], scores[0], *scores[2:]]}
    asked = {"match": blank["ETag"]}
    assert finance.ask("POST", f"{address}spot-check/", swapped, **asked).status_code == 400
    assert filler.ask("POST", f"{address}spot-check/", sent, **asked).status_code == 409
    written = finance.ask("POST", f"{address}spot-check/", sent, **asked)
    assert (written.status_code, written.json()["total"]) == (201, "93.00")
    (kept,) = finance.get("evaluation-spot-checks/").json()["results"]
    assert (kept["scores"][0]["own"], kept["scores"][0]["checked"]) == ("10", "9")
    assert filler.get("evaluation-spot-checks/").json()["results"] == []


def test_a_field_of_a_card_is_commented_on_and_answered(client, year, filler):
    card, finance = year.finished(), Program(client, year.section)
    fields = finance.get(f"evaluations/{card.pk}/comment-fields/").json()
    field = next(one["field"] for one in fields if one["label"].endswith("：实际完成值"))
    body = {"statement": year.statement.pk, "anchor": "evaluation", "row": card.pk, "text": "依据？"}
    assert finance.ask("POST", "comments/", {**body, "field": "result-0-value"}).status_code == 409
    made = finance.ask("POST", "comments/", {**body, "field": field})
    assert (made.status_code, made.json()["field"], made.json()["unit"]) == (201, field, year.unit.pk)
    (seen,) = filler.get(f"comments/?anchor=evaluation&row={card.pk}").json()["results"]
    answered = filler.ask("POST", f"comments/{seen['id']}/answer/", {"text": "见附件"}, match=made["ETag"])
    assert answered.json()["state"] == "answered"
    stranger = Program(client, year.neighbour)
    assert stranger.get(f"comments/{seen['id']}/").status_code == 404
    assert stranger.get(f"evaluations/{card.pk}/comment-fields/").status_code == 404
    assert stranger.ask("POST", "comments/", body).status_code == 409


def test_steps_say_what_is_to_be_read_before(client, year, filler):
    card = year.finished()
    put(card, EvaluationState.RETURNED, year.department_reviewer)
    body = {"statement": year.statement.pk, "anchor": "evaluation", "row": card.pk, "text": "依据？"}
    Program(client, year.department_reviewer).ask("POST", "comments/", body)
    (step,) = filler.get(f"evaluations/{card.pk}/steps/").json()
    assert (step["step"], step["obstacles"]) == ("submit", [])
    assert "1条部门批注没有答复" in step["cautions"][0]


def test_a_list_is_drawn_filled_in_and_taken_back(client, year, filler):
    card, finance = year.finished(), Program(client, year.section)
    put(card, EvaluationState.FINANCE, year.stranger)
    office = year.department.office_id
    body = {"office": office, "fiscal_year": 2025, "way": "amount", "at_least": "0.5", "seen": 0}
    assert filler.ask("POST", "evaluation-draws/", body).status_code == 409
    assert Program(client, year.stranger).ask("POST", "evaluation-draws/", body).status_code == 404
    made = finance.ask("POST", "evaluation-draws/", {**body, "materials": ["合同", "凭证"]})
    assert (made.status_code, made.json()["drawn"], made.json()["considered"]) == (201, 1, 1)
    assert (made.json()["at_least"], made.json()["repeated"]) == ("0.500000", None)
    again = finance.ask("POST", "evaluation-draws/", body)
    assert (again.status_code, "已抽取过一份名单" in again.text) == (412, True)
    draw = made.json()["id"]
    (drawn,) = filler.get(f"evaluation-drawn-cards/?draw={draw}").json()["results"]
    assert drawn["evaluation"] == card.pk
    blank = finance.get(f"evaluations/{card.pk}/spot-check/")
    assert blank.json()["materials"] == ["合同", "凭证"]
    sheet = {
        "scores": [{"key": line["key"], "points": line["own"]} for line in blank.json()["lines"]],
        "materials": [{"name": "合同", "state": "provided"}, {"name": "凭证", "state": "missing"}],
        "opinion": "凭证未见。",
        "seen": 0,
    }
    written = finance.ask("POST", f"evaluations/{card.pk}/spot-check/", sheet, match=blank["ETag"])
    assert [one["state"] for one in written.json()["materials"]] == ["provided", "missing"]
    assert filler.ask("POST", f"evaluation-draws/{draw}/cancelling/", {"reason": "?"}).status_code == 409
    back = finance.ask("POST", f"evaluation-draws/{draw}/cancelling/", {"reason": "金额填错"})
    assert (back.status_code, back.json()["cancel_reason"]) == (200, "金额填错")
    assert finance.get(f"evaluation-draws/{draw}/").json() == back.json()
    assert finance.ask("POST", f"evaluation-draws/{draw}/cancelling/", {"reason": "?"}).status_code == 409


def test_a_random_list_is_the_same_from_its_seed(client, year):
    put(year.finished(), EvaluationState.FINANCE, year.stranger)
    body = {"office": year.department.office_id, "fiscal_year": 2025, "way": "random", "seen": 0}
    finance = Program(client, year.section)
    assert finance.ask("POST", "evaluation-draws/", body).status_code == 409
    made = finance.ask("POST", "evaluation-draws/", {**body, "per_department": 1}).json()
    assert (made["repeated"], len(made["seed"]), len(made["materials"])) == (True, 16, 7)


@pytest.mark.parametrize(
    "fault", [{"way": "other"}, {"at_least": "-1"}, {"per_department": 0}, {"office": "1"}, {"other": 1}]
)
def test_a_draw_of_another_shape_is_refused(client, year, fault):
    body = {
        "office": year.department.office_id,
        "fiscal_year": 2025,
        "way": "amount",
        "at_least": "1",
        "seen": 0,
    }
    answer = Program(client, year.section).ask("POST", "evaluation-draws/", {**body, **fault})
    assert answer.status_code == 400

"""The rules say of each made card what a careful reader says, except where the case names the limit."""

import tomllib
from collections import Counter
from dataclasses import replace

import pytest
from django.conf import settings

from performance.review.findings import Severity
from performance.self_evaluation.findings import blocking, findings_of
from performance.self_evaluation.rules.document import TRIED_FILE, evaluation_rules_page
from performance.self_evaluation.rules.registry import rules
from tests.performance.self_evaluation.rules.cases import a_card, row, text
from tests.performance.self_evaluation.rules.cases_of_forms import ALL_CASES


def codes(card):
    return {finding.rule.code for finding in findings_of(card) if not finding.remark.undecidable}


@pytest.mark.parametrize("made", ALL_CASES, ids=lambda made: made.name.replace(" ", "-"))
def test_what_is_found_in_a_made_card(made):
    assert codes(made.card()) == (made.due - made.missed) | made.false


def test_what_was_tried_is_counted():
    due, found, true = Counter(), Counter(), Counter()
    for made in ALL_CASES:
        due.update(made.due)
        found.update((made.due - made.missed) | made.false)
        true.update(made.due - made.missed)
    counted = {
        rule.code: {"due": due[rule.code], "found": found[rule.code], "true": true[rule.code]}
        for rule in rules()
    }
    told = tomllib.loads(TRIED_FILE.read_text(encoding="utf-8"))
    assert (told["cases"], told["rules"]) == (len(ALL_CASES), counted)
    assert len(ALL_CASES) >= 60
    assert [code for code, counts in counted.items() if not counts["due"]] == []


def test_the_page_about_the_rules_is_current():
    page = (settings.BASE_DIR / "docs" / "evaluation-rules.md").read_text(encoding="utf-8")
    assert page == evaluation_rules_page(), "run manage.py write_rules_doc"


def test_a_warning_is_answered_until_what_was_judged_changes():
    card = text(problems="")(a_card())
    finding = next(one for one in findings_of(card) if one.rule.code == "SE14")
    assert finding in blocking(findings_of(card))
    card = replace(card, content=replace(card.content, answers=((finding.fingerprint, "已在总结会上说明"),)))
    assert blocking(findings_of(card)) == ()
    other = row(0, value="7次", reason="场地改作他用一个月", measure="与街道签订场地协议")(card)
    assert [one.rule.code for one in blocking(findings_of(other))] == ["SE14"]


def test_what_cannot_be_judged_is_said_and_blocks_nothing():
    card = row(1, value="")(a_card())
    unknown = [one for one in findings_of(card) if one.remark.undecidable]
    assert [(one.rule.code, one.severity, one.blocks) for one in unknown] == [("SE9", Severity.HINT, False)]
    assert "无法判断" in unknown[0].sentence

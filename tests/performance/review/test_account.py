"""What was judged is said: every rule is applied, does not apply for a reason, or could not be decided."""

from dataclasses import replace

import pytest

from performance.content.model import GoalContent, GoalKind
from performance.review import Outcome, account_of, account_to_plain, review, rule_set_for, rules
from tests.performance.review.planting import project
from tests.performance.review.sound import SOUND
from tests.performance.review.sound_hebei import HEBEI


def told(content, rule_set=None):
    return account_of(content, review(content, rule_set), rule_set)


@pytest.mark.parametrize("province", SOUND)
def test_every_rule_is_accounted_for_once(province):
    account = told(SOUND[province])
    assert [each.code for each in account.outcomes] == [rule.code for rule in rules()]
    assert all(each.reason for each in (*account.not_applicable, *account.undecided))
    assert account.applied


def test_a_rule_that_needs_what_a_form_does_not_print_does_not_apply():
    reasons = {each.code: each.reason for each in told(HEBEI).not_applicable}
    assert reasons["E5"] == "文本没有近两年指标值"
    assert reasons["C6"] == "表样没有部门资金情况"
    assert "A5" not in reasons
    assert "A5" in {each.code for each in told(SOUND["贵州"]).not_applicable}


def test_what_was_missing_is_said():
    account = told(replace(HEBEI, year=None))
    assert {each.code: each.outcome for each in account.outcomes}["G3"] is Outcome.UNDECIDED
    assert "无法判断" in next(each.reason for each in account.undecided if each.code == "G3")


def test_a_rule_that_is_switched_off_is_named_as_not_applied_and_changes_the_mark_of_the_rule_set():
    rule_set = rule_set_for("河北", "2023")
    without = replace(rule_set, off=frozenset({"F10"}))
    account = told(HEBEI, without)
    assert {each.code: each.reason for each in account.not_applicable}["F10"] == "规则集停用了这条规则"
    assert account.rule_set != told(HEBEI).rule_set
    assert account.catalogue == told(HEBEI).catalogue


def test_the_account_in_one_line_and_as_data():
    account = told(project(budget=None)(HEBEI))
    assert f"{len(account.applied)}条规则已审核" in str(account)
    plain = account_to_plain(account)
    assert len(plain["rules"]) == len(rules())
    assert {each["outcome"] for each in plain["rules"]} == {"applied", "not_applicable", "undecided"}


def test_indicators_that_no_rule_looks_at_are_named():
    rows = HEBEI.projects[0].indicators
    mid_term = GoalContent(GoalKind.LONG_TERM, text="三年巡讲36场。", indicators=rows)
    content = project(mid_term=mid_term)(HEBEI)
    assert str(account_of(content, review(content))).endswith("中期绩效指标6条没有审核，请人工核对。")
    assert "没有审核" not in str(account_of(HEBEI, review(HEBEI)))

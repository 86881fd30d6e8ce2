"""Rule sets are data: every file is complete, and the registry accepts a code once."""

import re

import pytest

from performance.review import Severity, rule_set_for, rules
from performance.review.engine import DuplicateRule, register
from performance.review.rule_sets import Parameters, RuleSetError, _overlay, _parameters, _rule_set, any_of

PROVINCES = ("河北", "湖北", "贵州")


@pytest.mark.parametrize("province", ["", *PROVINCES])
def test_a_rule_set_names_only_rules_that_exist(province):
    rule_set = rule_set_for(province, "2024")
    codes = {rule.code for rule in rules()}
    assert rule_set.off | rule_set.severities.keys() | rule_set.waivable_errors <= codes


@pytest.mark.parametrize("province", ["", *PROVINCES])
def test_every_expression_of_a_rule_set_compiles(province):
    parameters = rule_set_for(province, "2024").parameters
    for name in ("placeholder_patterns", "approximate_patterns", "past_patterns", "typos", "deadline_names"):
        assert isinstance(any_of(getattr(parameters, name)), re.Pattern)


def test_an_unknown_province_is_judged_by_the_national_rule_set():
    assert rule_set_for("云南", "2030").parameters == rule_set_for("", "").parameters


def test_an_edition_may_differ_from_its_province():
    province = {"title": "省", "parameters": {"labels": {"value": "指标值"}, "cost_required": True}}
    edition = {"parameters": {"cost_required": False, "labels": {"basis": "依据"}}}
    assert _overlay(province, edition) == {
        "title": "省",
        "parameters": {"labels": {"value": "指标值", "basis": "依据"}, "cost_required": False},
    }


@pytest.mark.parametrize(
    "make",
    [lambda: _rule_set("某省", {"title": "省", "of": []}), lambda: _parameters("某省", {"tolerence": "1"})],
)
def test_a_misspelt_or_missing_parameter_is_refused(make):
    with pytest.raises(RuleSetError, match="某省"):
        make()


def test_the_national_rule_set_says_every_parameter():
    assert isinstance(rule_set_for("", "").parameters, Parameters)


def test_a_code_is_registered_once():
    with pytest.raises(DuplicateRule, match="A1"):
        register(rules()[0])


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_explains_itself_in_chinese(rule):
    for words in (rule.title, rule.reason, rule.source, rule.example, rule.remedy):
        assert re.search(r"[一-龥]", words)
    assert rule.severity in Severity

"""What an office may change of the rules: within bounds, as a file, all problems at once."""

import json
import os
import re
import subprocess
import sys

import pytest

from performance.review import Severity, account_of, review, rule_set_for
from performance.review.adjustments import (
    Adjustment,
    AdjustmentError,
    adjusted,
    read_adjustment,
    surviving,
    thresholds,
)
from performance.review.rule_sets import Parameters
from tests.performance.review.planting import indicator
from tests.performance.review.sound_hebei import HEBEI

FAULTY = indicator(0, value="≥12")(indicator(1, 1, value="95%")(HEBEI))
OURS = Adjustment(
    "示范市财政局2026年",
    frozenset({"F10"}),
    {"B8": Severity.HINT},
    {"alike_projects": 8, "copy_likeness": 0.85},
)


def test_it_is_read_from_its_file():
    thresholds = {"alike_projects": 8, "copy_likeness": 0.85}
    plain = {"name": OURS.name, "off": ["F10"], "severities": {"B8": "hint"}, "thresholds": thresholds}
    assert read_adjustment(json.dumps(plain)) == OURS


def test_it_changes_what_it_says_and_nothing_else():
    rule_set = adjusted(rule_set_for("河北", "2023"), OURS)
    before, after = review(FAULTY), review(FAULTY, rule_set)
    assert [(f.code, f.severity.value) for f in before] == [("B1", "warning"), ("B8", "warning")]
    assert [(f.code, f.severity.value) for f in after] == [("B1", "warning"), ("B8", "hint")]
    assert rule_set.parameters.alike_projects == 8
    account = account_of(FAULTY, after, rule_set)
    assert "示范市财政局2026年" in account.rule_set
    assert "F10" in {each.code for each in account.not_applicable}


def test_every_threshold_is_a_parameter_and_its_own_value_lies_within_the_bounds():
    parameters = rule_set_for("", "").parameters
    for name, threshold in thresholds().items():
        assert name in Parameters.__dataclass_fields__
        assert not threshold.problem_of(getattr(parameters, name))


@pytest.mark.parametrize(
    ("plain", "problem"),
    [
        ({}, "请在 name 中写明"),
        ({"name": "局", "of": []}, "不认识的栏目“of”"),
        ({"name": "局", "off": "B8"}, "“off”的内容类型不对"),
        ({"name": "局", "off": ["Z9"]}, "没有编号为“Z9”的规则"),
        ({"name": "局", "off": ["A5"]}, "A5“资金支出计划不完整”是错误，不能停用"),
        ({"name": "局", "severities": {"B1": "hint"}}, "不能停用，也不能改为"),
        ({"name": "局", "severities": {"B8": "error"}}, "只能是 warning（警告）或 hint（提示）"),
        ({"name": "局", "thresholds": {"tolerance": 1}}, "没有可以调整的门槛“tolerance”"),
        ({"name": "局", "thresholds": {"alike_projects": 99}}, "应在3与20之间"),
        ({"name": "局", "thresholds": {"alike_projects": 4.5}}, "应为整数"),
        ({"name": "局", "thresholds": {"copy_likeness": True}}, "应为数"),
        ([], "应为一个对象"),
    ],
)
def test_what_is_out_of_bounds_is_refused_with_a_sentence(plain, problem):
    with pytest.raises(AdjustmentError, match=re.escape(problem)):
        read_adjustment(json.dumps(plain))


def test_all_problems_are_told_at_once():
    with pytest.raises(AdjustmentError) as refused:
        read_adjustment('{"off": ["A5", "Z9"], "thresholds": {"alike_projects": 99}}')
    assert len(refused.value.problems) == 4


def test_what_is_no_json_is_refused():
    with pytest.raises(AdjustmentError, match="不是 JSON 文件"):
        read_adjustment("{")


def test_an_error_of_a_rule_that_is_switched_off_speaks_all_the_same():
    """B7 is a warning, but an error in 满意度."""
    rows = [
        (project, number, row.level1)
        for project, each in enumerate(HEBEI.projects)
        for number, row in enumerate(each.indicators)
    ]
    satisfaction = next((number, project) for project, number, level1 in rows if "满意度" in level1)
    outcome = next((number, project) for project, number, level1 in rows if "效益" in level1)
    vague = indicator(*outcome, value="不断提高")(HEBEI)
    grave = indicator(*satisfaction, value="较好")(HEBEI)
    held = adjusted(rule_set_for("河北", "2023"), Adjustment("局", frozenset({"B7"})))
    eased = adjusted(rule_set_for("河北", "2023"), Adjustment("局", severities={"B7": Severity.HINT}))
    assert [f.severity.value for f in review(vague, eased) if "B7" in f.codes] == ["hint"]
    assert [f.code for f in review(vague, held) if "B7" in f.codes] == []
    for rule_set in (held, eased):
        assert [f.severity.value for f in review(grave, rule_set) if "B7" in f.codes] == ["error"]


def test_what_the_rules_of_today_no_longer_know_is_left_out_and_told():
    stored = {
        "name": "局",
        "off": ["F10", "Z9"],
        "severities": {"B8": "hint", "A5": "hint"},
        "thresholds": {"alike_projects": 8, "longest_cell": 5, "bygone": 1},
    }
    adjustment, problems = surviving(stored)
    assert adjustment == Adjustment("局", frozenset({"F10"}), {"B8": Severity.HINT}, {"alike_projects": 8})
    assert len(problems) == 4


def test_it_says_in_words_what_it_changes():
    assert (
        str(OURS)
        == "停用F10；B8改为提示；“至少几个项目、几条指标相同才提示”改为8；“视为照抄的相似度”改为0.85"
    )
    assert str(Adjustment("局")) == "不作调整"


def test_a_rule_set_has_the_same_mark_in_every_process():
    words = "from performance.review import rule_set_for; print(rule_set_for('河北', '2023').digest)"
    marks = {
        subprocess.run(  # noqa: S603 - our own interpreter and words
            [sys.executable, "-c", words],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(marks) == 1

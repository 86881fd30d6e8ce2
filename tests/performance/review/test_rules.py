"""Every rule is silent on a sound content and speaks of its own fault, and only of that."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.review import OwnerKind, Severity, review, rules
from performance.review.rule_sets import rule_set_for
from tests.performance.review.faults import FAULTS
from tests.performance.review.faults_of_results import COST, INNOCENT, lectures, line
from tests.performance.review.planting import project
from tests.performance.review.sound import SOUND
from tests.performance.review.sound_hebei import CLINICS, HEBEI, LECTURES


@pytest.mark.parametrize("province", SOUND)
def test_a_sound_content_has_no_finding(province):
    assert [str(finding) for finding in review(SOUND[province])] == []


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.code}-{fault.evidence}" for fault in FAULTS])
def test_the_rule_speaks_of_the_fault_and_no_other_rule_speaks(fault):
    findings = review(fault.content, fault.rule_set)
    assert [finding.code for finding in findings] == [fault.code], [str(each) for each in findings]
    (finding,) = findings
    assert fault.evidence in finding.evidence
    assert fault.severity in ("", finding.severity.value)
    assert finding.message.endswith("。")
    assert finding.remedy.endswith("。")
    assert not finding.undecidable


@pytest.mark.parametrize("evaluated", INNOCENT.values(), ids=INNOCENT)
def test_years_before_that_say_nothing_are_passed_over(evaluated):
    held = replace(rule_set_for(HEBEI.province, HEBEI.edition), evaluated=evaluated)
    assert [str(finding) for finding in review(HEBEI, held)] == []


@pytest.mark.parametrize(("actual", "speaks"), [("9万元", False), ("0.1万元", True)])
def test_a_cost_without_a_sign_is_better_the_less_it_is(actual, speaks):
    before = (lectures(2025, line(COST, "＝2万元", actual)),)
    held = replace(rule_set_for(HEBEI.province, HEBEI.edition), evaluated=before)
    exact = replace(COST, value=COST.value.replace("≤", "＝"))
    indicators = tuple(exact if one is COST else one for one in LECTURES.indicators)
    content = replace(HEBEI, projects=(replace(LECTURES, indicators=indicators), *HEBEI.projects[1:]))
    assert any(finding.code == "E10" for finding in review(content, held)) is speaks


def test_every_rule_has_a_fault_and_every_fault_a_rule():
    assert {fault.code for fault in FAULTS} == {rule.code for rule in rules()}


def test_every_row_of_the_catalogue_is_a_rule():
    rows = {"A": 9, "B": 11, "C": 9, "D": 11, "E": 8, "F": 13, "G": 7}
    wanted = {f"{family}{number}" for family, last in rows.items() for number in range(1, last + 1)}
    later = {"A15", "A17", "B13", "B14", "B15", "B16", "C16", "E11", "E12", "E13", "E14", "E15"}
    later |= {"A10", "B12", "C13", "C14", "C15", "A14", "A18", "C12"}
    assert wanted | later <= {rule.code for rule in rules()}


def test_a_project_without_any_amount_lacks_its_budget():
    findings = review(project(budget=None)(HEBEI))
    assert [(f.place.field, f.message) for f in findings if f.code == "A9"] == [("budget", "预算数未填。")]


HEURISTIC = ["D3", "D4", "D5", "D6", "E3", "E5", "E7", "F6", "F7", "F8", "F9"]


@pytest.mark.parametrize("code", HEURISTIC)
def test_a_heuristic_rule_is_never_an_error(code):
    (rule,) = (rule for rule in rules() if rule.code == code)
    assert rule.severity is not Severity.ERROR


@given(
    fault=st.sampled_from(
        [
            fault
            for fault in FAULTS
            if fault.base is HEBEI and fault.content.year == HEBEI.year and not fault.from_outside
        ]
    ),  # in a text of another year the sound project is not sound
    position=st.integers(min_value=0, max_value=2),
)
def test_an_unrelated_sound_project_changes_no_finding_of_the_others(fault, position):
    def said(content):
        findings = review(content)
        assert CLINICS.code not in {finding.place.project_code for finding in findings}
        return sorted(f.fingerprint for f in findings if f.place.owner is not OwnerKind.SECTION)

    projects = list(fault.content.projects)
    projects.insert(position, CLINICS)
    assert said(replace(fault.content, projects=tuple(projects))) == said(fault.content)

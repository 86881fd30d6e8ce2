"""An office's rules: who changes them, on which version, and that every review judges by the latest."""

from dataclasses import replace

import pytest

from departments.models import TrailEntry
from departments.permissions.roles import Role
from performance.findings.judgement import judge
from performance.findings.rule_effects import effects_of
from performance.models import BudgetFigure, BudgetRound, FindingFigures, RuleAdjustment, UnchangeableRow
from performance.review import Severity, rule_set_for
from performance.review.adjustments import Adjustment
from performance.rule_adjustments.in_force import rule_set_for_reader, rule_set_in, rule_set_of
from performance.rule_adjustments.services import save_adjustment
from performance.statements.figures import renewing
from performance.steps.refusals import Overtaken, Refused
from tests.factories import a_member, an_office
from tests.performance.review.sound_hebei import HEBEI

EASED = Adjustment("示范", severities={"B8": Severity.HINT})


def saved(here, adjustment=EASED, *, version=0, by=None, **kwargs):
    kwargs = {"reason": "试行第一年", **kwargs}
    return save_adjustment(
        here.office, 2026, adjustment, by=by or here.admin, expected_version=version, **kwargs
    )


def levels(here):
    return [finding.severity for finding in judge(here.statement).findings if finding.code == "B8"]


def test_it_holds_at_once_for_the_texts_of_its_office_and_year_alone(office):
    before = rule_set_of(office.statement)
    assert set(levels(office)) == {Severity.WARNING}
    row = saved(office)
    assert set(levels(office)) == {Severity.HINT}
    assert f"{office.office.name}2026年第1版" in rule_set_of(office.statement).title
    office.statement.fiscal_year = 2027
    assert rule_set_of(office.statement) == before
    assert rule_set_in(an_office(), 2026, "河北", "2023") == rule_set_for("河北", "2023")
    assert str(row) in TrailEntry.objects.first().subject_name
    assert TrailEntry.objects.first().details == "B8改为提示。理由：试行第一年"


@pytest.mark.parametrize(
    "role", [role for role in Role if role.value.endswith(("section_reviewer", "administrator"))]
)
def test_two_roles_keep_an_offices_rules(office, role):
    keeps = {Role.SYSTEM_ADMINISTRATOR, Role.PERFORMANCE_SECTION_REVIEWER}
    if role in keeps:
        assert saved(office, by=a_member(role, at=office.office)).version == 1
    else:
        with pytest.raises(Refused, match="系统管理员或财政绩效科审核人"):
            saved(office, by=a_member(role, at=office.office))
    with pytest.raises(Refused):
        saved(office, by=a_member(role), version=1)


def test_it_is_made_on_the_version_that_was_seen_and_says_why(office):
    saved(office)
    with pytest.raises(Overtaken):
        saved(office, Adjustment("示范", frozenset({"F6"})))
    with pytest.raises(Refused, match="理由"):
        saved(office, Adjustment("示范"), version=1, reason=" ")
    with pytest.raises(Refused, match="没有需要保存"):
        saved(office, version=1)
    back = saved(office, Adjustment("示范"), version=1)
    assert back.version == 2
    assert set(levels(office)) == {Severity.WARNING}
    with pytest.raises(UnchangeableRow):
        back.save()


def test_the_counts_of_the_overview_wait_until_they_are_made_by_the_new_rules(office):
    renewing.count_anew(type(office.statement).objects.all())
    saved(office)
    texts = type(office.statement).objects.all()
    assert list(renewing.not_counted(texts)) == [office.statement]
    renewing.count_anew(texts)
    assert set(FindingFigures.objects.filter(code="B8").values_list("severity", flat=True)) == {"hint"}
    assert not renewing.not_counted(texts)


def test_a_count_made_by_rules_that_moved_meanwhile_is_made_again(office, monkeypatch):
    real, moves = renewing.findings.findings_of, iter([True])

    def slow(*arguments):
        found = list(real(*arguments))
        if next(moves, False):
            saved(office)
        return found

    monkeypatch.setattr(renewing.findings, "findings_of", slow)
    renewing.count_anew(type(office.statement).objects.all())
    assert set(FindingFigures.objects.filter(code="B8").values_list("severity", flat=True)) == {"hint"}


def test_what_it_would_change_is_told_without_saving_anything(office):
    effects = effects_of(EASED, office.office, 2026)
    (rule,) = effects.rules
    assert (rule.code, rule.texts) == ("B8", 1)
    assert rule.levels == [(Severity.ERROR, 0, 0), (Severity.WARNING, 2, 0), (Severity.HINT, 0, 2)]
    assert [text.name for text in effects.texts] == [str(office.statement.department)]
    assert (effects.tried, effects.total) == (1, 1)
    assert not RuleAdjustment.objects.exists()
    assert effects_of(Adjustment("无"), office.office, 2026).rules == ()


def test_an_adjustment_changes_nothing_of_what_the_budget_says(office):
    project, unit = HEBEI.projects[0], office.statement.department.units.first()
    planned = {"fiscal_year": 2026, "round": BudgetRound.SECOND, "code": project.code, "name": project.name}
    BudgetFigure.objects.create(unit=unit, total=project.budget + 1, **planned)
    office.statement.planned = True
    office.statement.save(update_fields=["planned"])
    assert "C17" in {finding.code for finding in judge(office.statement).findings}
    assert [each.code for each in effects_of(EASED, office.office, 2026).rules] == ["B8"]


def test_texts_that_time_did_not_reach_are_told(office):
    effects = effects_of(EASED, office.office, 2026, seconds=-1)
    assert (effects.tried, effects.total, effects.rules) == (0, 1, ())


def test_a_file_is_judged_by_the_readers_own_office(office):
    saved(office)
    content = judge(office.statement).content
    assert "第1版" in rule_set_for_reader(content, office.admin).title
    assert "第1版" not in rule_set_for_reader(content, a_member(Role.FILLER)).title
    assert "第1版" not in rule_set_for_reader(replace(content, year=None), office.admin).title


def test_a_form_of_no_province_is_judged_by_the_one_office_of_the_reader(office):
    saved(office)
    content = judge(office.statement).content
    elsewhere = replace(content, province="全国", edition="2021")
    declared = replace(elsewhere, form="national-project-2021")
    assert "第1版" in rule_set_for_reader(declared, office.admin).title
    assert "第1版" not in rule_set_for_reader(elsewhere, office.admin).title
    assert "第1版" not in rule_set_for_reader(declared, a_member(Role.FILLER)).title

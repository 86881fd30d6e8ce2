"""Stored figures are what a count of the text itself gives, whatever was saved before."""

from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from departments.permissions.roles import Role
from indicators.kinds import ValueKind
from indicators.values import parse_value
from performance.exporting.flat_rows import amount_of
from performance.findings.judgement import judge
from performance.findings.statement_review import review_for
from performance.models import FindingCount, FindingFigures, IndicatorFigures, MoneyFigures
from performance.statements.figures import renewing
from performance.statements.figures.findings import rules_in_force
from performance.statements.services import save_content
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
    full_content,
)

pytestmark = pytest.mark.django_db

MEASURED = {ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.RANGE, ValueKind.DEADLINE}


def stored(model, *keys_and_counts):
    return Counter(model.objects.values_list(*keys_and_counts))


def counted_findings(statement):
    judgement = judge(statement)
    found = Counter((judgement.unit_of(f), f.code, f.severity.value) for f in judgement.findings)
    return Counter({(*key, number): 1 for key, number in found.items()})


def counted_sums(statement):
    """Added up from the content in plain Python."""
    judgement = judge(statement)
    money = defaultdict(lambda: [0, 0, Decimal(0), Decimal(0), Decimal(0)])
    families = defaultdict(lambda: [0, 0, 0])
    owned = [(None, goal.indicators) for goal in judgement.content.goals]
    for unit, project in zip(judgement.units, judgement.content.projects, strict=True):
        amount = amount_of(project)
        sums = (1, amount is None, amount or 0, project.fiscal_funds or 0, project.other_funds or 0)
        row = money[unit, project.project_class]
        row[:] = [old + new for old, new in zip(row, sums, strict=True)]
        owned.append((unit, project.indicators))
    for unit, rows in owned:
        for one in rows:
            counts = families[unit, one.level1, one.level2]
            counts[0] += 1
            counts[1] += parse_value(one.target, statement.fiscal_year).kind in MEASURED
            counts[2] += bool(one.basis)
    return (
        Counter((*key, *row) for key, row in money.items()),
        Counter((*key, *row) for key, row in families.items()),
    )


def check(statement):
    assert stored(FindingFigures, "unit", "code", "severity", "findings") == counted_findings(statement)
    money, families = counted_sums(statement)
    columns = ("unit", "project_class", "projects", "unknown", "budget", "fiscal_funds", "other_funds")
    assert stored(MoneyFigures, *columns) == money
    assert (
        stored(IndicatorFigures, "unit", "level1", "level2", "indicators", "quantified", "with_basis")
        == families
    )
    assert FindingCount.objects.get(statement=statement).rules == rules_in_force()


AMOUNTS = st.none() | st.decimals(0, 1000, places=2)
INDICATORS = st.builds(
    an_indicator,
    level2=st.sampled_from(["数量指标", "质量指标", "成本指标"]),
    name=st.sampled_from(["科普活动场次", "完成时限", "活动成本"]),
    value=st.sampled_from(["≥8次", "≥95%", "12月底前", "明显提高", "", "1-2次", "≥100"]),
    basis=st.sampled_from(["", "年度工作计划"]),
)
PROJECTS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),
        st.fixed_dictionaries(
            {
                "budget": AMOUNTS,
                "fiscal_funds": AMOUNTS,
                "other_funds": AMOUNTS,
                "annual_budget": AMOUNTS,
                "project_class": st.sampled_from(["", "运转类", "特定目标类"]),
                "indicators": st.lists(INDICATORS, max_size=3).map(tuple),
            }
        ),
    ),
    max_size=4,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(PROJECTS, min_size=2, max_size=3))
def test_after_any_saves_the_figures_are_those_of_the_text(texts, db):
    FindingCount.objects.all().delete()
    for model in (FindingFigures, IndicatorFigures, MoneyFigures):
        model.objects.all().delete()
    department = a_department()
    units = [a_unit(department), a_unit(department)]
    for text in texts:
        projects = tuple(a_project_content(units[number], **kwargs) for number, kwargs in text)
        statement = save_content(
            a_content(department, projects=projects), department=department, year=2026
        ).statement
        check(statement)


def test_a_text_with_every_field_is_counted():
    department = a_department()
    a_unit(department), a_unit(department)
    statement = a_statement(department, content=full_content(department))
    check(statement)
    assert IndicatorFigures.objects.filter(unit=None).exists()


def test_a_second_year_of_the_department_is_counted_by_itself():
    department = a_department()
    a_unit(department)
    first = a_statement(department, projects=2)
    a_statement(department, year=2027, projects=3)
    assert [row.projects for row in MoneyFigures.objects.filter(statement=first)] == [2]


def test_a_save_that_changes_nothing_writes_no_figures():
    statement = a_statement()
    before = list(FindingFigures.objects.values_list("pk", flat=True))
    saved = save_content(judge(statement).content, department=statement.department, year=2026)
    assert not saved.changed
    assert list(FindingFigures.objects.values_list("pk", flat=True)) == before


def test_a_large_text_is_counted_by_the_worker(monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(renewing, "REVIEWED_AT_ONCE", 2)
    statement = a_statement(projects=3)
    assert list(renewing.not_counted(type(statement).objects.all())) == [statement]
    assert FindingFigures.objects.count() == 0
    task = DBTaskResult.objects.get()
    assert task.task_path.endswith("count_findings")
    renewing.count_findings.call(statement.pk)
    check(statement)


def test_the_command_counts_what_other_rules_counted_and_nothing_else():
    old, fresh = a_statement(), a_statement()
    FindingCount.objects.filter(statement=old).update(rules="older")
    for model in (FindingFigures, IndicatorFigures, MoneyFigures):
        model.objects.filter(statement=old).delete()
    output = StringIO()
    call_command("count_figures", stdout=output)
    assert output.getvalue() == "已重新统计1份文本。\n"
    FindingFigures.objects.filter(statement=fresh).delete()
    MoneyFigures.objects.filter(statement=fresh).delete()
    IndicatorFigures.objects.filter(statement=fresh).delete()
    check(old)


def test_many_texts_are_counted_in_one_number_of_queries(django_assert_max_num_queries):
    statements = type(a_statement()).objects.all()
    with django_assert_max_num_queries(60) as one:
        renewing.count_anew(statements)
    for _ in range(4):
        a_statement(projects=3)
    with django_assert_max_num_queries(len(one.captured_queries)):
        renewing.count_anew(statements)


def test_a_filler_reads_the_findings_of_the_own_unit_as_the_page_shows_them():
    department = a_department()
    units = [a_unit(department), a_unit(department)]
    vague = an_indicator(value="明显提高")
    projects = tuple(a_project_content(unit, indicators=(vague,)) for unit in units)
    statement = a_statement(department, content=replace(a_content(department), projects=projects))
    filler = a_member(Role.FILLER, at=units[0])
    seen = Counter(finding.code for finding in review_for(statement, filler).findings)
    figures = FindingFigures.objects.visible_to(filler)
    assert Counter(row.code for row in figures for _ in range(row.findings)) == seen
    assert sum(seen.values()) < len(judge(statement).findings)

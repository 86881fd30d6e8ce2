"""What is saved comes back; what is there already is left alone; what cannot be kept is refused whole."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from indicators.alignment import Tally
from indicators.models import Indicator
from performance.content.model import (
    GoalContent,
    GoalKind,
    IndicatorContent,
    PhaseContent,
    SectionContent,
    SectionKind,
    SpendingPlan,
    StatementContent,
)
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from performance.statements.services import StatementMoved, save_content, would_change
from tests.factories import (
    a_content,
    a_department,
    a_project_content,
    a_unit,
    an_indicator,
    full_content,
    full_funding,
    full_indicators,
    full_project,
)

pytestmark = pytest.mark.django_db


def save(content, department, **kwargs):
    """Every save is foretold first, as the preview of an import does."""
    arguments = {"department": department, "year": 2026, **kwargs}
    try:
        foretold = would_change(content, **arguments)
    except StatementMoved:
        foretold = None
    report = save_content(content, **arguments)
    assert report.changed is foretold
    return report


def stored(report):
    return statement_content(PerformanceStatement.objects.get(pk=report.statement.pk))


def hubei(department):
    """A department form that lists its projects by name only and prints no code at all."""
    listed = ("科普经费", "大型活动", "大型活动")
    return StatementContent(
        province="湖北",
        edition="2024",
        year=2026,
        department_name="某市科协（正式名称）",
        sections=(SectionContent(SectionKind.MANDATE, text="开展科普。"),),
        goals=(GoalContent(GoalKind.ANNUAL, text="目标", **full_indicators()),),
        funding=full_funding(),
        projects=tuple(
            a_project_content(code="", name=name, spending_plan=None, goals=(), indicators=())
            for name in listed
        ),
    )


def guizhou(department):
    """A department form in 万元 with one project whose table names the department as its unit."""
    return StatementContent(
        province="贵州",
        edition="2024",
        department_name=department.name,
        goals=(GoalContent(GoalKind.OVERALL, **full_indicators()),),
        projects=(full_project(code="", unit_name=department.name, budget=Decimal("75")),),
    )


CONTENTS = [full_content, hubei, guizhou, lambda department: StatementContent("河北", "2020")]


@pytest.mark.parametrize("content_of", CONTENTS, ids=["hebei", "hubei", "guizhou", "empty"])
def test_what_is_saved_is_read_back(content_of, department):
    content = content_of(department)
    report = save(content, department)
    assert stored(report) == replace(content, year=2026)
    assert report.created
    assert report.projects == Tally(new=len(content.projects))
    assert report.indicators == Tally(new=len(list(content.indicators())))


def test_the_full_content_leaves_no_field_at_its_default(department):
    def idle(content):
        for field in fields(content):
            value = getattr(content, field.name)
            if value in ("", (), None):
                yield f"{type(content).__name__}.{field.name}"

    content = full_content(department)
    project, goal = content.projects[0], content.goals[0]
    richest = (
        *(content, content.cover, goal, goal.indicators[0], content.funding[0], content.tasks[0]),
        *(project, project.mid_term, project.phases[1], project.indicators[0]),
    )
    assert [name for one in richest for name in idle(one)] == []


@pytest.mark.parametrize("content_of", CONTENTS, ids=["hebei", "hubei", "guizhou", "empty"])
def test_a_second_save_writes_nothing(content_of, department, django_assert_max_num_queries):
    content = content_of(department)
    first = save(content, department)
    with django_assert_max_num_queries(40 if content.form == "" else 41) as context:
        second = save_content(content, department=department, year=2026)
    verbs = {query["sql"].split()[0] for query in context.captured_queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert not second.changed
    assert not second.created
    assert second.statement.version == first.statement.version == 1


def edit_project(content, number, **kwargs):
    projects = list(content.projects)
    projects[number] = replace(projects[number], **kwargs)
    return replace(content, projects=tuple(projects))


def edit_indicator(content, **kwargs):
    first = content.projects[0].indicators[0]
    return edit_project(
        content, 0, indicators=(replace(first, **kwargs), *content.projects[0].indicators[1:])
    )


def sections_of(content, **kwargs):
    return replace(content, sections=(replace(content.sections[0], **kwargs), *content.sections[1:]))


ONE_CHANGED = {
    "projects": [
        lambda content: edit_project(content, 0, budget=Decimal("12.51")),
        lambda content: edit_project(content, 0, budget=None),
        lambda content: edit_project(content, 0, spending_plan=None),
        lambda content: edit_project(content, 0, spending_plan=SpendingPlan(december=Decimal(100))),
        lambda content: edit_project(content, 0, goals=("目标一", "目标二")),
        lambda content: edit_project(content, 0, goals=("目标二", "目标一", "目标一")),
        lambda content: edit_project(content, 0, phases=(PhaseContent("全年", "实施"),)),
        lambda content: edit_project(content, 0, name="另一个名称"),
        lambda content: edit_project(content, 0, unit_name="另一个名称"),
    ],
    "indicators": [
        lambda content: edit_indicator(content, value="≥9次"),
        lambda content: edit_indicator(content, name="另一个名称"),
        lambda content: edit_indicator(content, weight=None),
        lambda content: edit_indicator(content, earlier_values=()),
    ],
    "sections": [
        lambda content: sections_of(content, text="另一段文字"),
        lambda content: sections_of(content, title="另一个标题"),
    ],
    "funding": [
        lambda content: replace(
            content, funding=(replace(content.funding[0], share=None), *content.funding[1:])
        ),
        lambda content: replace(
            content, funding=(replace(content.funding[0], earlier_amounts=()), *content.funding[1:])
        ),
    ],
    "goals": [
        lambda content: replace(content, goals=(replace(content.goals[0], horizon=""), content.goals[1])),
    ],
}


@pytest.mark.parametrize(
    ("part", "edit"), [(part, edit) for part, edits in ONE_CHANGED.items() for edit in edits]
)
def test_one_change_is_all_that_changes(part, edit, department):
    content = full_content(department)
    first = save(content, department)
    edited = edit(content)
    report = save(edited, department)
    assert stored(report) == edited
    for name in ("sections", "goals", "funding", "projects", "indicators"):
        tally = getattr(report, name)
        assert (tally.new, tally.removed) == (0, 0)
        assert tally.changed == (1 if name == part else 0), name
    assert report.statement.version == first.statement.version + 1


def test_a_change_of_the_cover_counts_for_itself(department):
    content = full_content(department)
    save(content, department)
    edited = replace(content, cover=replace(content.cover, mark="正式稿"))
    report = save(edited, department)
    assert stored(report) == edited
    assert report.head_changed
    assert not any(tally.written for tally in report.tallies.values())
    assert report.statement.version == 2


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ({"unit_code": "405002", "unit_name": "科学技术协会"}, "405002"),
        ({"unit_name": "科技馆"}, "405002"),
        ({"unit_name": "科学技术协会"}, "405001"),
        ({}, "405001"),
    ],
    ids=["the code decides", "the name of a unit", "the name of the department", "nothing printed"],
)
def test_a_project_goes_to_the_unit_its_table_names(printed, expected):
    department = a_department(code="405", name="科学技术协会")
    a_unit(department, code="405001", name="协会本级")
    a_unit(department, code="405002", name="科技馆")
    project = a_project_content(**printed)
    report = save(a_content(department, projects=(project,)), department)
    assert report.statement.projects.get().unit.code == expected
    assert stored(report).projects == (project,)


def test_projects_that_stand_before_their_statement_are_gathered_whole(department):
    """They come from the list of projects or from admin, with plans, goals and indicators of their own."""
    content = full_content(department)
    PerformanceStatement.objects.filter(pk=save(content, department).statement.pk).update(fiscal_year=1990)
    changed = replace(content, projects=tuple(replace(each, leader="另有其人") for each in content.projects))
    report = save(changed, department)
    assert report.created
    assert stored(report) == changed


def test_another_department_and_another_year_are_left_alone(department):
    other = a_department()
    a_unit(other)
    theirs = save(a_content(other, projects=2), other)
    last_year = save_content(a_content(department, year=2025), department=department, year=2025)
    expected = [stored(theirs), stored(last_year)]
    save(full_content(department), department)
    save(StatementContent("河北", "2023"), department)
    assert [stored(theirs), stored(last_year)] == expected


@pytest.mark.parametrize("amount", ["999999999.999999", "0.000001", "123456789012.123", "0", "1.50000000"])
def test_money_within_bounds_is_kept_to_the_last_digit(amount, department):
    content = a_content(department, projects=(a_project_content(budget=Decimal(amount)),))
    assert stored(save(content, department)).projects[0].budget == Decimal(amount)


def test_a_save_over_another_persons_save_is_refused(department):
    content = full_content(department)
    first = save(content, department)
    save(replace(content, goals=()), department, expected_version=first.statement.version)
    with pytest.raises(StatementMoved, match="已被他人修改"):
        save(replace(content, funding=()), department, expected_version=first.statement.version)
    assert stored(first) == replace(content, goals=())


def test_a_version_raised_while_the_save_was_under_way_undoes_the_save(department, monkeypatch):
    content = full_content(department)
    first = save(content, department)

    def raised_meanwhile(statement, sections, before):
        PerformanceStatement.objects.filter(pk=statement.pk).update(version=7)
        return Tally(removed=1)

    monkeypatch.setattr("performance.statements.services.write_sections", raised_meanwhile)
    with pytest.raises(StatementMoved):
        save(replace(content, projects=()), department)
    assert stored(first) == content


def test_derived_columns_follow_the_printed_value(department):
    indicators = (
        IndicatorContent("产出指标", "时效指标", "完成时限", value="12月底前"),
        an_indicator(value="≥15万人次"),
    )
    save(a_content(department, projects=(a_project_content(indicators=indicators),)), department)
    deadline, number = Indicator.objects.order_by("family__position")
    assert (deadline.kind, f"{deadline.deadline}") == ("deadline", "2026-12-31")
    assert (number.comparator, number.number, number.unit) == ("≥", 150000, "人次")


def test_a_label_above_indicators_that_is_called_otherwise_is_a_change_of_theirs():
    department = a_department()
    a_unit(department)
    first = save(a_content(department), department)
    project = first.after.content.projects[0]
    shown, *others = project.indicators
    relabelled = replace(project, indicators=(replace(shown, level2="质量指标"), *others))
    again = save(replace(first.after.content, projects=(relabelled,)), department)
    assert again.indicators == Tally(changed=1, unchanged=len(others))
    assert again.statement.version == first.statement.version + 1
    counted = again.statement.indicatorfigures.filter(level2=shown.level2, level1=shown.level1)
    assert not counted.exists()
    assert again.statement.indicatorfigures.get(level2="质量指标").indicators == 1

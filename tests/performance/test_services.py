"""What is saved comes back; what is there already is left alone; what cannot be kept is refused whole."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from indicators.alignment import Tally
from indicators.models import EarlierValue as StoredValue
from indicators.models import Indicator, IndicatorFamily, IndicatorTree
from performance.content import (
    EmptyFamily,
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
from performance.selectors import statement_content
from performance.services import ContentRefused, StatementMoved, save_content
from projects.models import BudgetProject
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


@pytest.fixture
def department():
    department = a_department()
    a_unit(department)
    a_unit(department)
    return department


def save(content, department, **said):
    return save_content(content, department=department, year=2026, **said)


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
    richest = (content, content.cover, content.projects[0], content.goals[0], content.funding[0])
    assert [name for one in richest for name in idle(one)] == []


@pytest.mark.parametrize("content_of", CONTENTS, ids=["hebei", "hubei", "guizhou", "empty"])
def test_a_second_save_writes_nothing(content_of, department, django_assert_max_num_queries):
    content = content_of(department)
    first = save(content, department)
    with django_assert_max_num_queries(40) as context:
        second = save(content, department)
    verbs = {query["sql"].split()[0] for query in context.captured_queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert not second.changed
    assert not second.created
    assert second.statement.version == first.statement.version == 1


def edit_project(content, number, **said):
    projects = list(content.projects)
    projects[number] = replace(projects[number], **said)
    return replace(content, projects=tuple(projects))


def edit_indicator(content, **said):
    first = content.projects[0].indicators[0]
    return edit_project(content, 0, indicators=(replace(first, **said), *content.projects[0].indicators[1:]))


def sections_of(content, **said):
    return replace(content, sections=(replace(content.sections[0], **said), *content.sections[1:]))


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


def project_keys(department):
    return dict(BudgetProject.objects.filter(unit__department=department).values_list("name", "pk"))


def named(*names, **said):
    return tuple(a_project_content(name=name, **said) for name in names)


def test_a_project_keeps_its_key_wherever_it_moves(department):
    projects = named("甲", "乙", "丙")
    save(a_content(department, projects=projects), department)
    before = project_keys(department)
    report = save(a_content(department, projects=projects[::-1]), department)
    assert project_keys(department) == before
    assert report.projects == Tally(moved=2, unchanged=1)
    assert stored(report).projects == projects[::-1]


def test_a_project_is_known_by_its_code_and_not_by_its_name(department):
    first, second = named("其他交通费", "其他交通费")
    save(a_content(department, projects=(first, second)), department)
    keys = list(BudgetProject.objects.order_by("position").values_list("code", "pk"))
    third = replace(second, code=second.code[::-1])
    report = save(a_content(department, projects=(third, first)), department)
    assert report.projects == Tally(new=1, moved=1, removed=1)
    assert dict(keys)[first.code] == BudgetProject.objects.get(code=first.code).pk


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"code": ""}, {"code": "", "budget": Decimal(1)}),
        ({"code": ""}, {"code": "731-0101-YBN-1CEG"}),
        ({"code": "731-0101-YBN-1CEG"}, {"code": ""}),
        ({"code": "", "name": "甲"}, {"code": "", "name": "乙"}),
    ],
    ids=["by its name", "given a code", "robbed of its code", "by its place"],
)
def test_a_project_without_code_is_still_the_same(before, after, department):
    other = a_project_content(name="别的项目")
    project = replace(a_project_content(), **before)
    save(a_content(department, projects=(other, project)), department)
    key = BudgetProject.objects.get(position=1).pk
    report = save(a_content(department, projects=(other, replace(project, **after))), department)
    assert report.projects == Tally(changed=1, unchanged=1)
    assert BudgetProject.objects.get(position=1).pk == key


def test_what_leaves_the_text_leaves_the_database_with_everything_under_it(department):
    content = full_content(department)
    save(content, department)
    report = save(replace(content, goals=(), funding=(), sections=(), projects=()), department)
    assert report.projects == Tally(removed=2)
    assert report.goals == Tally(removed=2)
    assert report.indicators == Tally(removed=len(list(content.indicators())))
    for model in (BudgetProject, IndicatorTree, IndicatorFamily, Indicator, StoredValue):
        assert not model.objects.exists()


def test_an_indicator_keeps_its_key_when_its_family_is_relabelled_or_split(department):
    rows = [an_indicator(name=name) for name in ("甲", "乙", "丙")]
    project = a_project_content(indicators=tuple(rows))
    save(a_content(department, projects=(project,)), department)
    before = dict(Indicator.objects.values_list("name", "pk"))
    relabelled = tuple(replace(row, level2="质量指标") for row in rows[1:])
    edited = replace(
        project,
        indicators=(rows[0], *relabelled),
        empty_families=(EmptyFamily("产出指标", "时效指标", 2),),
    )
    report = save(a_content(department, projects=(edited,)), department)
    assert stored(report).projects == (edited,)
    assert dict(Indicator.objects.values_list("name", "pk")) == before


def test_another_department_and_another_year_are_left_alone(department):
    other = a_department()
    a_unit(other)
    theirs = save(a_content(other, projects=2), other)
    last_year = save_content(a_content(department, year=2025), department=department, year=2025)
    expected = [stored(theirs), stored(last_year)]
    save(full_content(department), department)
    save(StatementContent("河北", "2023"), department)
    assert [stored(theirs), stored(last_year)] == expected


def refusal(content, department):
    with pytest.raises(ContentRefused) as caught:
        save(content, department)
    assert not PerformanceStatement.objects.exists()
    assert not BudgetProject.objects.exists()
    return caught.value.problems


REFUSED = [
    ({"unit_code": "999001", "unit_name": "某馆"}, ["不认识预算单位“999001 某馆”"]),
    ({"unit_name": "某馆"}, ["不认识预算单位“某馆”"]),
    ({"budget": Decimal("0.1234567")}, ["预算数（万元）0.1234567的小数超过6位"]),
    ({"other_funds": Decimal("1234567890123")}, ["其他资金（万元）1234567890123的整数超过12位"]),
    ({"budget": Decimal("123456789012.1234")}, ["有效数字超过15位"]),
    ({"budget": Decimal("1E+999999")}, ["不是可以保存的数"]),
    ({"budget": Decimal("NaN")}, ["不是可以保存的数"]),
    ({"budget": Decimal("-0.01")}, ["预算数（万元）-0.01为负数"]),
    ({"name": "长" * 301}, ["项目名称有301字，最多300字"]),
    ({"purpose": "空\x00字符"}, ["资金用途含有无法保存的字符"]),
    ({"goals": ("好", "坏\ud800")}, ["第2条目标：绩效目标含有无法保存的字符"]),
    ({"phases": (PhaseContent("长" * 201, ""),)}, ["第1个阶段：时段有201字"]),
    ({"indicators": (an_indicator(weight=Decimal("0.0000001")),)}, ["第1个指标“科普活动场次”：权重"]),
    ({"indicators": (an_indicator(level1="长" * 101),)}, ["一级指标有101字"]),
    ({"empty_families": (EmptyFamily("产出指标", "质量指标", 9),)}, ["空白指标类的位置[9]"]),
    ({"spending_plan": SpendingPlan(june=Decimal("1E-7"))}, ["资金支出计划：6月底（%）"]),
    ({"unit_code": "999001", "budget": Decimal("-1")}, ["不认识预算单位", "为负数"]),
]


@pytest.mark.parametrize(("fault", "sentences"), REFUSED)
def test_what_cannot_be_kept_is_refused_by_its_address(fault, sentences, department):
    sound = a_project_content()
    problems = refusal(
        a_content(department, projects=(sound, replace(a_project_content(), **fault))), department
    )
    assert len(problems) == len(sentences)
    for problem, sentence in zip(problems, sentences, strict=True):
        assert problem.startswith("第2个项目“")
        assert sentence in problem


def test_every_unknown_unit_is_named_at_once_with_those_that_are_known(department):
    projects = tuple(a_project_content(unit_code=code) for code in ("999001", "999002"))
    problems = refusal(a_content(department, projects=projects), department)
    assert ["999001" in problems[0], "999002" in problems[1]] == [True, True]
    for unit in department.units.all():
        assert all(str(unit) in problem for problem in problems)


def test_a_code_given_twice_in_one_unit_is_refused(department):
    project = a_project_content()
    problems = refusal(a_content(department, projects=(project, project)), department)
    assert len(problems) == 1
    assert f"项目编码“{project.code}”" in problems[0]


def test_the_same_code_may_stand_in_two_units(department):
    projects = tuple(a_project_content(unit, code="731-0101-YBN-1CEG") for unit in department.units.all())
    content = a_content(department, projects=projects)
    assert stored(save(content, department)) == content


def test_a_text_of_another_year_or_department_is_refused(department):
    problems = refusal(a_content(department, year=2025, department_code="999"), department)
    assert len(problems) == 2
    assert "2025年" in problems[0]
    assert "“999”" in problems[1]


def test_a_department_without_units_cannot_hold_projects():
    department = a_department()
    problems = refusal(a_content(projects=1), department)
    assert problems == (f"部门“{department}”还没有预算单位，请先登记单位。",)


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

    def raised_meanwhile(statement, sections):
        PerformanceStatement.objects.filter(pk=statement.pk).update(version=7)
        return Tally(removed=1)

    monkeypatch.setattr("performance.services.write_sections", raised_meanwhile)
    with pytest.raises(StatementMoved):
        save(replace(content, projects=()), department)
    assert stored(first) == content


def many(department, number):
    indicators = tuple(an_indicator(name=f"指标{n}") for n in range(number))
    projects = tuple(a_project_content(goals=("目标",) * 2, indicators=indicators) for _ in range(number))
    return a_content(department, projects=projects)


def test_a_large_text_is_saved_in_as_many_statements_as_a_small_one(
    department, django_assert_num_queries, django_assert_max_num_queries
):
    other = a_department()
    a_unit(other)
    with django_assert_max_num_queries(45) as small:
        save(many(other, 1), other)
    with django_assert_num_queries(len(small.captured_queries)):
        save(many(department, 6), department)  # many more, and SQLite would take them in batches


def test_derived_columns_follow_the_printed_value(department):
    indicators = (
        IndicatorContent("产出指标", "时效指标", "完成时限", value="12月底前"),
        an_indicator(value="≥15万人次"),
    )
    save(a_content(department, projects=(a_project_content(indicators=indicators),)), department)
    deadline, number = Indicator.objects.order_by("family__position")
    assert (deadline.kind, f"{deadline.deadline}") == ("deadline", "2026-12-31")
    assert (number.comparator, number.number, number.unit) == ("≥", 150000, "人次")

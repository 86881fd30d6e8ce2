"""The indicator library: filled from approved texts, found in a fixed number of queries, put where a form has room."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators import care
from indicators.kinds import Direction, SubcategoryKind
from indicators.library import levels_in, search_templates
from indicators.models import IndicatorTemplate
from indicators.project_classes import PROJECT_CLASSES, class_of
from indicators.usage import TemplateUsage
from indicators.values import parse_value
from indicators.vocabulary import vocabularies, vocabulary_for
from performance.content.json import dump_content
from performance.content.model import GoalContent, GoalKind
from performance.indicator_library.building import SEEDS, gather, load_seeded
from performance.models import Revision
from performance.statements.selectors import statement_content
from tests.factories import a_content, a_department, a_project_content, a_statement, a_template, an_indicator

pytestmark = pytest.mark.django_db

SEEDED = json.loads(SEEDS.read_text(encoding="utf-8"))


def approve(statement):
    """Put the statement's present text in force."""
    revision = Revision.objects.create(
        statement=statement,
        number=statement.revisions.count() + 1,
        content=dump_content(statement_content(statement)),
    )
    statement.approved_revision = revision
    statement.save()


def approved_text(department, *projects, year=2026, **kwargs):
    approve(a_statement(department, content=a_content(department, projects=projects, **kwargs), year=year))


def a_meeting(department, *indicators):
    return a_project_content(department.units.first(), name="年度会议费", indicators=indicators)


def told(template):
    return (
        template.project_class,
        template.level1,
        template.level2,
        template.name,
        template.unit,
        template.direction,
    )


def test_the_common_set_is_whole_and_says_no_number():
    assert len(SEEDED) >= 120
    for row in SEEDED:
        assert row["project_class"] in PROJECT_CLASSES
        assert row["family"] in list(SubcategoryKind)
        assert row["direction"] in ("", *Direction)
        assert row["unit"] == "" or parse_value(f"8{row['unit']}").rest == ""
        assert (row["direction"] == Direction.QUALITATIVE) <= (row["unit"] == "")
    assert {row["project_class"] for row in SEEDED} == set(PROJECT_CLASSES)
    assert len({(row["project_class"], row["name"]) for row in SEEDED}) == len(SEEDED)


def test_the_common_set_is_loaded_once_and_brought_up_to_date():
    assert load_seeded().new == len(SEEDED)
    retired, altered = IndicatorTemplate.objects.all()[:2]
    IndicatorTemplate.objects.filter(pk=retired.pk).update(retired=True)
    IndicatorTemplate.objects.filter(pk=altered.pk).update(unit="旧")
    report = load_seeded()
    assert (report.new, report.changed, report.unchanged) == (0, 1, len(SEEDED) - 1)
    altered.refresh_from_db()
    retired.refresh_from_db()
    assert (altered.unit, retired.retired) != ("旧", False)
    assert IndicatorTemplate.objects.count() == len(SEEDED)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("年度会议费", "会议"),
        ("干部教育培训经费", "培训"),
        ("办公 设备购置", "设备购置"),
        ("门户网站运维服务", "信息系统"),
        ("残疾人走访慰问", "慰问"),
        ("第七次人口普查", "调查"),
        ("某某专项", ""),
    ],
)
def test_a_project_is_of_the_class_that_its_name_tells(name, kind):
    assert class_of(name) == kind


def test_an_approved_text_fills_the_library_without_its_numbers(department):
    indicator = an_indicator(name="会议场次", value="≥8次", description="全年会议")
    approved_text(
        department,
        a_meeting(department, indicator, an_indicator(name="会议成本", level2="成本指标", value="≤5万元")),
    )
    report = gather(department.office)
    assert (report.new, report.changed, report.unchanged) == (2, 0, 0)
    assert [told(template) for template in IndicatorTemplate.objects.order_by("pk")] == [
        ("会议", "产出指标", "数量指标", "会议场次", "次", "higher"),
        ("会议", "产出指标", "成本指标", "会议成本", "万元", "lower"),
    ]
    template = IndicatorTemplate.objects.get(name="会议场次")
    assert (template.description, template.uses, template.source) == ("全年会议", 1, "gathered")
    assert (template.office_code, template.province) == (department.office.division_code, "河北")


def test_gathering_again_counts_anew_and_keeps_what_people_wrote(department):
    indicator = an_indicator(name="会议场次", description="")
    statement = a_statement(
        department, content=a_content(department, projects=(a_meeting(department, indicator, indicator),))
    )
    approve(statement)
    gather(department.office)
    assert gather(department.office).unchanged == 1
    IndicatorTemplate.objects.update(description="亲手写的", retired=True)
    approved_text(department, a_meeting(department, replace(indicator, description="别的说法")), year=2027)
    report = gather(department.office)
    assert (report.new, report.changed, report.unchanged) == (0, 1, 0)
    template = IndicatorTemplate.objects.get()
    assert (template.uses, template.description, template.retired) == (3, "亲手写的", True)


def test_what_is_no_longer_in_force_stays_with_no_uses(department):
    statement = a_statement(department)
    approve(statement)
    gather(department.office)
    assert IndicatorTemplate.objects.filter(uses__gt=0).count() == 4
    statement.approved_revision = None
    statement.save()
    gather(department.office)
    assert IndicatorTemplate.objects.filter(uses=0).count() == 4


def test_the_same_name_however_spaced_is_one_indicator_and_a_draft_is_none(department):
    approved_text(
        department, a_meeting(department, an_indicator(name="会议 场次"), an_indicator(name="会议场次"))
    )
    a_statement(department, year=2027)
    gather(department.office)
    assert [(template.name, template.uses) for template in IndicatorTemplate.objects.all()] == [
        ("会议 场次", 2)
    ]


def test_a_department_goal_is_gathered_for_the_whole_department_and_other_offices_are_left_out(department):
    goal = GoalContent(GoalKind.ANNUAL, indicators=(an_indicator(name="重点工作完成率"),))
    approved_text(department, goals=(goal,))
    other = a_department()
    approve(a_statement(other))
    gather(department.office)
    assert [(t.name, t.project_class) for t in IndicatorTemplate.objects.all()] == [
        ("重点工作完成率", "部门整体")
    ]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["人次", "场次", "通用"]),
        ({"family": "quantity"}, ["场次", "通用"]),
        ({"project_class": "会议"}, ["场次", "通用"]),
        ({"text": "通用"}, ["通用"]),
        ({"text": "全年 场"}, ["场次"]),
        ({"text": "没有的词"}, []),
    ],
)
def test_search_finds_by_family_class_and_words_the_most_used_first(asked, names, django_assert_num_queries):
    a_template(name="场次", uses=2, description="全年的次数", project_class="会议")
    a_template(name="人次", uses=5, family="social", level1="效益指标", level2="社会效益指标")
    a_template(name="通用", office_code="", province="", project_class="会议")
    a_template(name="场次", office_code="", province="", project_class="会议")
    a_template(name="外省", office_code="", province="湖北")
    a_template(name="别处", office_code="420700")
    a_template(name="停用", retired=True)
    with django_assert_num_queries(1):
        found = list(search_templates(office_code="130200", province="河北", **asked))
    assert [template.name for template in found] == names


@pytest.mark.parametrize(
    ("family", "level2", "places"),
    [
        ("quantity", "数量指标", [("产出指标", "数量指标")] * 2 + [("履职效能", "核心业务产出"), ("产出指标", "数量指标")]),
        ("cost", "成本指标", [("产出指标", "成本指标")] * 2 + [("运行成本", "项目支出成本控制"), ("成本指标", "")]),
        ("social", "社会效益指标", [("效果指标", "社会效益指标"), ("效益指标", "社会效益指标"), ("社会效应", "社会效益"), ("效益指标", "社会效益指标")]),
        ("sustainability", "可持续影响指标", [("效果指标", "可持续影响指标"), ("效益指标", "可持续影响指标"), ("可持续发展能力", ""), ("效益指标", "可持续影响指标")]),
        ("beneficiary_satisfaction", "服务对象满意度指标", [("满意度指标", "服务对象满意度指标")] * 2 + [("满意度", "服务对象满意度"), ("满意度指标", "服务对象满意度指标")]),
        ("other", "人才支撑", [("", ""), ("", ""), ("可持续发展能力", "人才支撑"), ("", "")]),
    ],
)  # fmt: skip
def test_an_indicator_goes_where_the_form_of_the_province_has_its_family(family, level2, places):
    template = IndicatorTemplate(
        family=family, level1="产出指标" if family != "other" else "可持续发展能力", level2=level2
    )
    assert [levels_in(vocabulary_for(*key), template) for key in vocabularies()] == places


def test_the_command_loads_and_counts_and_knows_its_offices(department):
    approve(a_statement(department))
    output = StringIO()
    call_command("build_indicator_library", office=department.office.division_code, stdout=output)
    assert f"内置指标：新增{len(SEEDED)}个" in output.getvalue()
    assert f"{department.office.name}：新增4个，更新0个，没有变化0个。" in output.getvalue()
    with pytest.raises(CommandError, match="没有区划代码为“999999”的财政局"):
        call_command("build_indicator_library", office="999999", stdout=output)


def test_what_is_gathered_is_a_candidate_that_stands_behind_what_was_cared_for(department):
    approved_text(department, a_meeting(department, *[an_indicator(name="会议场次")] * 3))
    gather(department.office)
    a_template(name="参会人次", office_code=department.office.division_code)
    offered = search_templates(office_code=department.office.division_code, province="河北")
    assert [(one.name, one.candidate) for one in offered] == [("参会人次", False), ("会议场次", True)]
    assert care.adopt(IndicatorTemplate.objects.all()) == 1
    assert [one.name for one in offered.all()] == ["会议场次", "参会人次"]


def test_usage_tells_year_and_department(department):
    approved_text(department, a_meeting(department, *[an_indicator(name="会议场次")] * 2))
    approved_text(department, a_meeting(department, an_indicator(name="会议场次")), year=2027)
    for _ in range(2):
        gather(department.office)
        rows = TemplateUsage.objects.values_list("template__name", "year", "department_code", "uses")
        assert list(rows) == [
            ("会议场次", 2027, department.code, 1),
            ("会议场次", 2026, department.code, 2),
        ]


def test_a_merged_name_counts_as_the_one_it_means_now_and_at_the_next_count(department):
    names = ("会议场次", "会议召开场次", "开会场次")
    approved_text(department, a_meeting(department, *(an_indicator(name=name) for name in names)))
    gather(department.office)
    merged_into, other, third = (IndicatorTemplate.objects.get(name=name) for name in names)
    assert care.near_ones(merged_into, IndicatorTemplate.objects.all()) == [other, third]
    care.merge([third], into=other)
    care.merge([other, merged_into], into=merged_into)
    for _ in range(2):
        found = {
            one.name: (one.uses, one.retired, one.merged_into) for one in IndicatorTemplate.objects.all()
        }
        assert found == {
            "会议场次": (3, False, None),
            "会议召开场次": (0, True, merged_into),
            "开会场次": (0, True, merged_into),
        }
        assert TemplateUsage.objects.get().uses == 3
        assert gather(department.office).new == 0
    care.bring_back(IndicatorTemplate.objects.filter(name="开会场次"))
    gather(department.office)
    assert IndicatorTemplate.objects.get(name="开会场次").uses == 1


def test_a_changed_name_is_remembered_and_not_found_anew(department):
    approved_text(department, a_meeting(department, an_indicator(name="会议场次")))
    gather(department.office)
    before, template = IndicatorTemplate.objects.get(), IndicatorTemplate.objects.get()
    template.name = "年度会议场次"
    template.save()
    care.remember_former_name(before, template)
    assert gather(department.office).new == 0
    template.refresh_from_db()
    assert (template.uses, [str(one) for one in template.merged.all()]) == (1, ["会议场次"])


def test_what_rests_or_belongs_elsewhere_takes_nothing_in(department):
    resting, foreign = a_template(name="甲", retired=True), a_template(name="乙", office_code="420700")
    with pytest.raises(care.CannotMerge, match="已停用"):
        care.merge([a_template(name="丙")], into=resting)
    with pytest.raises(care.CannotMerge, match="同一财政局的指标，以下不是：乙"):
        care.merge([foreign], into=a_template(name="丁"))

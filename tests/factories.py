"""Sound objects for every test: a test names only what is wrong or special about its own."""

from dataclasses import replace
from decimal import Decimal
from itertools import count

from django.contrib.auth import get_user_model

from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.roles import PLACE_OF_ROLE, Role, RolePlace
from indicators.models import IndicatorTemplate
from performance.content.model import (
    CoverContent,
    EarlierAmount,
    EarlierValue,
    EmptyFamily,
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    IndicatorContent,
    PhaseContent,
    PlanMode,
    ProjectContent,
    SectionContent,
    SectionKind,
    SpendingPlan,
    StatementContent,
    TaskContent,
)
from performance.statements.services import save_content
from tests.form_parts import full_funds, full_own_fields, printed_beside_the_value

NAMED = {200, 682, 821}  # 130200, 130682 and 130821 are asked for by their codes
_serial = count(1)


def an_office(**kwargs):
    number = next(number for number in _serial if number not in NAMED)
    return FinanceOffice.objects.create(
        **{"division_code": f"{130000 + number}", "name": f"第{number}财政局", "province": "河北", **kwargs}
    )


def a_department(office=None, **kwargs):
    number = next(_serial)
    code = f"{number % 900:03}"  # from 900 on they are nobody's: tests name those where there should be none
    return Department.objects.create(
        **{"office": office or an_office(), "code": code, "name": f"第{number}协会", **kwargs}
    )


def a_unit(department=None, **kwargs):
    department = department or a_department()
    position = department.units.count() + 1
    return BudgetUnit.objects.create(
        **{
            "department": department,
            "code": f"{department.code}{position:03}",
            "name": f"{department.name}第{position}单位",
            "position": position,
            **kwargs,
        }
    )


def a_user(**kwargs):
    return get_user_model().objects.create_user(**{"username": f"user{next(_serial)}", **kwargs})


def a_member(role=Role.FILLER, at=None, **kwargs):
    """A user with one membership; ``at`` is the unit, department or office that the role demands."""
    make = {RolePlace.UNIT: a_unit, RolePlace.DEPARTMENT: a_department, RolePlace.OFFICE: an_office}
    place = PLACE_OF_ROLE[role]
    user = a_user(**kwargs)
    Membership.objects.create(user=user, role=role, **{place.value: at or make[place]()})
    return user


def a_template(**kwargs):
    """An indicator of the library of the office 130200."""
    return IndicatorTemplate.objects.create(
        **{
            "office_code": "130200",
            "province": "河北",
            "family": "quantity",
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "科普活动场次",
            "unit": "次",
            "direction": "higher",
            **kwargs,
        }
    )


def an_indicator(**kwargs):
    return IndicatorContent(
        **{
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "科普活动场次",
            "description": "全年举办科普活动的次数",
            "value": "≥8次",
            "basis": "年度工作计划",
            **kwargs,
        }
    )


def a_project_content(unit=None, **kwargs):
    """A sound project in 万元; with ``unit`` its table names the unit."""
    named = {"unit_code": unit.code, "unit_name": unit.name} if unit else {}
    return ProjectContent(
        **{
            **named,
            "code": f"13020026P{next(_serial):012}",
            "name": "科普活动经费",
            "budget": Decimal("12.50"),
            "fiscal_funds": Decimal("12.50"),
            "other_funds": Decimal("0.00"),
            "purpose": "用于开展科普活动。",
            "spending_plan": SpendingPlan(
                PlanMode.CUMULATIVE, Decimal(30), Decimal(60), Decimal(85), Decimal(100)
            ),
            "goals": ("让更多居民参加科普活动。",),
            "indicators": (
                an_indicator(),
                an_indicator(level2="成本指标", name="活动成本", value="≤12.50万元"),
                an_indicator(level1="效益指标", level2="社会效益指标", name="参加人次", value="≥15万人次"),
                an_indicator(
                    level1="满意度指标", level2="服务对象满意度指标", name="参加者满意度", value="≥95%"
                ),
            ),
            **kwargs,
        }
    )


def a_content(department=None, *, projects=1, **kwargs):
    """A sound Hebei text of 2026; ``projects`` is their number, spread over the department's units, or they themselves."""
    named = {"department_code": department.code, "department_name": department.name} if department else {}
    if isinstance(projects, int):
        units = list(department.units.all()) if department else [None]
        projects = tuple(a_project_content(units[number % len(units)]) for number in range(projects))
    return StatementContent(
        **{
            "province": "河北",
            "edition": "2023",
            "year": 2026,
            **named,
            "sections": (
                SectionContent(SectionKind.OVERALL_GOAL, text="提高居民的科学素质。"),
                SectionContent(
                    SectionKind.FUNCTIONAL_GOAL, "科学普及", "办好科普活动。", "科普活动不少于8次。"
                ),
                SectionContent(SectionKind.ARRANGEMENTS, "加强管理", "按月检查进度。"),
            ),
            "projects": projects,
            **kwargs,
        }
    )


def a_statement(department=None, *, content=None, year=2026, **kwargs):
    """A saved statement of a department with at least one unit; ``said`` goes into its content."""
    department = department or a_department()
    if not department.units.exists():
        a_unit(department)
    content = content or a_content(department, **kwargs)
    return save_content(replace(content, year=year), department=department, year=year).statement


def full_indicators():
    """Indicators with every field filled, a family that is printed twice, and empty families at every kind of place."""
    indicators = (
        an_indicator(
            value="8",
            indicator_class="绩效基本型",
            earlier_values=(EarlierValue(2025, "7次"), EarlierValue(2024, "")),
            weight=Decimal("22.5"),
            **printed_beside_the_value(),
        ),
        an_indicator(name="科普专刊", value="4期"),
        an_indicator(level2="时效指标", name="完成时限", value="12月底前"),
        an_indicator(name="科普活动场次", value="≥600篇（条）", basis=""),
    )
    empty = (
        EmptyFamily("产出指标", "成本指标", 0),
        EmptyFamily("产出指标", "数量指标", 1),
        EmptyFamily("效益指标", "经济效益指标", 4),
        EmptyFamily("效益指标", "生态效益指标", 4),
    )
    return {"indicators": indicators, "empty_families": empty}


def full_project(unit=None, **kwargs):
    """A project in which no field is left at its default."""
    return replace(
        a_project_content(unit),
        **{
            "total_budget": Decimal("30"),
            "annual_budget": Decimal("12.345678"),
            "project_class": "运转类其他项目",
            "continuity": "延续项目",
            "leader": "负责人甲",
            "phone": "0000000",
            "period": "2026.1至2026.12",
            "fund_nature": "一般公共预算安排",
            "organisation": "科普工作领导小组",
            "regulations": "科普经费管理办法",
            "spending_plan": SpendingPlan(PlanMode.INSTALMENT, None, Decimal("50"), Decimal("33.3333"), None),
            "goals": ("目标一", "目标二", "目标一"),
            "phases": (
                PhaseContent("2026-01-01至2026-06-30", "准备"),
                PhaseContent("2026-07-01至2026-12-31", "实施", "2026-12-31"),
            ),
            "form": "shanghai-project-2026",
            "department": "某市科协（印在表上）",
            "nature": "阶段性项目",
            "start_date": "2026/1/1",
            "end_date": "2027/12/31",
            "funds": full_funds(),
            "mid_term": GoalContent(
                GoalKind.LONG_TERM, "2026—2027年", "两年更好", "中期目标1", **full_indicators()
            ),
            "fields": full_own_fields(),
            **full_indicators(),
            **kwargs,
        },
    )


def full_funding():
    return (
        FundingLine(
            FundingSide.INCOME,
            "财政拨款",
            Decimal("599.83"),
            Decimal(100),
            (EarlierAmount(2025, Decimal("662.73")), EarlierAmount(2024, None)),
        ),
        FundingLine(FundingSide.INCOME, "单位资金"),
        FundingLine(FundingSide.EXPENDITURE, "项目支出", Decimal("86.28"), Decimal("36.51")),
        FundingLine(FundingSide.EXPENDITURE, "项目支出", Decimal("86.28")),
    )


def full_content(department, **kwargs):
    """A content of the department in which no field is left at its default, whatever a layout would print of it."""
    units = list(department.units.all())
    return a_content(
        department,
        **{
            "cover": CoverContent("附件2", "草案", "某市科协", "某市财政局审", "经办人甲", "0000000"),
            "goals": (
                GoalContent(GoalKind.LONG_TERM, "2026—2030年", "到期末更好", "目标1", **full_indicators()),
                GoalContent(GoalKind.ANNUAL, "2026年", "今年更好", "目标2", **full_indicators()),
            ),
            "funding": full_funding(),
            "projects": tuple(full_project(unit) for unit in units),
            "form": "guangdong-department-2026",
            "tasks": (
                TaskContent("举办科普活动", "全年八次", "人人参加", full_funds(), full_own_fields()),
                TaskContent("举办科普活动", "名称相同的另一项"),
            ),
            "funds": full_funds(),
            "fields": full_own_fields(),
            **kwargs,
        },
    )

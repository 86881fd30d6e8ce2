"""What an empty installation needs before the first clerk can begin, step by step, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from departments.accounts.policy import visible_accounts
from departments.lists.first_passwords import waiting
from departments.models import BudgetUnit, Department, FinanceOffice, Membership, Timetable
from departments.permissions.rights import roles_held
from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.subjects import list_of
from departments.trail.writing import record
from indicators.models import Category, IndicatorTemplate, TemplateSource
from performance.models import RuleAdjustment
from performance.review.engine import rules
from performance.review.rule_sets import rule_set_for


@dataclass(frozen=True)
class Way:
    """A door to where something is done; shown to whoever holds the permission."""

    label: str
    permission: str
    route: str

    @property
    def address(self) -> str:
        return reverse(self.route)


@dataclass(frozen=True)
class Stage:
    """One step. ``found`` says of what is there whether it is enough, and what it is."""

    key: str
    title: str
    why: str
    by: str
    found: Callable[[object], tuple[bool, str]]
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class StageProgress:
    stage: Stage
    done: bool
    found: str
    ways: tuple[Way, ...]


def offices(user):
    found = FinanceOffice.objects.visible_to(user)
    return bool(found), "、".join(map(str, found)) or "还没有财政局。"


def places(user):
    departments = Department.objects.visible_to(user).count()
    units = BudgetUnit.objects.visible_to(user).count()
    bare = Department.objects.visible_to(user).filter(units__isnull=True).count()
    message = f"部门{departments}个，预算单位{units}个"
    return bool(departments and units and not bare), message + (
        f"；{bare}个部门还没有单位。" if bare else "。"
    )


def accounts(user):
    people = visible_accounts(user).filter(is_superuser=False, is_active=True)
    fresh = waiting(people).count()
    message = f"账号{people.count()}个" + (f"，其中{fresh}个还没有登录过。" if fresh else "。")
    return people.exists(), message


def roles(user):
    memberships = Membership.objects.visible_to(user)
    numbers = {role: memberships.filter(role=role).values("user").distinct().count() for role in Role}
    missing = [role.label for role, number in numbers.items() if not number]
    message = (
        "、".join(f"{role.label}{number}人" for role, number in numbers.items() if number) or "还没有人任职"
    )
    return not missing, message + (f"；还缺：{'、'.join(missing)}。" if missing else "。")


def timetables(user):
    found = Timetable.objects.visible_to(user).select_related("office")[:5]
    message = "；".join(
        f"{one.office.name}{one.fiscal_year}年：{one.opens:%Y-%m-%d}至{one.closes:%Y-%m-%d}" for one in found
    )
    return bool(message), f"{message}。" if message else "还没有填报日程。"


def vocabularies(user):
    provinces = list(Category.objects.order_by("province").values_list("province", flat=True).distinct())
    seeded = IndicatorTemplate.objects.filter(source=TemplateSource.SEEDED).count()
    wanted = set(FinanceOffice.objects.visible_to(user).values_list("province", flat=True))
    missing = sorted(wanted - set(provinces))
    message = f"已载入：{'、'.join(provinces) or '无'}；通用指标{seeded}个"
    return bool(provinces and seeded and not missing), message + (
        f"；没有这些省的词表：{'、'.join(missing)}。" if missing else "。"
    )


def rule_sets(user):
    wanted = sorted(set(FinanceOffice.objects.visible_to(user).values_list("province", flat=True)))
    titles = "、".join(f"{province}：{rule_set_for(province, '').title}" for province in wanted)
    changed = RuleAdjustment.objects.visible_to(user).values("office", "fiscal_year").distinct().count()
    adjusted = f"；已调整过{changed}个年度" if changed else ""
    return True, f"共{len(rules())}条审核规则。{titles}{adjusted}"


STAGES = (
    Stage(
        "offices",
        "财政局",
        "一个区划一个财政局。省份写“河北”这样的简称，它决定用哪个省的表样、指标名称和审核规则。",
        "安装系统的人",
        offices,
        (
            Way("新增财政局", "departments.add_financeoffice", "admin:departments_financeoffice_add"),
            Way("查看财政局", "departments.view_financeoffice", "admin:departments_financeoffice_changelist"),
        ),
    ),
    Stage(
        "vocabularies",
        "指标名称和通用指标",
        "各省表样的一级、二级指标名称，和一套通用的三级指标，随系统提供，载入即可；以后可在管理页面增改。",
        "系统管理员",
        vocabularies,
        (Way("查看一级指标", "indicators.view_category", "admin:indicators_category_changelist"),),
    ),
    Stage(
        "places",
        "部门和预算单位",
        "在工作簿里列出全部部门和单位，成批导入；先导部门，再导单位。导入前先预览，要么全部写入，要么一行不写。",
        "系统管理员",
        places,
        (
            Way("导入部门", "departments.add_department", "admin:departments_department_import"),
            Way("导入预算单位", "departments.add_budgetunit", "admin:departments_budgetunit_import"),
        ),
    ),
    Stage(
        "accounts",
        "账号",
        "在工作簿里列出用户名和姓名，成批导入；然后在账号列表中选中它们，办理“生成初始密码”，把密码表交给本人。"
        "初始密码登录后须自己改掉。",
        "系统管理员",
        accounts,
        (
            Way("导入账号", "auth.add_user", "admin:auth_user_import"),
            Way("生成初始密码", "auth.add_user", "admin:auth_user_changelist"),
        ),
    ),
    Stage(
        "roles",
        "任职",
        "说明每个账号在哪里担任什么角色，成批导入。系统管理员、安全管理员、审计员由三个人分别担任。",
        "安全管理员",
        roles,
        (
            Way("登记股室", "departments.add_officesection", "admin:departments_officesection_changelist"),
            Way("导入任职", "departments.add_membership", "admin:departments_membership_import"),
            Way("新增任职", "departments.add_membership", "admin:departments_membership_add"),
        ),
    ),
    Stage(
        "timetables",
        "预算年度和填报日程",
        "每个预算年度的填报开始日期和报送截止日期；截止前系统提醒还没有报送的部门。",
        "系统管理员或财政绩效科审核人",
        timetables,
        (
            Way("新增填报日程", "departments.add_timetable", "admin:departments_timetable_add"),
            Way("查看填报日程", "departments.view_timetable", "admin:departments_timetable_changelist"),
            Way("本局表样", "performance.add_officeform", "office_forms"),
        ),
    ),
    Stage(
        "rules",
        "审核规则",
        "规则、门槛和词表按省份保存在规则集里；没有单列的省份用全国规则。本局可以在范围内按年度调整，不调整就按目录。",
        "系统管理员",
        rule_sets,
        (Way("查看和调整规则", "performance.view_ruleadjustment", "rules"),),
    ),
)


def setup_progress(user) -> list[StageProgress]:
    """How far each step has come, with the doors that the user may open."""
    return [
        StageProgress(
            stage, *stage.found(user), tuple(way for way in stage.ways if user.has_perm(way.permission))
        )
        for stage in STAGES
    ]


def guided(user) -> bool:
    """Whom the steps concern: who installed the system, and the administrators of accounts and of roles."""
    return user.is_superuser or not roles_held(user).isdisjoint(
        (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)
    )


def may_load(user) -> bool:
    return guided(user) and user.has_perm("indicators.change_category")


@transaction.atomic
def load_what_comes_along(*, by, request) -> str:
    """The names of indicators and the common indicators that ship with the application; says what is there now."""
    output = StringIO()
    for command in ("load_vocabularies", "build_indicator_library"):
        call_command(command, stdout=output)
    message = "".join(output.getvalue().splitlines())
    record(Action.SETTINGS, by=by, subject=list_of(Category), details=message, request=request)
    return message

"""Who may be what, and where: the one table that constraints, forms and visibility read."""

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured
from django.db.models import TextChoices


class Role(TextChoices):
    FILLER = "filler", "填报人"
    DEPARTMENT_REVIEWER = "department_reviewer", "部门审核人"
    FINANCE_SECTION_REVIEWER = "finance_section_reviewer", "财政业务科审核人"
    PERFORMANCE_SECTION_REVIEWER = "performance_section_reviewer", "财政绩效科审核人"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDITOR = "auditor", "审计员"


class RolePlace(TextChoices):
    """The field of a membership that says where it holds."""

    UNIT = "unit", "预算单位"
    DEPARTMENT = "department", "部门"
    OFFICE = "office", "财政局"


PLACE_OF_ROLE: dict[str, RolePlace] = {
    Role.FILLER: RolePlace.UNIT,
    Role.DEPARTMENT_REVIEWER: RolePlace.DEPARTMENT,
    Role.FINANCE_SECTION_REVIEWER: RolePlace.OFFICE,
    Role.PERFORMANCE_SECTION_REVIEWER: RolePlace.OFFICE,
    Role.SYSTEM_ADMINISTRATOR: RolePlace.OFFICE,
    Role.SECURITY_ADMINISTRATOR: RolePlace.OFFICE,
    Role.AUDITOR: RolePlace.OFFICE,
}

# The three separated powers (三员): nobody holds two of them.
SEPARATED_POWERS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR)

# Who may answer for some departments of the office only.
ASSIGNABLE = (Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER)


def named_roles(variable: str, codes: Iterable[str]) -> list[Role]:
    """The roles that a variable of the environment lists."""
    if unknown := {*codes} - {*Role}:
        raise ImproperlyConfigured(
            f"环境变量 {variable} 中没有这样的角色：{'、'.join(sorted(unknown))}。可写：{'、'.join(Role)}。"
        )
    return [Role(code) for code in codes]

"""What each role may do in admin, as one table.

``role_backend`` answers Django's questions about permissions from it, and from the memberships as they are now:
no permission is ever stored with a user, so a role that is taken away takes its rights along at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role

LOOK = ("view",)
KEEP = ("view", "add", "change", "delete")

PLACES: dict[str, tuple[str, ...]] = {
    "departments.financeoffice": LOOK,
    "departments.department": LOOK,
    "departments.budgetunit": LOOK,
    "departments.timetable": LOOK,
    "departments.officesection": LOOK,
}
# Where events are sent is no business of whoever reads texts: an address may itself be a secret.
# What a scheduled task printed names the departments of every office.
UNSEEN: dict[str, tuple[str, ...]] = {
    "performance.webhook": (),
    "performance.webhookdelivery": (),
    "performance.scheduledrun": (),
}
BUSINESS: dict[str, tuple[str, ...]] = {
    **PLACES,
    **UNSEEN,
    "indicators": LOOK,
    "projects": LOOK,
    "performance": LOOK,
}

# By application, or by model where one differs from the rest. A role that is not listed does not enter admin.
# Statements and projects are changed on their own pages, where the workflow's locks are kept, by nobody in admin.
RIGHTS: dict[Role, dict[str, tuple[str, ...]]] = {
    Role.FINANCE_SECTION_REVIEWER: BUSINESS,
    Role.PERFORMANCE_SECTION_REVIEWER: {
        **BUSINESS,
        "departments.timetable": KEEP,
        "indicators.category": KEEP,
        "indicators.subcategory": KEEP,
        "indicators.indicatortemplate": KEEP,
        "performance.approvalletter": ("view", "add"),
        "performance.approvaltemplate": ("view", "add"),
        "performance.officeform": ("view", "add"),
        "performance.ruleadjustment": ("view", "add"),
        "performance.executionamount": KEEP,
        "performance.stockremark": KEEP,
        "performance.plannedperiod": KEEP,
        "performance.familycode": KEEP,
        "performance.budgetfigure": ("view", "add"),
        "performance.standardindicator": ("view", "add"),
    },
    Role.SYSTEM_ADMINISTRATOR: {
        "auth.user": ("view", "add", "change"),
        "departments.membership": LOOK,
        "departments.linkedidentity": KEEP,
        "departments.financeoffice": ("view", "change"),
        "departments.department": KEEP,
        "departments.budgetunit": KEEP,
        "departments.officesection": KEEP,
        "departments.timetable": KEEP,
        "indicators.category": KEEP,
        "indicators.subcategory": KEEP,
        "indicators.indicatortemplate": KEEP,
        "performance.approvaltemplate": ("view", "add"),
        "performance.officeform": ("view", "add"),
        "performance.ruleadjustment": ("view", "add"),
        "performance.familycode": KEEP,
        "performance.webhook": ("view", "add"),
        "performance.webhookdelivery": LOOK,
    },
    Role.SECURITY_ADMINISTRATOR: {
        **PLACES,
        "auth.user": ("view", "change"),
        "departments.membership": KEEP,
        "departments.linkedidentity": LOOK,
        "departments.signinlock": LOOK,
        "departments.secondfactor": LOOK,
    },
    Role.AUDITOR: {"departments.trailentry": LOOK},
}


# Where a row belongs: to an office, or with the printed words to a province. A right at one place is none at another.
OFFICE_OF = {
    "departments.financeoffice": "pk",
    "departments.department": "office",
    "departments.budgetunit": "department__office",
    "departments.timetable": "office",
    "departments.officesection": "office",
    "performance.approvalletter": "office",
    "performance.approvaltemplate": "office",
    "performance.officeform": "office",
    "performance.ruleadjustment": "office",
    "performance.stockremark": "office",
    "performance.executionamount": "unit__department__office",
    "performance.plannedperiod": "office",
    "performance.familycode": "office",
    "performance.webhook": "office",
    "performance.budgetfigure": "unit__department__office",
    "performance.standardindicator": "office",
}
PROVINCE_OF = {"indicators.category": "province", "indicators.subcategory": "category__province"}


def kept_by(user, rows, verb="change"):
    """Those of the rows that the user may write, by roles at the very place where each belongs."""
    options = rows.model._meta
    offices = OFFICE_OF.get(options.label_lower)
    provinces = PROVINCE_OF.get(options.label_lower)
    if user.is_superuser or not (offices or provinces):
        return rows
    kept_offices = offices_kept(user, f"{options.app_label}.{verb}_{options.model_name}")
    if offices:
        return rows.filter(**{f"{offices}__in": kept_offices})
    named = (
        apps.get_model("departments", "FinanceOffice").objects.filter(pk__in=kept_offices).values("province")
    )
    return rows.filter(**{f"{provinces}__in": named})


def offices_kept(user, permission: str) -> set[int]:
    """The offices at which a role of the user carries the permission."""
    return {reach.office for reach in reaches_of(user) if permission in set(permissions_of(reach.role))}


def roles_held(user) -> frozenset[Role]:
    return frozenset(reach.role for reach in reaches_of(user))


def enters_admin(user) -> bool:
    return user.is_active and (user.is_superuser or not roles_held(user).isdisjoint(RIGHTS))


def enters_texts(user) -> bool:
    """Whether some text is this person's to fill in, whatever its state is now."""
    return not roles_held(user).isdisjoint((Role.FILLER, Role.DEPARTMENT_REVIEWER))


def permissions_of(role: Role) -> Iterator[str]:
    """As Django names them: ``performance.view_revision``."""
    rights = RIGHTS.get(role, {})
    for label, verbs in rights.items():
        app, _, name = label.partition(".")
        config = apps.get_app_config(app)
        for model in [config.get_model(name)] if name else config.get_models():
            if name or model._meta.label_lower not in rights:
                known = [verb for verb in verbs if verb in model._meta.default_permissions]
                yield from (f"{app}.{verb}_{model._meta.model_name}" for verb in known)

"""The sections of every office of the demo: one that looks after its departments, one that judges all performance."""

from __future__ import annotations

from departments.models import FinanceOffice, Membership, OfficeSection
from departments.permissions.roles import Role

NAMES = {
    Role.FINANCE_SECTION_REVIEWER: "教科文科",
    Role.PERFORMANCE_SECTION_REVIEWER: "预算绩效科",
}
NAMING = Role.FINANCE_SECTION_REVIEWER  # whose section names its departments; the other looks after all


def begin_sections() -> list[OfficeSection]:
    """To be called once there are accounts."""
    begun = []
    for office in FinanceOffice.objects.order_by("division_code"):
        for role, name in NAMES.items():
            section = OfficeSection.objects.create(office=office, name=name, role=role)
            if role is NAMING:
                section.departments.set(office.departments.all())
            Membership.objects.filter(office=office, role=role).update(section=section)
            begun.append(section)
    return begun

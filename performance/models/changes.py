"""What has changed of what other systems keep a copy of: one row for each thing and place, written by triggers."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from departments.models import BudgetUnit, FinanceOffice
from departments.permissions.reach import any_of
from departments.permissions.roles import Role
from departments.querysets import business_reaches, sees_everything


class ChangeKind(models.TextChoices):
    STATEMENT = "statement", "绩效文本"
    PROJECT = "project", "项目"
    INDICATOR = "indicator", "指标"
    MONITORING_REPORT = "monitoring_report", "监控报告"
    EVALUATION = "evaluation", "自评表"


# What a department has as a whole, and every unit of it reads; reports and cards of the department they do not.
READ_BY_UNITS = (ChangeKind.STATEMENT, ChangeKind.INDICATOR)


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What stands, or stood, where the user may read: the row itself says where, for the thing may be gone."""
        if not user.is_active or sees_everything(user):
            return self.all() if user.is_active else self.none()
        reaches = [reach for reach in business_reaches(user) if reach.role != Role.AUDITOR]
        codes = dict(
            FinanceOffice.objects.filter(pk__in={reach.office for reach in reaches}).values_list(
                "pk", "division_code"
            )
        )
        own = {reach.department for reach in reaches if reach.unit}
        beside = BudgetUnit.objects.beside(user).values("department")
        of_department = Q(kind__in=READ_BY_UNITS) | ~Q(department__in=beside)
        return self.filter(
            Q(office_code__in=[codes[reach.office] for reach in reaches if reach.whole_office])
            | any_of(
                department=set().union(*(reach.whole_departments for reach in reaches)),
                unit={reach.unit for reach in reaches if reach.unit},
            )
            | any_of(department=own) & Q(unit=0) & of_department,
            office_code__in=sorted(codes.values()),
        )


class Change(models.Model):
    """That a thing has changed since it was last numbered, and where it stands or stood. Never written by the application.

    ``row`` is the key of the thing, ``unit`` 0 where it is the department's. ``number`` is given once the change can be
    seen by everybody, by one process at a time (``changes.numbering``); until then there is none. ``first_number`` is that of
    its first appearance in this place, 0 where it stood there before it was watched.
    """

    kind = models.CharField("种类", max_length=20, choices=ChangeKind)
    row = models.BigIntegerField("编号")
    office_code = models.CharField("财政区划代码", max_length=6)
    department = models.BigIntegerField("部门编号")
    unit = models.BigIntegerField("单位编号", default=0)
    number = models.BigIntegerField("次序", null=True)
    first_number = models.BigIntegerField("首次的次序", null=True)
    at = models.DateTimeField("编排时间", null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "变更记录"
        ordering = ["number", "pk"]
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["number", "id"], name="change_in_order"),
            models.Index(fields=["office_code", "number", "id"], name="change_of_office"),
            models.Index(fields=["id"], name="change_waiting", condition=Q(number__isnull=True)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "row", "office_code", "department", "unit"], name="change_once_in_a_place"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.row}"


class ChangeCounter(models.Model):
    """One row: the last number given, and up to which of them changes have been forgotten.

    ``epoch`` is another after a backup was put back, when numbers are given a second time.
    """

    number = models.BigIntegerField("最后的次序", default=0)
    forgotten = models.BigIntegerField("已清理到", default=0)
    epoch = models.UUIDField("起算", default=uuid.uuid4)

    class Meta:
        verbose_name = verbose_name_plural = "变更次序"
        default_permissions = ()

    def __str__(self):
        return f"第{self.number}"

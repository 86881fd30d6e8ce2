"""Sections (股室) of a finance office: which of its reviewers look after which departments. They sort work, not sight."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from departments.permissions.roles import ASSIGNABLE
from departments.places.models import Department, FinanceOffice
from departments.querysets import OfficeSectionQuerySet


class OfficeSection(models.Model):
    """Its members hold its ``role``; with no departments it looks after all of the office."""

    office = models.ForeignKey(FinanceOffice, models.PROTECT, related_name="sections", verbose_name="财政局")
    name = models.CharField("名称", max_length=50)
    role = models.CharField(
        "审核角色",
        max_length=30,
        choices=[(role.value, role.label) for role in ASSIGNABLE],
        help_text="本股室的审核人担任的角色，决定哪一步的文本等着本股室。",
    )
    departments = models.ManyToManyField(
        Department,
        blank=True,
        related_name="sections",
        verbose_name="归口部门",
        help_text="不选即归口本财政局的全部部门。只用来分派审核，不限制谁看得见。",
    )

    objects = OfficeSectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "股室"
        ordering = ["office", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="officesection_name_unique",
                violation_error_message="同一财政局内股室名称不能重复。",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Members hold its role at its office, so neither changes under them."""
        stood = OfficeSection.objects.filter(pk=self.pk).exclude(office=self.office_id, role=self.role)
        if stood.exists() and self.memberships.exists():
            raise ValidationError(
                "股室已有审核人，不能改财政局或审核角色；请先在“任职”中把他们改到别的股室。"
            )

from django.db import models

from departments.models import FinanceOffice
from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet


class StockRemarkQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        return any_of(office={reach.office for reach in reaches})


class StockRemark(models.Model):
    """A sentence that reviewers write again and again, kept by their office to be picked."""

    LONGEST = 500

    office = models.ForeignKey(
        FinanceOffice, models.PROTECT, related_name="stock_remarks", verbose_name="财政局"
    )
    text = models.CharField("常用意见", max_length=LONGEST)
    position = models.PositiveIntegerField("次序", default=0)

    objects = StockRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常用意见"
        ordering = ["office_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "text"],
                name="stock_remark_unique",
                violation_error_message="本财政局已有这条常用意见。",
            ),
        ]

    def __str__(self):
        return self.text

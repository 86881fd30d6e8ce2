from django.conf import settings
from django.db import models
from django.db.models import F

from departments.querysets import DepartmentQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.statements import PerformanceStatement
from performance.models.states import StatementState


class ReviewClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self.all()
        return self.filter(DepartmentQuerySet.business_below(user, "statement__department__"))

    def in_force(self):
        """Of the review that goes on: a step that moves the text on leaves the claim behind it."""
        return self.filter(state=F("statement__state"), round=F("statement__round"))


class ReviewClaim(models.Model):
    """Who has taken the review of a text upon himself, or was given it. It keeps nobody from reviewing."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="claims", verbose_name="绩效文本"
    )
    state = models.CharField("环节", max_length=20, choices=StatementState)
    round = models.PositiveIntegerField("轮次")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_claims", verbose_name="认领人"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="交办人")
    at = models.DateTimeField("时间", auto_now=True)

    objects = ReviewClaimQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核认领"
        ordering = ["statement_id", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["statement", "state", "round"], name="review_claim_unique"),
        ]

    def __str__(self):
        return f"{self.statement} {self.get_state_display()}第{self.round}轮"

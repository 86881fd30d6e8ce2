from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from departments.models import BudgetUnit
from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role
from departments.querysets import BudgetUnitQuerySet, DepartmentQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.evaluations import SelfEvaluation
from performance.models.immutable import Unchangeable
from performance.models.statements import PerformanceStatement, whole_below


class Anchor(TextChoices):
    """What kind of row a comment hangs on."""

    STATEMENT = "statement", "全文"
    SECTION = "section", "文字部分"
    GOAL = "goal", "部门目标"
    FUNDING = "funding", "资金构成"
    PROJECT = "project", "预算项目"
    INDICATOR = "indicator", "三级指标"
    EVALUATION = "evaluation", "自评表"


class Side(TextChoices):
    FINANCE = "finance", "财政"
    DEPARTMENT = "department", "部门"
    UNIT = "unit", "单位"


class Audience(TextChoices):
    """Who reads a comment: everybody whom its row concerns, or only those who review on the same side."""

    EVERYBODY = "everybody", "各方"
    COLLEAGUES = "colleagues", "仅本方审核人"


# The reviewers of each side, who write to one another what nobody else reads.
COLLEAGUES: dict[str, tuple[Role, ...]] = {
    Side.FINANCE: (Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER),
    Side.DEPARTMENT: (Role.DEPARTMENT_REVIEWER,),
}


class CommentState(TextChoices):
    """A draft is its author's alone until it is sent."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"
    RESOLVED = "resolved", "已解决"
    DRAFT = "draft", "草稿"


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Comments on what the user may see: a comment on a unit's project is nothing to the other units.

        Whoever has left a side reads no more of what its reviewers say among themselves, be it their own.
        """
        sent = self.exclude(~Q(author=user.pk), state=CommentState.DRAFT)
        if sees_everything(user):
            return sent
        return sent.filter(
            _of_place(user),
            Q(audience=Audience.EVERYBODY) | _of_colleagues(user),
            DepartmentQuerySet.business_below(user, "statement__department__"),
        )

    def of_texts(self):
        return self.exclude(anchor=Anchor.EVALUATION)

    def on_text(self, statement: PerformanceStatement):
        return self.of_texts().filter(statement=statement)

    def on_card(self, evaluation: SelfEvaluation):
        return self.filter(statement=evaluation.statement_id, anchor=Anchor.EVALUATION, row=evaluation.pk)

    def shared(self):
        return self.filter(audience=Audience.EVERYBODY)

    def drafts_of(self, user):
        return self.filter(state=CommentState.DRAFT, author=user.pk)

    def of_finance(self):
        return self.filter(side=Side.FINANCE)

    def open(self):
        return self.filter(state=CommentState.OPEN)


def _of_place(user) -> Q:
    """The head of a text is everybody's who sees it; the card of a department is read by whoever reads the whole text."""
    own = BudgetUnitQuerySet.business_below(user, "unit__")
    of_all = Q(unit__isnull=True)
    return own | of_all & (~Q(anchor=Anchor.EVALUATION) | Q(whole_below(user, "statement__")))


def _of_colleagues(user) -> Q:
    read = Q(pk__in=())
    for side, roles in COLLEAGUES.items():
        held = [reach for reach in reaches_of(user) if reach.role in roles]
        if held:
            read |= Q(DepartmentQuerySet.opened_by(held, "statement__department__"), side=side)
    return read


class Comment(models.Model):
    """A remark on a row of a statement, on a card of self-evaluation, or on one field of either.

    ``row`` is the primary key of the row, which saving keeps; ``place`` says in words where it hung, also when the
    row is gone. ``unit`` is whose project it is about. Of a card, ``round`` counts how often that was handed in.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="comments", verbose_name="绩效文本"
    )
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="comments", null=True, blank=True, verbose_name="预算单位"
    )
    anchor = models.CharField("批注对象", max_length=20, choices=Anchor)
    row = models.PositiveBigIntegerField("所在行", null=True, blank=True)
    field = models.CharField("栏目", max_length=60, blank=True)
    place = models.TextField("位置")
    text = models.TextField("批注")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name="批注人"
    )
    side = models.CharField("批注方", max_length=20, choices=Side)
    state = models.CharField("状态", max_length=20, choices=CommentState, default=CommentState.OPEN)
    audience = models.CharField("谁可以看", max_length=20, choices=Audience, default=Audience.EVERYBODY)
    round = models.PositiveIntegerField("轮次")
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批注"
        ordering = ["statement_id", "pk"]
        indexes = [models.Index(fields=["statement", "state"], name="comment_by_state")]

    def __str__(self):
        return f"{self.place}：{self.text[:40]}"


class CommentReply(Unchangeable):
    """What was said to a comment, and whether it was thereby answered, resolved or reopened."""

    office_code = OfficeCodeField(way="comment__office_code")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="replies", verbose_name="批注")
    text = models.TextField("答复", blank=True)
    state = models.CharField("此后状态", max_length=20, choices=CommentState)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comment_replies", verbose_name="答复人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "批注答复"
        ordering = ["comment_id", "pk"]

    def __str__(self):
        return self.text[:40] or self.get_state_display()

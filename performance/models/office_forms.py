"""The forms that an office keeps itself: each a declaration, drawn up by one person and released by another."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.permissions.reach import any_of
from departments.permissions.rights import offices_kept
from departments.querysets import VisibleQuerySet
from performance.content.office_forms import edition_of, id_of
from performance.documents.forms.form import KINDS

PERMISSION = "performance.add_officeform"


class OfficeFormState(models.TextChoices):
    DRAFT = "draft", "草稿"
    RELEASED = "released", "已发布"
    RETIRED = "retired", "停用"


class OfficeFormQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """What an office has released is everybody's who has a place in it."""
        return any_of(office={reach.office for reach in reaches}) & Q(released_at__isnull=False)

    def visible_to(self, user):
        """Drafts are seen by those who keep the office's forms."""
        if not user.is_active or user.is_superuser:
            return super().visible_to(user)
        return self.filter(
            Q(pk__in=super().visible_to(user).values("pk")) | any_of(office=offices_kept(user, PERMISSION))
        )

    def in_use(self):
        return self.filter(state=OfficeFormState.RELEASED)


class OfficeForm(models.Model):
    """``number`` counts the office's forms; a later edition is a row of its own, which names the one it ``replaces``.

    ``declaration`` never changes once the form has been released: texts are read and printed by it ever after.
    """

    LONGEST_NOTE = 500

    office = models.ForeignKey(
        "departments.FinanceOffice", models.PROTECT, related_name="office_forms", verbose_name="财政局"
    )
    number = models.PositiveIntegerField("序号")
    title = models.CharField("表样名称", max_length=200)
    kind = models.CharField("种类", max_length=20, choices=list(KINDS.items()))
    valid_from = models.PositiveSmallIntegerField("适用年度自", default=0)
    valid_to = models.PositiveSmallIntegerField("适用年度至", default=0, help_text="0 表示没有止期")
    declaration = models.TextField("表样文件")
    note = models.CharField("说明", max_length=LONGEST_NOTE, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, related_name="later", null=True, blank=True, verbose_name="上一版"
    )
    state = models.CharField(
        "状态", max_length=10, choices=OfficeFormState, default=OfficeFormState.DRAFT, db_index=True
    )
    version = models.PositiveIntegerField("版次", default=1)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafted_forms", verbose_name="拟定人"
    )
    drafted_at = models.DateTimeField("拟定时间")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="released_forms",
        null=True,
        verbose_name="发布人",
    )
    released_at = models.DateTimeField("发布时间", null=True)

    objects = OfficeFormQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "本局表样"
        ordering = ["office", "-number"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="office_form_number_unique"),
        ]

    def __str__(self):
        return f"{self.office.name}第{self.number}号表样《{self.title}》"

    @property
    def form_id(self):
        return id_of(self.office_id, self.number)

    @property
    def edition(self):
        return edition_of(self.office_id, self.number)


class OfficeFormExample(models.Model):
    """What a form was taught from: the file as it was read, and what a person has said of its labels and heads."""

    form = models.OneToOneField(
        OfficeForm, models.CASCADE, related_name="example", primary_key=True, verbose_name="本局表样"
    )
    name = models.CharField("文件名", max_length=255)
    source = models.BinaryField("读出的文字和表格")
    answers = models.JSONField("栏目和表头的意思", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "表样的样例"
        default_permissions = ()

    def __str__(self):
        return f"{self.form}的样例 {self.name}"

"""The row of the trail."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from departments.permissions.reach import any_of
from departments.permissions.roles import Role
from departments.querysets import VisibleQuerySet


class Action(models.TextChoices):
    SIGN_IN = "sign_in", "登录"
    SIGN_OUT = "sign_out", "退出"
    FAILED_SIGN_IN = "failed_sign_in", "登录失败"
    REFUSAL = "refusal", "拒绝"
    ROLE_CHANGE = "role_change", "角色变更"
    USER_CHANGE = "user_change", "用户变更"
    IMPORT = "import", "导入"
    EXPORT = "export", "导出"
    EDIT = "edit", "填报修改"
    STEP = "step", "流程操作"
    COMMENT = "comment", "意见"
    WAIVER = "waiver", "问题说明"
    LANGUAGE_MODEL = "language_model", "询问语言模型"
    SETTINGS = "settings", "基础数据与设置"
    PURGE = "purge", "清理操作记录"
    KEY_CHANGE = "key_change", "更换校验密钥"


# These change nothing that could be undone, so they need no transaction of somebody else's.
STANDS_ALONE = {Action.SIGN_IN, Action.SIGN_OUT, Action.FAILED_SIGN_IN, Action.REFUSAL, Action.EXPORT}
BACKUP_MADE = "备份完成："  # begins the row of a backup that is whole and kept


class Result(models.TextChoices):
    DONE = "done", "完成"
    REFUSED = "refused", "拒绝"
    FAILED = "failed", "失败"


class TrailIsAddOnly(TypeError):
    def __init__(self):
        super().__init__("操作记录只能增加，不能修改或删除。")


class TrailQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """Auditors alone: the rows of their office, under whatever code it bore then, and those of no office at all."""
        audited = {reach.office for reach in reaches if reach.role == Role.AUDITOR}
        if not audited:
            return any_of()
        get = apps.get_model
        borne = get("departments", "OfficeCode").objects.filter(office__in=audited).values("code")
        borne_now = get("departments", "FinanceOffice").objects.filter(pk__in=audited).values("division_code")
        return Q(office_code__in=borne) | Q(office_code__in=borne_now) | Q(office_code="")

    def _refuse(self, *args, **kwargs):
        raise TrailIsAddOnly

    update = delete = bulk_update = bulk_create = update_or_create = _refuse
    _raw_delete = _refuse  # the door that Django's collector uses
    _refuse.alters_data = True  # type: ignore[attr-defined]  # as Django asks for it


class TrailEntry(models.Model):
    """One thing done. Names are kept as text: a row must read the same after its actor or subject is gone.

    There is no foreign key to the actor, because emptying it later would be an alteration.
    """

    number = models.BigIntegerField("序号", primary_key=True)
    time = models.DateTimeField("时间", db_index=True)
    actor_id = models.CharField("操作人标识", max_length=40, blank=True)
    actor_name = models.CharField("操作人", max_length=300, blank=True, db_index=True)
    address = models.CharField("来源地址", max_length=45, blank=True)
    session = models.CharField("会话", max_length=16, blank=True)
    action = models.CharField("操作", max_length=20, choices=Action, db_index=True)
    subject_kind = models.CharField("对象类别", max_length=100, blank=True)
    subject_id = models.CharField("对象标识", max_length=40, blank=True)
    subject_name = models.CharField("对象", max_length=300, blank=True)
    office_code = models.CharField("财政区划代码", max_length=6, blank=True, db_index=True)
    result = models.CharField("结果", max_length=10, choices=Result)
    details = models.CharField("说明", max_length=1000, blank=True)
    prev_hash = models.CharField("前一条校验值", max_length=80, unique=True)
    hash = models.CharField("校验值", max_length=80, unique=True)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        ordering = ["-number"]
        default_permissions = ("view",)

    def __str__(self):
        return f"第{self.number}条 {self.get_action_display()}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TrailIsAddOnly
        super().save(force_insert=True)

    def delete(self, *args, **kwargs):
        raise TrailIsAddOnly


SEALED = tuple(field.attname for field in TrailEntry._meta.concrete_fields if field.attname != "hash")

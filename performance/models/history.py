import json
import zlib
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils import timezone

from departments.accounts.clocks import CLOCKS_DIFFER
from departments.models import Membership
from departments.permissions.roles import Role
from indicators.office_codes import OfficeCodeField
from performance.models.statements import PerformanceStatement

LIFETIME = timedelta(days=30)
SITTING = timedelta(minutes=30)
MOST_OF_A_STATEMENT = 200


class Source(models.TextChoices):
    FORM = "form", "表单填报"
    PROJECTS = "projects", "项目增删移动"
    MANY = "many", "多个项目一起改"
    MENDS = "mends", "直接改正"
    LANGUAGE_MODEL = "language_model", "采用来自模型的建议"
    IMPORT = "import", "导入"
    API = "api", "接口"
    RESTORE = "restore", "恢复"
    OTHER = "other", "其他"


PREPARING_ROLES = {Role.FILLER, Role.DEPARTMENT_REVIEWER}


def prepared_by(user):
    """The statements that the user fills in, or reviews in the department itself: what was written meanwhile is theirs."""
    statements = PerformanceStatement.objects.visible_to(user)
    if user.is_superuser:
        return statements
    memberships = Membership.objects.filter(user=user.pk)
    departments = memberships.filter(role=Role.DEPARTMENT_REVIEWER).values("department")
    units = memberships.filter(role=Role.FILLER).values("unit__department")
    return statements.filter(Q(department__in=departments) | Q(department__in=units))


class EarlierTextQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the statements of departments for which the user fills in or reviews; whose projects, the reader filters."""
        if user.is_superuser:
            return self.all()
        return self.filter(statement__in=prepared_by(user))

    def go_on(self, statement, person, source, now):
        """Let the latest row last until now if what is saved now belongs to the same sitting; whether it does."""
        if source != Source.FORM or person is None:
            return False
        latest = self.filter(statement=statement).order_by("-pk").values("pk")[:1]
        return bool(self.of_sitting(person, now).filter(pk__in=latest).update(ended=now))

    def of_sitting(self, person, now):
        """What the person began at a form so lately that it goes on; it does as long as it is the latest."""
        return self.filter(
            source=Source.FORM, person=person.pk, began__gt=now - SITTING, began__lt=now + CLOCKS_DIFFER
        )

    def is_to_be_thinned(self, now):
        """Of the rows of one statement: whether one has to go when another comes."""
        too_many = self.order_by("-pk")[MOST_OF_A_STATEMENT - 1 : MOST_OF_A_STATEMENT]
        return Exists(self.filter(began__lte=now - LIFETIME)) | Exists(too_many)

    def drop_outdated(self, statement):
        """What is too old, and the oldest of too many."""
        own = self.filter(statement=statement)
        young = own.filter(began__gt=timezone.now() - LIFETIME)
        own.exclude(pk__in=young.order_by("-pk").values("pk")[:MOST_OF_A_STATEMENT]).delete()


class EarlierText(models.Model):
    """What a statement said before somebody changed it: one row for a sitting, an import or any other act.

    ``content`` is compressed. ``removed`` names what went with the act and can be brought back.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="earlier_texts", verbose_name="绩效文本"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="修改人"
    )
    source = models.CharField("来源", max_length=20, choices=Source)
    note = models.CharField("说明", max_length=255, blank=True)
    version = models.PositiveIntegerField("修改前的版次")
    began = models.DateTimeField("修改开始")
    ended = models.DateTimeField("修改结束")
    content = models.BinaryField("修改前的内容")
    removed = models.JSONField("删除的内容", default=list)

    objects = EarlierTextQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "修改前的文本"
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.statement}（{timezone.localtime(self.began):%Y-%m-%d %H:%M}修改前）"

    @staticmethod
    def packed(content, rows, units, reasons, key_projects):
        """``rows`` and ``units`` go with the projects; why some are withheld, and which are 重点, by their numbers."""
        whole = [content, rows, units, reasons, key_projects]
        return zlib.compress(json.dumps(whole, ensure_ascii=False).encode())

    def unpacked(self):
        """What was kept before there were 重点项目 names none."""
        content, rows, units, reasons, *key_projects = json.loads(zlib.decompress(bytes(self.content)))
        reasons = {int(number): reason for number, reason in reasons.items()}
        return content, rows, units, reasons, frozenset(*key_projects)

    @property
    def by(self):
        """Nobody's name where a command saved, or where the account is gone."""
        return "系统" if self.person is None else self.person.get_full_name() or self.person.get_username()

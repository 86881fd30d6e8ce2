"""A card of self-evaluation or a monitoring report, what a save of one leaves, and who sees either."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.immutable import Unchangeable
from performance.models.revisions import Revision
from performance.models.statements import PerformanceStatement, whole_below
from projects.models import BudgetProject


class PaperQuerySet(models.QuerySet):
    """Cards, reports, or what belongs to one: ``way`` leads to it."""

    way = ""

    def visible_to(self, user):
        """Those of units the user may see; the department's own for those who read the whole text."""
        if sees_everything(user):
            return self.all()
        units = BudgetUnitQuerySet.business_below(user, f"{self.way}unit__")
        whole = Q(whole_below(user, f"{self.way}statement__"), **{f"{self.way}unit__isnull": True})
        return self.filter(units | whole)


class Paper(models.Model):
    """What is written of one project of an approved text, or of the department's own goals where there is no ``unit``.

    ``revision`` is the approved text it is held against, ``code`` and ``label`` name the project in it. ``version``
    rises with every save and step.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    code = models.CharField("项目编码", max_length=64, blank=True)
    label = models.CharField("名称", max_length=300)
    position = models.PositiveIntegerField("顺序")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+", verbose_name="批复版")
    version = models.PositiveIntegerField("版次", default=1, editable=False)

    class Meta:
        abstract = True


def statement_of_papers(name: str) -> models.ForeignKey[PerformanceStatement, PerformanceStatement]:
    """``name`` is what the papers are called from there, as in the next two."""
    return models.ForeignKey(PerformanceStatement, models.PROTECT, related_name=name, verbose_name="绩效文本")


def unit_of_papers(name: str) -> models.ForeignKey[BudgetUnit | None, BudgetUnit | None]:
    return models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name=name, null=True, blank=True, verbose_name="预算单位"
    )


def project_of_papers(name: str) -> models.ForeignKey[BudgetProject | None, BudgetProject | None]:
    return models.ForeignKey(
        BudgetProject, models.SET_NULL, related_name=name, null=True, blank=True, verbose_name="预算项目"
    )


class WrittenVersion(Unchangeable):
    """``page`` is the opened page that saved. What it saved ``by_itself`` grows as long as somebody is typing there.

    ``stood`` is what an import found in a paper that nobody had saved: amounts that are loaded later are not in it.
    """

    number = models.PositiveIntegerField("版次")
    content = models.JSONField("内容")
    stood = models.JSONField("读入之前的内容", null=True, editable=False)
    page = models.CharField("页面", max_length=40, blank=True)
    by_itself = models.BooleanField("自动保存", default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="保存人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def by(self):
        return self.person.get_full_name() or self.person.get_username()

"""When the departments of an office fill in and send their statements of a year."""

from django.db import models
from django.db.models import F, Q

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet


class TimetableQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """The timetable of an office is everybody's who has a place in it."""
        return any_of(office={reach.office for reach in reaches})

    def year_at(self, office, day):
        """The year that an office is about on a day: of what is open, else of what was open last; None before all."""
        begun = self.filter(office=office, opens__lte=day).order_by("-fiscal_year")
        years = begun.values_list("fiscal_year", flat=True)
        return years.filter(closes__gte=day).first() or years.first()


class Timetable(models.Model):
    """Both days are included. The forms are those that texts of the year are begun in; blank is the province's own."""

    office = models.ForeignKey(
        "departments.FinanceOffice", models.PROTECT, related_name="timetables", verbose_name="财政局"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    opens = models.DateField("填报开始日期")
    closes = models.DateField("报送截止日期")
    shuts = models.BooleanField(
        "截止以后不收",
        default=False,
        db_default=False,
        help_text="截止（或延期）以后不再收从未报送过的文本；报送过又退回的，改好了照样可以再报。",
    )
    review_days = models.PositiveSmallIntegerField(
        "审核限期（工作日）", null=True, blank=True, help_text="收到以后几个工作日内审核；留空表示不限。"
    )
    department_form = models.CharField("部门整体表样", max_length=60, blank=True, default="", db_default="")
    project_form = models.CharField("项目表样", max_length=60, blank=True, default="", db_default="")

    objects = TimetableQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "填报日程"
        ordering = ["-fiscal_year", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year"],
                name="timetable_unique_in_year",
                violation_error_message="该财政局本年度已有填报日程。",
            ),
            models.CheckConstraint(
                condition=Q(closes__gte=F("opens")),
                name="timetable_closes_after_opening",
                violation_error_message="报送截止日期不能早于填报开始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.office}{self.fiscal_year}年填报日程（{self.opens}至{self.closes}）"


class CalendarDayQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The calendar is the same for everybody."""
        return self.all() if user.is_active else self.none()


class CalendarDay(models.Model):
    """A public holiday on a weekday, or a weekend that is worked on; all other days are told by their weekday."""

    day = models.DateField("日期", unique=True)
    working = models.BooleanField("上班", choices=[(True, "上班"), (False, "放假")])
    name = models.CharField("名称", max_length=40, blank=True)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "放假和调休日历"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.get_working_display()}"

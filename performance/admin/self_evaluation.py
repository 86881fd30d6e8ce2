"""What became of self-evaluations, to be read: they are written on their own pages."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.urls import reverse
from django.utils.html import format_html

from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import FlatExportAdmin
from performance.admin.evaluation_lists import CardResource, LineResource, UseResource
from performance.admin.history import Record
from performance.models import (
    DrawnCard,
    EvaluationEvent,
    EvaluationTimetable,
    EvaluationVersion,
    RecheckSheet,
    ResultUse,
    ScoredLine,
    SelfEvaluation,
    SpotCheck,
    SpotCheckDraw,
)
from performance.scoring.scheme_files import shipped_schemes
from performance.self_evaluation.forms.choosing import DEPARTMENT, PROJECT, form_for
from performance.self_evaluation.forms.declaration import shipped_forms

BY_ITSELF = yes_or_no("by_itself", "自动保存")
EXCEEDED = yes_or_no("exceeded", "超过指标值三成")
OF_EVALUATION = ["evaluation__label", "evaluation__code"]


class ScoredRecord(Record):
    """A row that names its scoring scheme by id: read by its name, or as stored where the scheme is no longer shipped."""

    exclude = ["scheme", "form", "project_form", "department_form"]
    readonly_fields = ["scheme_name"]

    @admin.display(description="评分方案")
    def scheme_name(self, row):
        scheme = shipped_schemes().get(row.scheme)
        return scheme.name if scheme else row.scheme


@admin.register(EvaluationTimetable)
class EvaluationTimetableAdmin(ScoredRecord):
    readonly_fields = ["scheme_name", "forms_named"]
    list_display = ["office", "fiscal_year", "opens", "closes", "scheme_name"]
    list_filter = ["fiscal_year"]
    list_select_related = ["office"]
    search_fields = ["office__name"]

    @admin.display(description="自评表样")
    def forms_named(self, row):
        forms = (form_for(row, subject) for subject in (PROJECT, DEPARTMENT))
        return "；".join(dict.fromkeys(shipped_forms()[form].name for form in forms))


@admin.register(SelfEvaluation)
class SelfEvaluationAdmin(ScoredRecord, FlatExportAdmin):
    resource_classes = [CardResource]
    readonly_fields = ["scheme_name", "form_name"]
    list_display = ["label", "statement", "unit", "state", "total", "grade", "final_total", "final_grade"]
    list_filter = [
        "statement__fiscal_year",
        "state",
        "grade",
        ("unit__department", RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["statement__department", "unit__department"]
    search_fields = ["label", "code", "statement__department__name", "unit__name"]

    @admin.display(description="自评表样")
    def form_name(self, row):
        return shipped_forms()[row.form].name


@admin.register(EvaluationVersion)
class EvaluationVersionAdmin(Record):
    exclude = ["content", "stood", "page", "by_itself"]
    readonly_fields = ["card", BY_ITSELF]
    list_display = ["evaluation", "number", "person", BY_ITSELF, "at"]
    list_filter = ["at"]
    list_select_related = ["evaluation__statement", "person"]
    search_fields = OF_EVALUATION

    @admin.display(description="自评表")
    def card(self, version):
        """It is read as the card, not as stored."""
        return format_html('<a href="{}">查看自评表</a>', reverse("evaluation", args=[version.evaluation_id]))


@admin.register(EvaluationEvent)
class EvaluationEventAdmin(Record):
    list_display = ["at", "evaluation", "label", "actor_name", "total", "reason"]
    list_filter = ["at", "action"]
    list_select_related = ["evaluation__statement"]
    search_fields = [*OF_EVALUATION, "actor_name", "reason"]


@admin.register(RecheckSheet)
class RecheckSheetAdmin(Record):
    exclude = ["points"]
    readonly_fields = ["total"]
    list_display = ["evaluation", "number", "total", "person", "at"]
    list_filter = ["at", "evaluation__statement__fiscal_year"]
    list_select_related = ["evaluation__statement", "person"]
    search_fields = [*OF_EVALUATION, "opinion"]

    @admin.display(description="得分")
    def total(self, sheet):
        return sheet.total


@admin.register(SpotCheck)
class SpotCheckAdmin(Record):
    exclude = ["scores", "materials"]
    list_display = ["evaluation", "number", "total", "person", "at"]
    list_filter = ["at", "evaluation__statement__fiscal_year"]
    list_select_related = ["evaluation__statement", "person"]
    search_fields = [*OF_EVALUATION, "opinion"]


@admin.register(ResultUse)
class ResultUseAdmin(Record, FlatExportAdmin):
    resource_classes = [UseResource]
    list_display = ["evaluation", "decision", "percent", "amount_before", "amount_after", "person", "at"]
    list_filter = ["decision", "evaluation__statement__fiscal_year"]
    list_select_related = ["evaluation__statement", "person"]
    search_fields = [*OF_EVALUATION, "reason"]


@admin.register(SpotCheckDraw)
class SpotCheckDrawAdmin(Record):
    exclude = ["considered"]
    list_display = ["fiscal_year", "office", "told", "person", "at", "cancelled"]
    list_filter = ["fiscal_year", "way"]
    list_select_related = ["office", "person"]
    search_fields = ["office__name", "seed", "cancel_reason"]

    @admin.display(description="怎样抽取")
    def told(self, row):
        return row.told


@admin.register(DrawnCard)
class DrawnCardAdmin(Record):
    list_display = ["evaluation", "draw", "words"]
    list_filter = ["draw__fiscal_year"]
    list_select_related = ["evaluation__statement", "draw"]
    search_fields = [*OF_EVALUATION, "words"]


@admin.register(ScoredLine)
class ScoredLineAdmin(Record, FlatExportAdmin):
    resource_classes = [LineResource]
    exclude = ["exceeded"]
    readonly_fields = [EXCEEDED]
    list_display = ["evaluation", "name", "points", "awarded", "rate", EXCEEDED]
    list_filter = ["exceeded", "evaluation__statement__fiscal_year"]
    list_select_related = ["evaluation__statement"]
    search_fields = [*OF_EVALUATION, "name", "reason"]

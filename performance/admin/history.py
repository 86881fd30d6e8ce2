"""What became of statements, to be read: only the workflow writes it."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.urls import reverse
from django.utils.html import format_html

from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import ScopedAdmin
from performance.assessment.criteria import BY_CODE
from performance.entry.sheets import SHEET_TITLES
from performance.models import (
    AdjustmentPart,
    AdjustmentRequest,
    Comment,
    CommentReply,
    DeadlineExtension,
    FormSave,
    Opening,
    PerformanceStatement,
    ReviewClaim,
    ReviewMark,
    ReviewSheet,
    Revision,
    StatementState,
    UnitState,
    UnitSubmission,
    Waiver,
    WorkflowEvent,
)
from projects.owned_admin import OwnedAdmin

OF_STATEMENT = ["statement__department__name", "statement__department__code"]


class Record(ScopedAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RecordOfStatement(Record, OwnedAdmin):
    owner = "statement"
    owner_model = PerformanceStatement
    list_select_related = ["statement__department"]


@admin.register(UnitSubmission)
class UnitSubmissionAdmin(Record):
    list_display = ["statement", "unit", "state", "version"]
    list_filter = ["statement__fiscal_year", "state", ("unit__department", RelatedOnlyFieldListFilter)]
    list_select_related = ["statement__department", "unit"]
    search_fields = [*OF_STATEMENT, "unit__name", "unit__code"]


def state_column(name):
    """A state of a statement, or of a unit's share, in words."""

    @admin.display(description=WorkflowEvent._meta.get_field(name).verbose_name, ordering=name)
    def column(event):
        states = UnitState if event.unit_id else StatementState
        return dict(states.choices).get(getattr(event, name), getattr(event, name))

    column.__name__ = f"{name}_in_words"
    return column


@admin.register(WorkflowEvent)
class WorkflowEventAdmin(Record):
    exclude = ["source", "target", "unchanged"]
    readonly_fields = [
        state_column("source"),
        state_column("target"),
        yes_or_no("unchanged", WorkflowEvent._meta.get_field("unchanged").verbose_name),
    ]
    list_display = ["at", "statement", "unit", "label", "actor_name", "round", "reason"]
    list_filter = ["at", "action", "statement__fiscal_year"]
    list_select_related = ["statement__department", "unit"]
    search_fields = [*OF_STATEMENT, "actor_name", "reason"]


@admin.register(Revision)
class RevisionAdmin(Record):
    exclude = ["content"]
    readonly_fields = ["text"]
    list_display = ["statement", "unit", "number", "taken_at", "digest"]
    list_filter = ["taken_at", "statement__fiscal_year"]
    list_select_related = ["statement__department", "unit"]
    search_fields = [*OF_STATEMENT, "digest"]

    @admin.display(description="内容")
    def text(self, revision):
        """What it says is read as its official tables, not as stored."""
        address = reverse("revision", args=[revision.pk])
        return format_html('<a href="{}">按正式表样查看</a>', address)


@admin.register(Comment)
class CommentAdmin(Record):
    list_display = ["statement", "place", "text", "state", "audience", "side", "author", "at"]
    list_filter = ["state", "audience", "side", "anchor", "statement__fiscal_year"]
    list_select_related = ["statement__department", "author"]
    search_fields = [*OF_STATEMENT, "place", "text"]


@admin.register(ReviewClaim)
class ReviewClaimAdmin(RecordOfStatement):
    list_display = ["statement", "state", "round", "person", "by", "at"]
    list_filter = ["state", "statement__fiscal_year"]
    list_select_related = ["statement__department", "person", "by"]
    search_fields = OF_STATEMENT


@admin.register(DeadlineExtension)
class DeadlineExtensionAdmin(Record):
    list_display = ["department", "fiscal_year", "until", "reason", "by", "at"]
    list_filter = ["fiscal_year"]
    list_select_related = ["department", "by"]
    search_fields = ["department__code", "department__name", "reason"]


@admin.register(CommentReply)
class CommentReplyAdmin(Record, OwnedAdmin):
    owner = "comment"
    owner_model = Comment
    list_display = ["comment", "text", "state", "author", "at"]
    list_filter = ["state", "at"]
    list_select_related = ["comment", "author"]
    search_fields = ["text", "comment__place", "comment__text"]


@admin.register(Waiver)
class WaiverAdmin(RecordOfStatement):
    list_display = ["statement", "code", "reason", "person", "at", "verdict", "objection", "judge"]
    list_filter = ["verdict", "code", "statement__fiscal_year"]
    list_select_related = ["statement__department", "person", "judge"]
    search_fields = [*OF_STATEMENT, "code", "reason"]


@admin.register(AdjustmentRequest)
class AdjustmentRequestAdmin(RecordOfStatement):
    list_display = ["statement", "filed", "standing", "origin"]
    list_filter = ["statement__fiscal_year"]
    list_select_related = ["statement__department", "filed__statement__department", "filed__unit", "ended"]
    search_fields = [*OF_STATEMENT, "origin"]

    @admin.display(description="目前")
    def standing(self, request):
        return request.standing


@admin.register(AdjustmentPart)
class AdjustmentPartAdmin(Record, OwnedAdmin):
    owner = "request__statement"
    owner_model = PerformanceStatement
    list_display = ["request", "kind", "label", "old", "new", "reason"]
    list_filter = ["kind"]
    list_select_related = ["request__statement__department", "request__filed"]
    search_fields = ["label", "request__statement__department__name"]


@admin.register(ReviewSheet)
class ReviewSheetAdmin(RecordOfStatement):
    list_display = ["statement", "project_label", "stage", "round", "reviewer", "grade", "decision"]
    list_filter = ["stage", "grade", "decision", "statement__fiscal_year"]
    list_select_related = ["statement__department", "reviewer"]
    search_fields = [*OF_STATEMENT, "opinion", "project_label"]


@admin.register(ReviewMark)
class ReviewMarkAdmin(Record, OwnedAdmin):
    owner = "sheet__statement"
    owner_model = PerformanceStatement
    list_display = ["sheet", "criterion_in_words", "grade", "points"]
    exclude = ["criterion"]
    readonly_fields = ["criterion_in_words"]
    list_filter = ["grade", "sheet__stage"]
    list_select_related = ["sheet__statement__department"]
    search_fields = ["sheet__statement__department__name"]

    @admin.display(description="审核要点", ordering="criterion")
    def criterion_in_words(self, mark):
        known = BY_CODE.get(mark.criterion)
        return known.label if known else mark.criterion


@admin.register(Opening)
class OpeningAdmin(Record):
    list_display = ["statement", "person", "version", "at"]
    list_filter = ["at", "statement__fiscal_year"]
    list_select_related = ["statement__department", "person"]
    search_fields = [*OF_STATEMENT, "person__username"]


@admin.register(FormSave)
class FormSaveAdmin(RecordOfStatement):
    list_display = ["statement", "form_in_words", "person", "version", "at"]
    exclude = ["form"]
    readonly_fields = ["form_in_words"]
    list_filter = ["at", "statement__fiscal_year"]
    list_select_related = ["statement__department", "person"]
    search_fields = [*OF_STATEMENT, "person__username"]

    @admin.display(description="表单", ordering="form")
    def form_in_words(self, save):
        return SHEET_TITLES.get(save.form, "项目表")

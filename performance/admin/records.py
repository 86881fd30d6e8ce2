"""What became of statements, to be read: only the workflow writes it."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter

from departments.visible_admin import VisibleAdmin
from performance.models import (
    Comment,
    CommentReply,
    FormSave,
    Opening,
    PerformanceStatement,
    ReviewMark,
    ReviewSheet,
    Revision,
    UnitSubmission,
    Waiver,
    WorkflowEvent,
)
from projects.owned_admin import OwnedAdmin

OF_STATEMENT = ["statement__department__name", "statement__department__code"]


class Record(VisibleAdmin):
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


@admin.register(WorkflowEvent)
class WorkflowEventAdmin(Record):
    list_display = ["at", "statement", "unit", "label", "actor_name", "round", "reason"]
    list_filter = ["at", "action", "statement__fiscal_year"]
    list_select_related = ["statement__department", "unit"]
    search_fields = [*OF_STATEMENT, "actor_name", "reason"]


@admin.register(Revision)
class RevisionAdmin(Record):
    list_display = ["statement", "unit", "number", "taken_at", "digest"]
    list_filter = ["taken_at", "statement__fiscal_year"]
    list_select_related = ["statement__department", "unit"]
    search_fields = [*OF_STATEMENT, "digest"]


@admin.register(Comment)
class CommentAdmin(Record):
    list_display = ["statement", "place", "text", "state", "side", "author", "at"]
    list_filter = ["state", "side", "anchor", "statement__fiscal_year"]
    list_select_related = ["statement__department", "author"]
    search_fields = [*OF_STATEMENT, "place", "text"]


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
    list_display = ["statement", "code", "reason", "person", "at"]
    list_filter = ["code", "statement__fiscal_year"]
    list_select_related = ["statement__department", "person"]
    search_fields = [*OF_STATEMENT, "code", "reason"]


@admin.register(ReviewSheet)
class ReviewSheetAdmin(RecordOfStatement):
    list_display = ["statement", "stage", "round", "reviewer", "grade", "decision"]
    list_filter = ["stage", "grade", "decision", "statement__fiscal_year"]
    list_select_related = ["statement__department", "reviewer"]
    search_fields = [*OF_STATEMENT, "opinion"]


@admin.register(ReviewMark)
class ReviewMarkAdmin(Record, OwnedAdmin):
    owner = "sheet__statement"
    owner_model = PerformanceStatement
    list_display = ["sheet", "criterion", "grade", "points"]
    list_filter = ["grade", "sheet__stage"]
    list_select_related = ["sheet__statement__department"]
    search_fields = ["criterion", "sheet__statement__department__name"]


@admin.register(Opening)
class OpeningAdmin(Record):
    list_display = ["statement", "person", "version", "at"]
    list_filter = ["at", "statement__fiscal_year"]
    list_select_related = ["statement__department", "person"]
    search_fields = [*OF_STATEMENT, "person__username"]


@admin.register(FormSave)
class FormSaveAdmin(RecordOfStatement):
    list_display = ["statement", "form", "person", "version", "at"]
    list_filter = ["at", "statement__fiscal_year"]
    list_select_related = ["statement__department", "person"]
    search_fields = [*OF_STATEMENT, "form", "person__username"]

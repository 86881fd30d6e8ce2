from django import forms
from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.core.exceptions import ValidationError
from django.db.models import F

from performance.documents.forms.known import form_named
from performance.documents.recognition import UnknownLayout, editions_of, layout_of, provinces
from performance.exporting.statement_file import DOWNLOADS
from performance.models import (
    EarlierAmount,
    FundingLine,
    NarrativeSection,
    PerformanceGoal,
    PerformanceStatement,
)
from performance.statements.adjustment_scope import opened_by_adjustment
from performance.statements.editable_parts import open_parts
from projects.owned_admin import LockableAdmin, OwnedAdmin, PiecesInline, RowsInline

EDITIONS = sorted({edition for province in provinces() for edition in editions_of(province)})


class FrozenTextAdmin(LockableAdmin):
    """The department's own part of a text stands still for everybody while the workflow locks it, for root too."""

    def statement_of(self, row):
        raise NotImplementedError

    def stands_still(self, row):
        statement = row and self.statement_of(row)
        if statement is None or not statement.pk:
            return ""
        if opened_by_adjustment(statement):
            return f"“{statement}”的调整只开放申请的部分，请在填报页面修改。"
        if open_parts(statement).department:
            return ""
        return f"“{statement}”目前为“{statement.get_state_display()}”，不能修改；须由流程退回或调整。"


class StatementForm(forms.ModelForm):
    province = forms.ChoiceField(label="省份", choices=[(name, name) for name in provinces()])
    edition = forms.ChoiceField(label="版本", choices=[(name, name) for name in EDITIONS])

    def clean(self):
        cleaned_data = super().clean()
        try:
            layout_of(cleaned_data.get("province", ""), cleaned_data.get("edition", ""))
        except UnknownLayout as fault:
            raise ValidationError({"edition": str(fault)}) from fault
        return cleaned_data


class NarrativeSectionInline(PiecesInline):
    model = NarrativeSection


class PerformanceGoalInline(PiecesInline):
    model = PerformanceGoal


class FundingLineInline(RowsInline):
    model = FundingLine


class EarlierAmountInline(RowsInline):
    model = EarlierAmount


@admin.register(PerformanceStatement)
class PerformanceStatementAdmin(FrozenTextAdmin):
    form = StatementForm
    list_display = ["department", "fiscal_year", "province", "edition", "version", "updated"]
    list_filter = ["fiscal_year", "province", "edition", ("department__office", RelatedOnlyFieldListFilter)]
    list_select_related = ["department"]
    search_fields = ["department__code", "department__name", "department_name"]
    autocomplete_fields = ["department"]
    readonly_fields = ["form_title", "version", "created", "updated"]
    inlines = [NarrativeSectionInline, PerformanceGoalInline, FundingLineInline]
    fieldsets = [
        (None, {"fields": [("department", "fiscal_year"), ("province", "edition", "form_title")]}),
        ("文本所印的部门", {"fields": [("department_code", "department_name")]}),
        (
            "封面",
            {"fields": [("attachment", "mark"), ("prepared_by", "reviewed_by"), ("filled_by", "phone")]},
        ),
        ("记录", {"fields": [("version", "created", "updated")]}),
    ]

    @admin.display(description="表样")
    def form_title(self, statement):
        """A form comes with what is read; by which one a text is drawn is not for admin to say."""
        form = form_named(statement.form)
        return f"{form.province} {form.edition} {form.title}" if form else "按省份和版本"

    def statement_of(self, row):
        return PerformanceStatement.objects.filter(pk=row.pk).first()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {**(extra_context or {}), "downloads": DOWNLOADS}
        return super().change_view(request, object_id, form_url, context)

    def save_related(self, request, form, formsets, change):
        """Whoever is editing the same statement elsewhere learns from the version that it has moved."""
        super().save_related(request, form, formsets, change)
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            PerformanceStatement.objects.filter(pk=form.instance.pk).update(version=F("version") + 1)


class PartOfStatementAdmin(FrozenTextAdmin, OwnedAdmin):
    owner = "statement"
    owner_model = PerformanceStatement
    list_select_related = ["statement__department"]
    autocomplete_fields = ["statement"]

    def statement_of(self, row):
        return row.statement


@admin.register(NarrativeSection)
class NarrativeSectionAdmin(PartOfStatementAdmin):
    list_display = ["statement", "position", "kind", "title"]
    list_filter = ["statement__fiscal_year", "kind"]
    search_fields = ["title", "text", "indicator_text", "statement__department__name"]


@admin.register(PerformanceGoal)
class PerformanceGoalAdmin(PartOfStatementAdmin):
    list_display = ["statement", "position", "kind", "horizon"]
    list_filter = ["statement__fiscal_year", "kind"]
    search_fields = ["summary", "text", "statement__department__name"]


@admin.register(FundingLine)
class FundingLineAdmin(PartOfStatementAdmin):
    list_display = ["statement", "position", "side", "item", "amount", "share"]
    list_filter = ["statement__fiscal_year", "side"]
    search_fields = ["item", "statement__department__name"]
    inlines = [EarlierAmountInline]


@admin.register(EarlierAmount)
class EarlierAmountAdmin(FrozenTextAdmin, OwnedAdmin):
    owner = "line__statement"
    owner_model = PerformanceStatement
    list_display = ["line", "year", "amount"]
    list_filter = ["year", "line__side"]
    list_select_related = ["line"]
    search_fields = ["line__item", "line__statement__department__name"]
    autocomplete_fields = ["line"]

    def statement_of(self, row):
        return row.line.statement

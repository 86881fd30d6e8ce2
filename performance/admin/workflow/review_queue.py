"""待我审核: what waits for whoever looks, and from there each statement, many at once, or all as one archive."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.shortcuts import redirect
from django.utils import timezone

from departments.admin.base.scoped_admin import ScopedAdmin
from performance.admin.workflow.review_actions import approve_chosen, export_chosen
from performance.http.whole_numbers import DIGITS_OF_A_KEY, whole_number
from performance.models import StatementUnderReview
from performance.statement_pages.context import visible_statement
from performance.statement_pages.waiting_words import change_in_words, findings_in_words
from performance.steps.people import states_waiting_for
from performance.templatetags.printing import money
from performance.workflow.review_queue import AGES, OVERDUE, queue_of, waiting_details


class AgeFilter(admin.SimpleListFilter):
    title = "等待时间"
    parameter_name = "age"

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _) in AGES.items()]

    def queryset(self, request, queryset):
        return AGES[self.value()][1](queryset, timezone.now()) if self.value() in AGES else queryset


class StateFilter(admin.SimpleListFilter):
    """Only states that something of this reader's can be waiting in."""

    title = "环节"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(state.value, state.label) for state in states_waiting_for(request.user)]

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() else queryset


@admin.register(StatementUnderReview)
class StatementUnderReviewAdmin(ScopedAdmin):
    list_display = ["department", "fiscal_year", "stage", "age", "findings", "amount", "change", "opened"]
    list_filter = [
        AgeFilter,
        StateFilter,
        "fiscal_year",
        ("department__office", RelatedOnlyFieldListFilter),
        ("department", RelatedOnlyFieldListFilter),
    ]
    list_per_page = 50
    search_fields = ["department__code", "department__name"]
    actions = [approve_chosen, export_chosen]

    def get_ordering(self, request):
        return ["since", "pk"]

    def get_queryset(self, request):
        return queue_of(request.user).order_by(*self.get_ordering(request))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Reviewed at the desk, which is no page of admin."""
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        key = whole_number(object_id, 0, digits=DIGITS_OF_A_KEY)
        return redirect("review_desk", visible_statement(request.user, key).pk)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "待我审核", **(extra_context or {})})

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        details = waiting_details(changelist.result_list, request.user)
        for statement in changelist.result_list:
            statement.waiting = details[statement.pk]
        return changelist

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Nothing of a statement is changed here; steps ask the workflow."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="环节", ordering="state")
    def stage(self, statement):
        return f"{statement.get_state_display()}（第{statement.round}轮）"

    @admin.display(description="已等待", ordering="since")
    def age(self, statement):
        if statement.since is None:
            return "—"
        days = max(0, (timezone.now() - statement.since).days)
        return f"{days}天{'（超时）' if days > OVERDUE else ''}" if days else "不到1天"

    @admin.display(description="未处理的问题")
    def findings(self, statement):
        return findings_in_words(statement.waiting)

    @admin.display(description="预算合计（万元）", ordering="total")
    def amount(self, statement):
        return money(statement.total)

    @admin.display(description="退回或批复以来的变化")
    def change(self, statement):
        return change_in_words(statement.waiting)

    @admin.display(description="已打开")
    def opened(self, statement):
        return "是" if statement.waiting.opened else "否"

"""Sections of the office in admin: the system administrator says what they look after, the guard who belongs to them."""

from django import forms
from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db.models import Count, Prefetch

from departments.admin.base.scoped_admin import FlatListAdmin
from departments.admin.base.several_rows import SeveralRowsAdmin
from departments.lists.section_lists import OfficeSectionResource
from departments.models import Department, OfficeSection


class OfficeSectionForm(forms.ModelForm):
    def clean(self):
        cleaned_data = super().clean()
        office, chosen = cleaned_data.get("office"), cleaned_data.get("departments") or ()
        if office and (foreign := [one for one in chosen if one.office_id != office.pk]):
            names = "、".join(map(str, foreign))
            self.add_error("departments", f"归口部门须属于{office}，以下部门不属于：{names}。")
        return cleaned_data


@admin.register(OfficeSection)
class OfficeSectionAdmin(SeveralRowsAdmin, FlatListAdmin):
    resource_classes = [OfficeSectionResource]
    form = OfficeSectionForm
    list_display = ["name", "office", "role", "looked_after", "members"]
    list_filter = ["role", ("office", RelatedOnlyFieldListFilter)]
    list_select_related = ["office"]
    search_fields = ["name", "office__name"]
    autocomplete_fields = ["office", "departments"]

    def get_queryset(self, request):
        seen = Department.objects.visible_to(request.user)
        rows = super().get_queryset(request).annotate(number=Count("departments"))
        return rows.prefetch_related(
            "memberships__user", Prefetch("departments", queryset=seen, to_attr="seen")
        )

    def get_fields(self, request, obj=None):
        """Whoever only looks reads no department that is out of sight, and who belongs to the section."""
        fields = ["office", "name", "role"]
        kept = self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)
        return [*fields, "departments"] if kept else [*fields, "looked_after", "members"]

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else ("looked_after", "members")

    @admin.display(description="归口部门")
    def looked_after(self, section):
        beyond = section.number - len(section.seen)
        named = [*map(str, section.seen), *([f"不在您可见范围的{beyond}个"] if beyond else [])]
        return "、".join(named) or "全部"

    @admin.display(description="审核人")
    def members(self, section):
        people = (one.user for one in section.memberships.all())
        return "、".join(one.get_full_name() or one.get_username() for one in people) or "—"

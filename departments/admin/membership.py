"""Roles in admin, which the security administrator gives, with the departments that a finance reviewer answers for."""

from django import forms
from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.core.exceptions import ValidationError

from departments.accounts.policy import visible_accounts
from departments.admin.base.scoped_admin import FlatListAdmin
from departments.admin.base.several_rows import SeveralRowsAdmin
from departments.lists.people_lists import MembershipResource
from departments.models import Membership
from departments.permissions.roles import ASSIGNABLE
from departments.trail.entry import Action


class MembershipForm(forms.ModelForm):
    def clean_user(self):
        user = self.cleaned_data["user"]
        if user == self.asked_by and not user.is_superuser:
            raise ValidationError("不能给自己授予角色。")
        if user.is_superuser and not self.asked_by.is_superuser:
            raise ValidationError("不能给该账号授予角色。")
        return user

    def clean(self):
        cleaned_data = super().clean()
        assigned, office = cleaned_data.get("assigned"), cleaned_data.get("office")
        if not assigned:
            return cleaned_data
        if cleaned_data.get("role") not in ASSIGNABLE:
            self.add_error("assigned", "只有财政业务科、绩效科审核人可以指定分管部门。")
        elif office and (foreign := [one for one in assigned if one.office_id != office.pk]):
            names = "、".join(map(str, foreign))
            self.add_error("assigned", f"分管部门须属于{office}，以下部门不属于：{names}。")
        return cleaned_data


@admin.register(Membership)
class MembershipAdmin(SeveralRowsAdmin, FlatListAdmin):
    resource_classes = [MembershipResource]
    trail_action = Action.ROLE_CHANGE
    form = MembershipForm
    list_display = ["user", "role", "where", "section", "departments"]
    list_filter = ["role", ("section", RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "unit", "department", "office", "section"]
    search_fields = ["user__username", "unit__name", "department__name", "office__name"]
    autocomplete_fields = ["user", "unit", "department", "office", "assigned", "section"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("assigned")

    @admin.display(description="任职地点")
    def where(self, membership):
        return membership.place

    @admin.display(description="分管部门")
    def departments(self, membership):
        if membership.role not in ASSIGNABLE:
            return "—"
        return "、".join(str(one) for one in membership.assigned.all()) or "全部"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.asked_by = request.user
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Whoever may be given a role is an account that the giver sees."""
        if db_field.name == "user":
            kwargs["queryset"] = visible_accounts(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not _is_own(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_own(request, obj)


def _is_own(request, membership) -> bool:
    """Nobody changes the own roles but whoever installed the system."""
    return membership is not None and membership.user_id == request.user.pk and not request.user.is_superuser

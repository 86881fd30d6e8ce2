"""Admin screens that record in the trail every change made by hand, in the transaction of the change."""

from django.contrib import admin
from django.db import models, transaction
from django.forms import Field
from django.http import HttpRequest

from departments.admin.base.declared_lookups import is_declared
from departments.trail.entry import Action
from departments.trail.subjects import subject_of
from departments.trail.writing import record

NEVER_SHOWN = {"password", "password1", "password2", "usable_password"}


class AuditedAdmin(admin.ModelAdmin):
    trail_action = Action.SETTINGS

    def lookup_allowed(self, lookup, value, request=None):
        return is_declared(self, lookup, value, request)

    def get_object(self, request, object_id, from_field=None):
        """An empty name of a field is none: Django would look for a field that is called nothing."""
        return super().get_object(request, object_id, from_field or None)

    def construct_change_message(self, request, form, formsets, add=False):
        """Old → new for each field, in admin's own history and in the trail alike."""
        changes = dict.fromkeys(change_of(form, name) for name in form.changed_data)
        rows = [
            f"{formset.model._meta.verbose_name}{verb}：{'、'.join(map(str, touched))}"
            for formset in formsets or ()
            for verb, touched in (
                ("新增", formset.new_objects),
                ("更改", [row for row, _ in formset.changed_objects]),
                ("删除", formset.deleted_objects),
            )
            if touched
        ]
        return f"{'新增' if add else '更改'}；{'；'.join([*changes, *rows]) or '没有变化'}"

    def log_addition(self, request, obj, message):
        self._record(request, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self._record(request, obj, message)
        return super().log_change(request, obj, message)

    def delete_model(self, request, obj):
        """Admin writes its own history of a deletion before it deletes, and not always in one transaction."""
        with transaction.atomic():
            subject = subject_of(obj)
            super().delete_model(request, obj)
            self._record(request, subject, "删除")

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            subjects = [subject_of(obj) for obj in queryset]
            super().delete_queryset(request, queryset)
            for subject in subjects:
                self._record(request, subject, "删除")

    def _record(self, request: HttpRequest, thing, details: str) -> None:
        record(self.trail_action, by=request.user, subject=thing, details=details, request=request)


def change_of(form, name: str) -> str:
    if name in NEVER_SHOWN:
        return "密码：已更改"
    field = form.fields[name]
    old, new = form.get_initial_for_field(field, name), form.cleaned_data.get(name)
    return f"{field.label or name}：{shown(field, old)} → {shown(field, new)}"


def shown(field: Field, value: object) -> str:
    """As a person reads it; of related rows the initial values are keys and the cleaned ones are rows."""
    if value in (None, ""):
        return "空"
    if not hasattr(field, "queryset"):
        return str(dict(getattr(field, "choices", ())).get(value, value))
    chosen = value if isinstance(value, list | tuple | models.QuerySet) else [value]
    keys = [getattr(one, "pk", one) for one in chosen]
    return "、".join(map(str, field.queryset.model._default_manager.filter(pk__in=keys))) or "空"

"""Admin screens of rows that belong to a row of another table: seen where that is seen, locked when it is."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models

from departments.admin.base.scoped_admin import ScopedAdmin
from projects.closed_places import objections_to_changing


class LockableAdmin(ScopedAdmin):
    """What belongs to a locked project is looked at and never changed; nor does anything move into one."""

    def project_of(self, row):
        """The project that the row belongs to, if it belongs to one."""
        raise NotImplementedError

    def stands_still(self, row):
        """Why the row cannot be changed, in a sentence; empty where it can."""
        project = row and self.project_of(row)
        if project is None:
            return ""
        if project.locked:
            return f"项目“{project}”已锁定，不能修改。"
        return "".join(objections_to_changing(project)) if project.pk else ""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self.stands_still(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self.stands_still(obj)

    def save_model(self, request, obj, form, change):
        if why := self.stands_still(obj):
            raise PermissionDenied(why)
        super().save_model(request, obj, form, change)


class OwnedAdmin(ScopedAdmin):
    """``owner`` is the path of fields to the row that decides, ``owner_model`` what that row is."""

    owner = ""
    owner_model = None

    def get_queryset(self, request):
        owners = self.owner_model.objects.visible_to(request.user)
        return admin.ModelAdmin.get_queryset(self, request).filter(**{f"{self.owner}__in": owners})


ROOM_FOR_PROSE = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4, "cols": 40})}}


class RowsInline(admin.TabularInline):
    """Short rows of a part in printed order; no empty rows are offered until asked for."""

    extra = 0
    show_change_link = True
    formfield_overrides = ROOM_FOR_PROSE


class PiecesInline(admin.StackedInline):
    """Rows too wide to stand side by side."""

    extra = 0
    show_change_link = True
    formfield_overrides = ROOM_FOR_PROSE

"""Admin screens of rows that belong to a row of another table, and are seen exactly where that is seen."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models

from departments.visible_admin import VisibleAdmin


class OwnedAdmin(VisibleAdmin):
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

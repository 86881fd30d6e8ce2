"""Admin screens on which several rows in sight are chosen by search."""

from django.contrib import admin

from departments.keys import RowsField, RowsSelect


class SeveralRowsAdmin(admin.ModelAdmin):
    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = db_field.remote_field.model._default_manager.visible_to(request.user)
        kwargs |= {"form_class": RowsField, "widget": RowsSelect(db_field, self.admin_site)}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

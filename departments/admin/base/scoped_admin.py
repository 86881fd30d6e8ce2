"""Admin screens that show, offer and accept only what the user may see."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.http import content_disposition_header
from import_export.admin import ExportMixin, ImportMixin
from import_export.forms import ExportForm, ImportForm

from departments.admin.base.audited_admin import AuditedAdmin
from departments.admin.base.long_lists import COUNTED, CappedPaginator
from departments.file_names import as_file_name
from departments.keys import RowSelect
from departments.lists.flat_files import FlatWorkbook, UnreadableList
from departments.lists.list_result import KINDS
from departments.lists.waiting_files import belongs_to
from departments.permissions.rights import kept_by
from departments.trail.entry import Action
from departments.trail.subjects import list_of
from departments.trail.writing import record

LOGGED_TOGETHER = 500


class ScopedAdmin(AuditedAdmin):
    show_full_result_count = False
    paginator = CappedPaginator

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        if changelist.paginator.is_capped:
            messages.info(request, f"超过{COUNTED}条，只列出前{COUNTED}条；请检索或筛选。")
        return changelist

    def get_queryset(self, request):
        visible = self.model.objects.visible_to(request.user)
        return visible.order_by(*self.get_ordering(request) or self.opts.ordering)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._belongs_to(request, obj, "change")

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._belongs_to(request, obj, "delete")

    def _belongs_to(self, request, obj, verb):
        if obj is None:
            return True
        return kept_by(request.user, self.model._default_manager.filter(pk=obj.pk), verb).exists()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        rows = db_field.remote_field.model._default_manager
        if hasattr(rows, "visible_to"):
            kwargs["queryset"] = rows.visible_to(request.user)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Admin saves in a transaction, so a row moved to where it is not the user's is put back by the refusal."""
        super().save_model(request, obj, form, change)
        if not kept_by(request.user, self.get_queryset(request).filter(pk=obj.pk)).exists():
            raise PermissionDenied(f"“{obj}”超出您的管理范围。")


class CappedImportForm(ImportForm):
    def clean_import_file(self):
        upload = self.cleaned_data["import_file"]
        if upload.size > settings.UPLOAD_LIMIT_BYTES:
            limit = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
            raise forms.ValidationError(f"文件超过上限 {limit}。")
        return upload


class FlatExportAdmin(ExportMixin, ScopedAdmin):
    """A flat list that can be taken out, and never without a row of the trail."""

    formats = [FlatWorkbook]  # here and not in the settings: every process reads those, few write a workbook

    export_form_class = ExportForm

    def get_export_resource_kwargs(self, request, *args, **kwargs):
        return {"user": request.user}

    def get_export_data(self, file_format, request, queryset, **kwargs):
        rows = queryset.count()
        exported = super().get_export_data(file_format, request, queryset, **kwargs)
        details = f"{rows}条，{file_format.get_extension()}"
        record(Action.EXPORT, by=request.user, subject=list_of(self.model), details=details, request=request)
        return exported

    def get_export_filename(self, request, queryset, file_format):
        """In the words and on the day of whoever takes it out, not in the model's name and on the day of Greenwich."""
        name = (
            f"{self.model._meta.verbose_name}-{timezone.localdate():%Y-%m-%d}.{file_format.get_extension()}"
        )
        return as_file_name(name)

    def _do_file_export(self, file_format, request, queryset, **kwargs):
        response = super()._do_file_export(file_format, request, queryset, **kwargs)
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=self.get_export_filename(request, queryset, file_format)
        )
        return response


class FlatListAdmin(ImportMixin, FlatExportAdmin):
    """A flat list with import and export. An import is previewed first, and written whole or not at all."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    import_template_name = "admin/import_export/flat_import.html"
    import_form_class = CappedImportForm

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def get_import_resource_kwargs(self, request, *args, **kwargs):
        return {"user": request.user}

    def create_confirm_form(self, request, import_form=None):
        if import_form is not None:  # it is made again to be confirmed
            belongs_to(import_form.cleaned_data["import_file"].tmp_storage_name, request.user)
        return super().create_confirm_form(request, import_form=import_form)

    def get_import_data_kwargs(self, **kwargs):
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form, e):
        if isinstance(e, UnreadableList):
            form.add_error("import_file", str(e))
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def process_import(self, request, **kwargs):
        try:
            return super().process_import(request, **kwargs)
        except UnreadableList as fault:
            messages.error(request, str(fault))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    def process_dataset(self, dataset, form, request, **kwargs):
        """The file is read before anybody is kept from writing; the row of the trail stands or falls with the rows."""

        def written(result):
            counts = "、".join(f"{word}{result.totals[kind]}" for kind, word in KINDS.items())
            record(
                Action.IMPORT, by=request.user, subject=list_of(self.model), details=counts, request=request
            )

        return super().process_dataset(dataset, form, request, written=written, **kwargs)

    def _create_log_entry(self, user_pk, rows, import_type, action_flag):
        """Admin's own history follows once the rows are there, a few at a time, so that others write in between."""
        for start in range(0, len(rows), LOGGED_TOGETHER):
            few = rows[start : start + LOGGED_TOGETHER]
            super()._create_log_entry(user_pk, few, import_type, action_flag)

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            messages.error(request, "预览之后数据有变化，本次导入没有写入任何内容，请重新上传。")
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")
        return super().process_result(result, request)

"""The timetable of an office, with the forms that its departments and projects write their texts of the year in."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from departments.admin.places import TimetableAdmin
from departments.models import Timetable
from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.known import form_named
from performance.office_forms.shelf import forms_for
from performance.statements.chosen_forms import choice_faults

USUAL = ("", "按本省预设的表样")


def _choices(own, *kinds):
    shipped = sorted(shipped_forms().values(), key=lambda form: form.name)
    return [USUAL, *((form.id, form.name) for form in (*own, *shipped) if form.kind in kinds)]


class TimetableForm(forms.ModelForm):
    """``reader`` is whose offices' own forms are offered."""

    reader = AnonymousUser()
    department_form = forms.ChoiceField(
        label="部门整体表样",
        required=False,
        help_text="只选项目表样时，部门部分按项目表样所属的版次。",
    )
    project_form = forms.ChoiceField(
        label="项目表样",
        required=False,
        help_text="新建的文本采用这里选定的表样；已经开始填报的文本保持原来的表样。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = forms_for(self.reader)
        self.fields["department_form"].choices = _choices(own, "department")
        self.fields["project_form"].choices = _choices(own, "project", "list")

    def clean(self):
        cleaned = super().clean()
        office, year = cleaned.get("office"), cleaned.get("fiscal_year")
        chosen = cleaned.get("department_form") or "", cleaned.get("project_form") or ""
        if office and year:
            faults = dict(choice_faults(office, year, *chosen))
            if faults:
                raise ValidationError(faults)
        return cleaned


admin.site.unregister(Timetable)


@admin.register(Timetable)
class TimetableWithFormsAdmin(TimetableAdmin):
    form = TimetableForm
    list_display = [*TimetableAdmin.list_display, "chosen_forms"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"reader": request.user})

    @admin.display(description="选定的表样")
    def chosen_forms(self, timetable):
        chosen = form_named(timetable.department_form), form_named(timetable.project_form)
        return "；".join(form.name for form in chosen if form) or USUAL[1]

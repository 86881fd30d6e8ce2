"""The timetable of an office, with the forms that its departments and projects write their texts of the year in."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from departments.admin.places import TimetableAdmin
from departments.models import Timetable
from performance.documents.forms.declaration import shipped_forms
from performance.statements.chosen_forms import choice_faults

USUAL = ("", "按本省预设的表样")


def _choices(*kinds):
    found = [form for form in shipped_forms().values() if form.kind in kinds]
    return [USUAL, *((form.id, form.name) for form in sorted(found, key=lambda form: form.name))]


class TimetableForm(forms.ModelForm):
    department_form = forms.ChoiceField(
        label="部门整体表样",
        required=False,
        choices=lambda: _choices("department"),
        help_text="只选项目表样时，部门部分按项目表样所属的版次。",
    )
    project_form = forms.ChoiceField(
        label="项目表样",
        required=False,
        choices=lambda: _choices("project", "list"),
        help_text="新建的文本采用这里选定的表样；已经开始填报的文本保持原来的表样。",
    )

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

    @admin.display(description="选定的表样")
    def chosen_forms(self, timetable):
        chosen = (shipped_forms().get(timetable.department_form), shipped_forms().get(timetable.project_form))
        return "；".join(form.name for form in chosen if form) or USUAL[1]

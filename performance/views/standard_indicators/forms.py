from django import forms

from departments.lists.plans import shown_problems
from departments.models import FinanceOffice
from departments.uploads.refused_file import RefusedFile
from performance.indicator_library.standard_list import YEARS, NoStandards, read_standards
from performance.indicator_library.standards import plan_of
from performance.views.exchange.lists import READ, list_source


class StandardFilter(forms.Form):
    """Which standard indicators to show: of an office that the reader sees, as they are in force in a year."""

    office = forms.ModelChoiceField(FinanceOffice.objects.none(), label="财政局", empty_label=None)
    year = forms.IntegerField(label="年度", min_value=YEARS.start, max_value=YEARS.stop - 1)
    project_class = forms.ChoiceField(label="适用项目", required=False)

    def __init__(self, *args, offices, classes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        self.fields["project_class"].choices = [("", "全部"), *((kind, kind) for kind in classes)]


class StandardsForm(forms.Form):
    office = forms.ModelChoiceField(FinanceOffice.objects.none(), label="财政局", empty_label=None)
    year = forms.IntegerField(
        label="自哪一年起",
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        help_text="与现有的不同的，从这一年起是新的一版；以前年度的文本仍按当时的版本。名单里写了启用年度的，按名单。",
    )
    file = forms.FileField(
        label="标准指标名单",
        max_length=255,
        help_text="一行一个指标，按指标编码合并：指标编码、一级指标、三级指标必填，其余各列可以没有。.xlsx、.csv。",
        widget=forms.FileInput(attrs={"accept": ",".join(READ)}),
        error_messages={"required": "请选择一个文件。"},
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices

    def clean(self):
        cleaned = super().clean()
        if {"office", "year", "file"} <= cleaned.keys():
            try:
                self.listed = read_standards(list_source(cleaned["file"]))
                plan_of(self.listed, cleaned["office"], cleaned["year"])
            except RefusedFile as refused:
                self.add_error("file", str(refused))
            except NoStandards as fault:
                self.add_error("file", forms.ValidationError(shown_problems(fault.problems)))
        return cleaned

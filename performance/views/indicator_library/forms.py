from django import forms

from indicators.kinds import SubcategoryKind
from indicators.project_classes import PROJECT_CLASSES


class LibrarySearch(forms.Form):
    """What to look for in the indicator library. ``group`` is the grid that the indicators are wanted for."""

    text = forms.CharField(
        label="指标名称或描述",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "autofocus": True}),
    )
    family = forms.ChoiceField(
        label="类别",
        required=False,
        choices=[("", "全部"), *((kind.value, kind.label) for kind in SubcategoryKind)],
    )
    project_class = forms.ChoiceField(
        label="适用项目", required=False, choices=[("", "全部"), *((name, name) for name in PROJECT_CLASSES)]
    )
    group = forms.CharField(required=False, widget=forms.HiddenInput)

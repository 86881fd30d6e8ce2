"""The criteria sheet as a form: a grade, and for key projects points, for each criterion."""

from decimal import Decimal

from django import forms

from performance.assessment.criteria import CRITERIA
from performance.assessment.services import Mark
from performance.models import Decision, Grade

EMPTY = ("", "未评")


class SheetForm(forms.Form):
    """It may stay incomplete: what is missing is asked for when the sheet is sent."""

    grade = forms.ChoiceField(
        label="总评等级",
        required=False,
        choices=[EMPTY, *Grade.choices],
        help_text="各要点都填了得分的，由得分合计确定，不必选择。",
    )
    opinion = forms.CharField(
        label="审核意见", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    decision = forms.ChoiceField(label="审核结论", required=False, choices=[("", "未定"), *Decision.choices])

    def __init__(self, data=None, *, sheet=None, carried=False):
        """``carried``: the sheet is one of an earlier round, whose conclusion is not that of this one."""
        written = _written(sheet) if sheet else {}
        super().__init__(data, initial=written | {"decision": ""} if carried else written)
        for criterion in CRITERIA:
            self.fields[f"{criterion.code}-grade"] = forms.ChoiceField(
                label=f"{criterion.label}：等级", required=False, choices=[EMPTY, *Grade.choices]
            )
            self.fields[f"{criterion.code}-points"] = forms.DecimalField(
                label=f"{criterion.label}：得分（满分{criterion.points}）",
                required=False,
                min_value=Decimal(0),
                max_value=Decimal(criterion.points),
                max_digits=5,
                decimal_places=2,
            )

    def rows(self):
        """Each criterion with its two fields, as the printed sheet has them."""
        return [
            (criterion, self[f"{criterion.code}-grade"], self[f"{criterion.code}-points"])
            for criterion in CRITERIA
        ]

    def below(self):
        return [self["grade"], self["opinion"], self["decision"]]

    def clean(self):
        cleaned_data = super().clean()
        for criterion in CRITERIA:
            grade, points = (
                cleaned_data.get(f"{criterion.code}-grade"),
                cleaned_data.get(f"{criterion.code}-points"),
            )
            if points is not None and not grade:
                self.add_error(f"{criterion.code}-grade", "填了得分的要点须选等级。")
        return cleaned_data

    def marks(self):
        cleaned_data = self.cleaned_data
        return {
            criterion.code: Mark(
                Grade(cleaned_data[f"{criterion.code}-grade"]), cleaned_data[f"{criterion.code}-points"]
            )
            for criterion in CRITERIA
            if cleaned_data[f"{criterion.code}-grade"]
        }


def _written(sheet):
    values = {"grade": sheet.grade, "opinion": sheet.opinion, "decision": sheet.decision}
    for mark in sheet.marks.all():
        values |= {f"{mark.criterion}-grade": mark.grade, f"{mark.criterion}-points": mark.points}
    return values

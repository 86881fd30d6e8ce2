"""The rules that an office may change, as one form of many small fields: one row for each rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from django import forms

from performance.models import RuleAdjustment
from performance.review import Severity, rules
from performance.review.adjustments import SOFT, Adjustment, AdjustmentError, read_adjustment, thresholds
from performance.review.engine import Rule
from performance.review.thresholds import Threshold

LARGEST_FILE = 100_000


@dataclass
class RuleRow:
    """A rule with the bound fields of its row."""

    rule: Rule
    off: forms.BoundField
    severity: forms.BoundField
    thresholds: list[forms.BoundField] = field(default_factory=list)


class AdjustmentForm(forms.Form):
    """``own`` are the values that the form of the province gives the thresholds: what equals them is no change."""

    def __init__(self, *args, adjustment: Adjustment, own, **said):
        super().__init__(*args, **said)
        self.name = adjustment.name
        self.own = own
        for rule in _adjustable():
            self.fields[f"off_{rule.code}"] = forms.BooleanField(
                label=f"停用{rule.code}", required=False, initial=rule.code in adjustment.off
            )
            self.fields[f"severity_{rule.code}"] = forms.ChoiceField(
                label=f"{rule.code}的严重程度",
                choices=[(level.value, level.label) for level in SOFT],
                initial=(adjustment.severities or {}).get(rule.code, rule.severity).value,
            )
        for name, threshold in thresholds().items():
            now = (adjustment.thresholds or {}).get(name, getattr(own, name))
            self.fields[f"threshold_{name}"] = _number(threshold, now)

    def rows(self):
        shown = set()
        for rule in _adjustable():
            moved = [each.name for each in rule.thresholds if each.name not in shown]
            shown.update(moved)
            yield RuleRow(
                rule,
                self[f"off_{rule.code}"],
                self[f"severity_{rule.code}"],
                [self[f"threshold_{name}"] for name in moved],
            )

    def adjustment(self) -> Adjustment:
        cleaned = self.cleaned_data
        return Adjustment(
            self.name,
            frozenset(rule.code for rule in _adjustable() if cleaned[f"off_{rule.code}"]),
            {
                rule.code: Severity(cleaned[f"severity_{rule.code}"])
                for rule in _adjustable()
                if cleaned[f"severity_{rule.code}"] != rule.severity.value
            },
            {
                name: value
                for name in thresholds()
                if (value := cleaned[f"threshold_{name}"]) != getattr(self.own, name)
            },
        )


def _adjustable() -> list[Rule]:
    return [rule for rule in rules() if rule.is_adjustable]


def _number(threshold: Threshold, now: float) -> forms.Field:
    kind = forms.IntegerField if threshold.is_whole else forms.FloatField
    bounds = {"min_value": threshold.least, "max_value": threshold.most}
    return kind(
        label=threshold.label,
        initial=now,
        help_text=f"{threshold.least}—{threshold.most}",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"应为{threshold.least}与{threshold.most}之间的{'整数' if threshold.is_whole else '数'}。",
        ),
        **bounds,
    )


class AdjustmentFileForm(forms.Form):
    file = forms.FileField(
        label="规则调整文件",
        help_text="从本页面导出的 JSON 文件；先看会改变什么，再保存。",
        error_messages={"required": "请选择一个文件。", "invalid": "没有收到文件，请重新选择。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".json"}),
    )

    def clean_file(self) -> Adjustment:
        try:
            return read_adjustment(self.cleaned_data["file"].read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError("文件应保存为 UTF-8 文本。") from None
        except AdjustmentError as error:
            raise forms.ValidationError(error.problems) from None


class SaveForm(forms.Form):
    """What was previewed, on which version, and why."""

    adjustment = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="调整的理由",
        max_length=RuleAdjustment.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请填写调整的理由。"},
    )

    def clean_adjustment(self) -> Adjustment:
        try:
            return read_adjustment(self.cleaned_data["adjustment"])
        except AdjustmentError as error:
            raise forms.ValidationError(error.problems) from None

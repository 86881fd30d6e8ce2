"""What whoever teaches a form is asked: its name and years, and what each label and head of the example means."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from departments.uploads.limits import LARGEST_FILE, MEGABYTE
from performance.documents.convert import READABLE
from performance.documents.forms.amounts import PER_WAN
from performance.documents.forms.teaching.choices import head_choices, label_choices
from performance.documents.forms.teaching.proposing import Named, Proposal
from performance.documents.forms.teaching.slots import Answers, HeadSlot, LabelSlot
from performance.views.office_forms.forms import FormYearsForm

MOST_FAMILIES = 30


class ExampleForm(forms.Form):
    file = forms.FileField(
        label="样例",
        help_text=f"一份公开的或空白的表，只要一个项目或一个部门；Word、Excel、PDF、网页、扫描件都可以，不超过 {LARGEST_FILE // MEGABYTE} MB。",
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "请选择一个文件。", "invalid": "没有收到文件，请重新选择。"},
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(READABLE)}),
    )


@dataclass
class AskedSlot:
    """A label or head of the example with the bound field that asks what it means."""

    slot: LabelSlot | HeadSlot
    field: forms.BoundField


class TeachingForm(FormYearsForm):
    """``proposal`` says which labels and heads are asked about; they are told by their places in it."""

    money = forms.ChoiceField(label="金额单位", choices=[(unit, unit) for unit in PER_WAN])
    families = forms.CharField(
        label="一级指标",
        required=False,
        max_length=1000,
        help_text="一行一个，按表上的次序；填报时从中选择。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("title", "valid_from", "valid_to", "money", "families", "note")

    def __init__(self, *args, proposal: Proposal, answers: Answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.answers = answers
        self._labels = [*proposal.labels, *_set_aside(answers, proposal)]
        self._heads = list(proposal.heads)
        for number, slot in enumerate(self._labels):
            self.fields[f"label_{number}"] = _choice(slot.text, label_choices(), slot.said)
        for number, head in enumerate(self._heads):
            self.fields[f"head_{number}"] = _choice(head.text, head_choices(), head.key)

    def named_fields(self):
        return [self[name] for name in self.field_order]

    def labels(self):
        return [AskedSlot(slot, self[f"label_{number}"]) for number, slot in enumerate(self._labels)]

    def heads(self):
        return [AskedSlot(slot, self[f"head_{number}"]) for number, slot in enumerate(self._heads)]

    def clean_families(self):
        families = [line.strip() for line in self.cleaned_data["families"].splitlines() if line.strip()]
        if len(families) > MOST_FAMILIES:
            raise forms.ValidationError(f"一级指标至多{MOST_FAMILIES}个。")
        return families

    def named(self) -> Named:
        cleaned = self.cleaned_data
        return Named(
            cleaned["title"],
            cleaned["money"],
            cleaned["valid_from"],
            cleaned["valid_to"] or 0,
            tuple(cleaned["families"]),
        )

    def said(self) -> Answers:
        said = self.cleaned_data
        labels = {slot.name: said[f"label_{number}"] for number, slot in enumerate(self._labels)}
        heads = {slot.name: said[f"head_{number}"] for number, slot in enumerate(self._heads)}
        return Answers({**self.answers.labels, **labels}, {**self.answers.heads, **heads})


def _set_aside(answers: Answers, proposal: Proposal) -> list[LabelSlot]:
    """What was said to be no label; it can be taken for one again."""
    names = {slot.name for slot in proposal.labels}
    return [LabelSlot(name, meaning) for name, meaning in answers.labels.items() if name not in names]


def _choice(text, choices, initial):
    return forms.ChoiceField(
        label=f"“{text}”是什么",
        choices=choices,
        initial=initial,
        required=False,
        error_messages={"invalid_choice": "请从列表中选择。"},
    )

"""Columns and fields whose words are chosen from a list; what was stored before there was one may stay."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from import_export.widgets import CharWidget

from indicators.code_lists import refusal

UNCHOSEN = ("", "---------")


class ListedWord(CharWidget):
    def __init__(self, words):
        super().__init__(coerce_to_string=True, allow_blank=True)
        self.words = words

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row, **kwargs) or ""
        if fault := refusal(text, self.words):
            raise ValueError(fault)
        return text


class ListedWordsForm(forms.ModelForm):
    """``listed`` names the fields and their words; a stored word that is none of them is offered as it stands."""

    listed: Mapping[str, tuple[str, ...]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.listed.keys() & self.fields.keys():
            written, stored = self.fields[name], getattr(self.instance, name)
            words = [(word, word) for word in self.listed[name]]
            if stored and stored not in self.listed[name]:
                words.append((stored, f"{stored}（不在列表中，请改选）"))
            self.fields[name] = forms.ChoiceField(
                label=written.label, required=written.required, choices=[UNCHOSEN, *words]
            )

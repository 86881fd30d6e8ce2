"""Filters that the lists share."""

from django import forms
from django_filters import rest_framework as filters

from departments.keys import LARGEST_KEY


class _KeyField(forms.IntegerField):
    def __init__(self, **said):
        super().__init__(**{"min_value": 1, "max_value": LARGEST_KEY, **said})


class IdFilter(filters.Filter):
    """The primary key of a related row."""

    field_class = _KeyField


class _YearField(forms.IntegerField):
    def __init__(self, **said):
        super().__init__(**{"min_value": 1, "max_value": 32767, **said})


class YearFilter(filters.Filter):
    field_class = _YearField

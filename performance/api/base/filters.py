"""Filters that the lists share."""

from django import forms
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from departments.keys import LARGEST_KEY

PAGING = ("page_size", "cursor", "format")


class KnownParameters(BaseFilterBackend):
    """A misspelt filter would give all rows as if they were those asked for: it is refused, with the known ones."""

    def filter_queryset(self, request, queryset, view):
        known = [*self._filters(view), *view.own_parameters, *PAGING]
        if getattr(view, "search_fields", ()):
            known.append("search")
        if view.ordering_fields:
            known.append("ordering")
        if unknown := [name for name in request.query_params if name not in known]:
            listed = "、".join(sorted(known))
            raise ValidationError({name: [f"没有这个查询条件，可用的有：{listed}。"] for name in unknown})
        return queryset

    def _filters(self, view):
        chosen = getattr(view, "filterset_class", None)
        return chosen.base_filters if chosen else ()


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

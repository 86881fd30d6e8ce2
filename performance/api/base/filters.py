"""Filters that the lists share."""

from django import forms
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError
from rest_framework.filters import SearchFilter

from departments.keys import LARGEST_KEY

PAGING = ("page_size", "cursor")
ALWAYS_KNOWN = "format"


def refuse_unknown_parameters(request, view):
    """A misspelt filter would give all rows as if they were those asked for: it is refused, with the known ones."""
    known = [*view.own_parameters, ALWAYS_KNOWN]
    if getattr(view, "filter_backends", ()):
        known += _filters(view)
        known += PAGING if view.pagination_class else ()
        known += ["search"] if getattr(view, "search_fields", ()) else []
        known += ["ordering"] if view.ordering_fields else []
    if unknown := [name for name in request.query_params if name not in known]:
        listed = "、".join(sorted(known))
        raise ValidationError({name: [f"没有这个查询条件，可用的有：{listed}。"] for name in unknown})


def _filters(view):
    chosen = getattr(view, "filterset_class", None)
    return chosen.base_filters if chosen else ()


class WordSearch(SearchFilter):
    """Declared only where there is something to search in."""

    def get_schema_operation_parameters(self, view):
        return super().get_schema_operation_parameters(view) if getattr(view, "search_fields", ()) else []


class _KeyField(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 1, "max_value": LARGEST_KEY, **kwargs})


class IdFilter(filters.Filter):
    """The primary key of a related row."""

    field_class = _KeyField


class IdsFilter(filters.BaseInFilter, IdFilter):
    """Rows by their own keys, as the feed of changes names them."""

    def __init__(self):
        super().__init__(field_name="id", lookup_expr="in", label="编号，几个用逗号隔开")


class _YearField(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 1, "max_value": 32767, **kwargs})


class YearFilter(filters.Filter):
    field_class = _YearField

"""What a list of admin may be narrowed by: its declared filters and nothing else.

Django lets the address name any column of the model and any lookup: ``?key__startswith=a`` answers yes or no to
whoever may open the list, and ``?text__regex=`` takes the database hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.admin import EmptyFieldListFilter, ModelAdmin, SimpleListFilter
from django.contrib.admin.utils import NotRelationField, get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest

DATES = ("year", "month", "day")
_MOST_DIGITS = 4  # of a year
_MOST_DIGITS_OF_A_KEY = 18  # so many always fit
_ENDING = re.compile(r"(__id)?__(exact|gte|lt|isnull)$|__id$")
_OF_OTHER_TIMES = re.compile(r"\s*(?!19|2[0-9])[0-9]{4}-")  # which in another zone are none at all


def is_declared(screen: ModelAdmin, lookup: str, value: str, request: HttpRequest) -> bool:
    """Whether the screen's own links could have said this."""
    drilled, _, part = lookup.rpartition("__")
    if screen.date_hierarchy and drilled == screen.date_hierarchy and part in DATES:
        return value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
    return lookup in set(_declared(screen, request)) and _fits(screen.model, lookup, value)


def _fits(model: type[models.Model], lookup: str, value: str) -> bool:
    """What no column of numbers or of times holds is an error of the database, not merely a row that is not there."""
    path = _ENDING.sub("", lookup)
    try:
        field = get_fields_from_path(model, path)[-1]
    except (FieldDoesNotExist, NotRelationField):
        return True
    if isinstance(field, models.DateField) and not lookup.endswith("__isnull"):
        return not _OF_OTHER_TIMES.match(value)
    numbered = field.is_relation or isinstance(field, models.IntegerField)
    return not numbered or len(value) <= _MOST_DIGITS_OF_A_KEY


def _declared(screen: ModelAdmin, request: HttpRequest) -> Iterator[str]:
    for each in screen.get_list_filter(request):
        if isinstance(each, type) and issubclass(each, SimpleListFilter):
            yield each.parameter_name
            continue
        path, kind = each if isinstance(each, list | tuple) else (each, None)
        if kind is not None and issubclass(kind, EmptyFieldListFilter):
            yield f"{path}__isempty"
        else:
            yield from _of_field(screen.model, path)


def _of_field(model: type[models.Model], path: str) -> Iterator[str]:
    """What Django's filters and ours for a field write into their links."""
    try:
        field = get_fields_from_path(model, path)[-1]
    except FieldDoesNotExist:
        return
    yield from (path, f"{path}__exact", f"{path}__isnull")
    if field.is_relation:
        yield f"{path}__{field.target_field.name}__exact"
    if isinstance(field, models.DateField):
        yield from (f"{path}__gte", f"{path}__lt")

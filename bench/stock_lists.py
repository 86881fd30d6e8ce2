"""django-import-export as it comes, for the peers: a resource of a model's own columns, xlsx by openpyxl, one row at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import tablib
from django.db.models import Model
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource, modelresource_factory


def resource_of(model: type[Model], columns: Sequence[str], key: Sequence[str]) -> ModelResource:
    meta = {"fields": tuple(columns), "import_id_fields": tuple(key), "skip_unchanged": True}
    return modelresource_factory(model, meta_options=meta)()


def workbook(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return XLSX().export_data(tablib.Dataset(*rows, headers=columns))


def import_previewed(resource: ModelResource, data: bytes) -> int:
    """As its admin does: read and tried for the preview, read and written when confirmed; the number of rows written."""
    for dry_run in (True, False):
        result = resource.import_data(XLSX().create_dataset(data), dry_run=dry_run, raise_errors=True)
    return result.totals["new"] + result.totals["update"]


def export(resource: ModelResource, queryset) -> bytes:
    return XLSX().export_data(resource.export(queryset))

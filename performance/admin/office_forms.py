"""The forms that offices keep, to be read: they are drawn up and released on the page 本局表样."""

from django.contrib import admin

from performance.admin.history import Record
from performance.models import OfficeForm


@admin.register(OfficeForm)
class OfficeFormAdmin(Record):
    exclude = ["declaration"]
    list_display = ["office", "number", "title", "kind", "valid_from", "valid_to", "state", "released_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["office"]
    search_fields = ["office__name", "title", "note"]

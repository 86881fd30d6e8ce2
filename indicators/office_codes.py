"""The office code in every large table: the column by which a database of many machines would spread its rows.

Whoever writes rows in bulk gives the code with them; a row saved by itself asks the row it belongs to.
"""

from __future__ import annotations

from functools import reduce

from django.db import models


class OfficeCodeField(models.CharField):
    """The division code of the finance office; ``way`` leads there from the row, by way of related rows."""

    def __init__(self, *, way: str = "", **kwargs) -> None:
        defaults = {
            "verbose_name": "财政区划代码",
            "max_length": 6,
            "default": "",
            "db_default": "",
            "editable": False,
        }
        super().__init__(**{**defaults, **kwargs})
        self.way = way

    def deconstruct(self):
        """For a migration it is a column of characters like others."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, row, add):
        if not getattr(row, self.attname):
            setattr(row, self.attname, self.code_of(row))
        return getattr(row, self.attname)

    def code_of(self, row) -> str:
        """Read from the rows above, which may take a query for each of them."""
        return reduce(getattr, self.way.split("__"), row) if self.way else ""

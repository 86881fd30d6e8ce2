"""Columns of admin lists and pages that say in words what Django's icons say in English."""

from django.contrib import admin


def yes_or_no(name, description):
    """是 or 否 of a field or property; Django would draw an icon that screen readers call True."""

    @admin.display(description=description, ordering=name)
    def column(row):
        return "是" if getattr(row, name) else "否"

    column.__name__ = name
    return column

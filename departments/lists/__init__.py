"""Flat lists in and out of admin: one spreadsheet format, natural keys, previews, bulk writes."""

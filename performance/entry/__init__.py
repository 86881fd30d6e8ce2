"""Entering a text: the declared tables of a layout as forms, and what was typed there as content again.

Nothing here knows of requests, markup or the database.
"""

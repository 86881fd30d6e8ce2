"""Stored figures: what a text adds up to, counted anew whenever its content changes.

``money`` and ``indicators`` are added up by the database itself; ``findings`` are those of the live review.
"""

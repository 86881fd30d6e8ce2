"""A whole number as a form or an address sends it."""

from typing import TypeVar

Otherwise = TypeVar("Otherwise")

DIGITS = 9
DIGITS_OF_A_KEY = 18  # so many fit into every database's keys


def whole_number(word: str | None, otherwise: Otherwise, *, digits: int = DIGITS) -> int | Otherwise:
    """What is none, or too long to be read (Python refuses some four thousand digits), is what it is otherwise."""
    return int(word) if word and word.isascii() and word.isdecimal() and len(word) <= digits else otherwise

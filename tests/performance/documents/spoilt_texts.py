"""Texts in which every value is told from every other, and the ways in which files get spoilt.

A block is what stands between blank lines: the lines of a paragraph, or the cells of a row (led by tabs).
"""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import count

FIRST_MARK = 0x20000  # rare characters, one for each value: they stand in no caption and in no vocabulary
STRAY = "𮯠"
# What a form derives, carries down, or knows by its vocabulary.
UNMARKED = {
    "province",
    "edition",
    "year",
    "department_code",
    "unit_code",
    "level1",
    "level2",
    "spending_plan",
}


def marked(content):
    """The same content with a character of its own in each text and an amount of its own in each sum."""
    numbers = count()

    def mark(value, name=""):
        if name in UNMARKED or value is None or isinstance(value, Enum | int):
            return value
        if is_dataclass(value):
            return replace(value, **{f.name: mark(getattr(value, f.name), f.name) for f in fields(value)})
        if isinstance(value, tuple):
            return tuple(mark(item, name) for item in value)
        if isinstance(value, Decimal):
            return Decimal(f"{50000 + next(numbers)}.25")
        return value + chr(FIRST_MARK + next(numbers)) if value else ""

    return mark(content)


def is_mark(character):
    return FIRST_MARK <= ord(character) <= ord(STRAY)


def fields_of(value, name=""):
    """Every text and amount of a content with the name of the field it stands in."""
    if is_dataclass(value):
        owner = type(value).__name__
        for f in fields(value):
            yield from fields_of(getattr(value, f.name), f"{owner}.{f.name}")
    elif isinstance(value, tuple):
        for item in value:
            yield from fields_of(item, name)
    elif isinstance(value, str | Decimal) and not isinstance(value, Enum):
        yield name, value


def blocks_of(text):
    return [block.split("\n") for block in text.strip("\n").split("\n\n") if block.strip()]


def text_of(blocks):
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _at(blocks, n, *new):
    return [*blocks[:n], *new, *blocks[n + 1 :]]


def _is_row(block):
    return block[0].startswith("\t")


def delete_block(blocks, n, k):
    return _at(blocks, n)


def repeat_block(blocks, n, k):
    return _at(blocks, n, blocks[n], blocks[n])


def swap_rows(blocks, n, k):
    """Two neighbouring rows; of two paragraphs nobody could tell."""
    pair = blocks[n : n + 2]
    return [*blocks[:n], *pair[::-1], *blocks[n + 2 :]] if all(map(_is_row, pair)) else blocks


def delete_line(blocks, n, k):
    left = _at(blocks[n], k % len(blocks[n]))
    return _at(blocks, n, left) if left else _at(blocks, n)


def repeat_line(blocks, n, k):
    line = blocks[n][k % len(blocks[n])]
    return _at(blocks, n, _at(blocks[n], k % len(blocks[n]), line, line))


def blank_line(blocks, n, k):
    k %= len(blocks[n])
    return _at(blocks, n, _at(blocks[n], k, "\t" if blocks[n][k].startswith("\t") else " "))


def misspell_line(blocks, n, k):
    k %= len(blocks[n])
    line = blocks[n][k]
    return _at(blocks, n, _at(blocks[n], k, line[:-2] + line[-1:] + "误" if line.strip() else line))


def widen_blanks(blocks, n, k):
    k %= len(blocks[n])
    line = blocks[n][k]
    return _at(blocks, n, _at(blocks[n], k, line[:3] + "　 " + line[3:] + " "))


def split_block(blocks, n, k):
    k %= len(blocks[n])
    return _at(blocks, n, blocks[n][:k], blocks[n][k:]) if k else blocks


def add_cell(blocks, n, k):
    k %= len(blocks[n]) + 1
    return _at(blocks, n, [*blocks[n][:k], f"\t另{STRAY}", *blocks[n][k:]]) if _is_row(blocks[n]) else blocks


def add_paragraph(blocks, n, k):
    return [*blocks[:n], [f"注：此表另行说明{STRAY}"], *blocks[n:]]


def add_row(blocks, n, k):
    """A row of up to nine strange cells."""
    return [*blocks[:n], [f"\t另{STRAY}{m}" for m in range(1 + k % 9)], *blocks[n:]]


def add_total(blocks, n, k):
    return [*blocks[:n], ["\t合计", f"\t{STRAY}", *["\t"] * (k % 6)], *blocks[n:]]


def add_page_number(blocks, n, k):
    return [*blocks[:n], ["- 3 -"], *blocks[n:]]


def add_page_number_in_row(blocks, n, k):
    k %= len(blocks[n]) + 1
    return _at(blocks, n, [*blocks[n][:k], "- 3 -", *blocks[n][k:]])


def break_page(blocks, n, k):
    return [*blocks[:n], ["\f" + blocks[n][0], *blocks[n][1:]], *blocks[n + 1 :]]


def join_blocks(blocks, n, k):
    return (
        _at(blocks, n) if n + 1 == len(blocks) else [*blocks[:n], blocks[n] + blocks[n + 1], *blocks[n + 2 :]]
    )


SPOILERS = (
    delete_block, repeat_block, swap_rows, delete_line, repeat_line, blank_line, misspell_line, widen_blanks,
    split_block, add_cell, add_paragraph, add_row, add_total, add_page_number, add_page_number_in_row,
    break_page, join_blocks,
)  # fmt: skip

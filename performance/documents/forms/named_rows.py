"""Lists whose projects are named in rows of their own, 项目一：…, between the rows of their indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from performance.documents.forms.boxes import Box, BoxTable, Line, Piece
from performance.documents.forms.heads import Head, find_head
from performance.documents.forms.inline import inline_pairs

_NAMED = re.compile(r"\s*(?:项目|专项)\s*[一二三四五六七八九十\d]{1,3}\s*[:：、.．]\s*(\S.*)", re.DOTALL)
_INSIDE = re.compile(r"(?P<name>\S.*?)\s*[(（](?P<more>[^()（）：:]{2,16}[:：][^()（）]+)[)）]", re.DOTALL)


def by_named_rows(table: BoxTable) -> Iterator[Piece]:
    """A line and a table of its own for each project that a row names; any other table as it is."""
    head = next((head for row in range(table.height) if (head := find_head(table, row))), None)
    rows = _named_rows(table, head) if head is not None and not head.flat else {}
    if head is None or head.row + head.height not in rows:
        yield table
        return
    for row in range(head.row):
        yield from (Line(box.text, box.place) for box in table.rows[row] if box.text)
    starts = [*rows, table.height]
    for start, end in pairwise(starts):
        yield rows[start]
        yield _part(table, head, start + 1, end)


def _named_rows(table: BoxTable, head: Head) -> dict[int, Line]:
    """The rows below a head that name a project and say nothing else, each as the line that names it."""
    found: dict[int, Line] = {}
    for row in range(head.row + head.height, table.height):
        written = [box for box in table.rows[row] if box.text]
        if len(written) == 1 and (line := _naming(written[0])) is not None:
            found[row] = line
    return found


def _naming(box: Box) -> Line | None:
    if found := _NAMED.fullmatch(box.text):
        name, inside = found[1], _INSIDE.fullmatch(found[1])
        if inside is not None and any(True for _ in inline_pairs(inside["more"])):
            name = f"{inside['name']}　　{inside['more']}"
        return Line(f"项目名称：{name}", box.place)
    named = [label.key for label, _ in inline_pairs(box.text) if label.kind == "field"]
    return Line(box.text, box.place) if "name" in named else None


def _part(table: BoxTable, head: Head, start: int, end: int) -> BoxTable:
    """The head with the rows from one to another."""
    bottom = head.row + head.height
    heads = [replace(box, row=box.row - head.row) for box in table.boxes if head.row <= box.row < bottom]
    rows = [box for box in table.boxes if start <= box.row < end]
    boxes = [*heads, *(replace(box, row=box.row - start + head.height) for box in rows)]
    place = rows[0].place if rows else table.place
    return BoxTable(boxes, table.width, head.height + end - start, place, table.ragged)

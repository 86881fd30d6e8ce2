"""Lists that print no head: the family at the left of each row, and all its indicators in one cell beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.boxes import Box, BoxTable, claim
from performance.documents.forms.cell_items import items_of, sections_of
from performance.documents.forms.fitting import is_family
from performance.documents.forms.head_column import HeadColumn
from performance.documents.forms.heads import Head
from performance.documents.forms.name_and_value import Item
from performance.documents.forms.records import Record
from performance.documents.forms.trees import printed_family
from performance.documents.forms.words import head_of, is_level1, label_of, parents

_COLUMNS = tuple(
    HeadColumn(key, "indicator", text, -1, -1)
    for key, text in (
        ("level1", "一级指标"),
        ("level2", "二级指标"),
        ("name", "三级指标"),
        ("value", "指标值"),
    )
)
_FEWEST = 2  # rows of families below one another; a single one may be anything


def find_family_rows(table: BoxTable, row: int) -> int:
    """How many rows from here on print a family and its indicators; 0 where they are too few to be a list."""
    end = row
    while end < table.height and _parts(table, end) is not None:
        end += 1
    return end - row if end - row >= _FEWEST or (end > row and _is_whole(table, row)) else 0


def read_family_rows(
    table: BoxTable, row: int, count: int, account: ReadingAccount
) -> tuple[Head, list[Record], int]:
    records: list[Record] = []
    for number in range(row, row + count):
        if (parts := _parts(table, number)) is None:
            break
        families, cell = parts
        records += _records(table, number, families, cell, account)
        claim([*families, cell, *(box for box in table.written(number) if _is_side(box.text))])
    _raise_satisfaction(records)
    _say_upper_levels(records)
    if records:
        account.notice(
            records[0].place,
            f"指标没有分栏，每格写有几条，已按序号、分号、换行分开并分出指标值，共{len(records)}条，请核对。",
            "绩效指标",
        )
    return Head(_COLUMNS, row, 0, ()), records, row + count


def _raise_satisfaction(records: Sequence[Record]) -> None:
    """Where no row prints a second level, 满意度指标 below 效益指标 is a first one as well."""
    level1, level2 = _COLUMNS[:2]
    seconds = {record.texts[level2] for record in records if record.texts[level2]}
    firsts = {record.texts[level1] for record in records if record.texts[level1]}
    if not seconds or not firsts or not all(map(is_level1, seconds)):
        return
    for record in records:
        if not record.texts[level1]:
            record.texts[level1], record.texts[level2] = record.texts[level2], ""


def _say_upper_levels(records: Sequence[Record]) -> None:
    """The first level by the second where the list prints none at all."""
    level1, level2 = _COLUMNS[:2]
    if any(record.texts[level1] for record in records):
        return
    for record in records:
        if found := parents(record.texts[level2]):
            record.texts[level1] = printed_family(found, "", record.texts[level2])


def _parts(table: BoxTable, row: int) -> tuple[list[Box], Box] | None:
    """The families of a row and the cell beside them, where it holds nothing else but the label of the whole list."""
    written = table.written(row)
    if not written or _is_name(written[-1].text):
        return None
    families = [box for box in written[:-1] if is_family(box.text)]
    sides = [box for box in written[:-1] if _is_side(box.text) and box not in families]
    if len(families) + len(sides) + 1 != len(written):
        return None
    return (families, written[-1]) if families or (sides and _is_whole(table, row)) else None


def _is_whole(table: BoxTable, row: int) -> bool:
    """Whether the last cell of a row prints families of its own, each before its indicators."""
    written = table.written(row)
    sections = sections_of(written[-1].text) if len(written) > 1 and _is_side(written[0].text) else ()
    return any(level2 or level1 for level1, level2, _ in sections)


def _is_side(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.kind == "group" and label.key in ("indicators", "mid_indicators")


def _is_name(text: str) -> bool:
    return is_family(text) or bool(head_of(text)) or label_of(text) is not None


def _records(
    table: BoxTable, row: int, families: Sequence[Box], cell: Box, account: ReadingAccount
) -> Iterator[Record]:
    level1, level2 = _levels(table, row, families, cell)
    for item in items_of(cell.text):
        if item.doubt:
            account.problem(cell.place, f"{item.doubt}。", level2 or level1, cell.text)
        yield _record(row, cell, replace(item, level1=item.level1 or level1, level2=item.level2 or level2))


def _levels(table: BoxTable, row: int, families: Sequence[Box], cell: Box) -> tuple[str, str]:
    """The levels beside a cell: those of its row, and those that reach down from further up."""
    beside = [
        box
        for column in range(cell.column)
        if (box := table.at.get((row, column))) and (box in families or box.row < row) and is_family(box.text)
    ]
    words = ["".join(box.text.split()) for box in dict.fromkeys(beside)]
    tops = [word for word in words if is_level1(word) and (len(words) > 1 or not parents(word))]
    level2 = next((word for word in words if parents(word) and word not in tops[:1]), "")
    return (tops[0] if tops else ""), level2


def _record(row: int, cell: Box, item: Item) -> Record:
    values = {"level1": item.level1, "level2": item.level2, "name": item.name, "value": item.value}
    record = Record(row, cell.place)
    for column in _COLUMNS:
        record.texts[column] = text = values[column.key]
        if text:
            record.boxes[column] = replace(cell, text=text, row=row, claimed=True)
    return record

"""The lists of an example → parts of a form: each head with its column, and where the list ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from performance.content.model import FundSource
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.binding import Surroundings
from performance.documents.forms.boxes import Box, BoxTable, claim
from performance.documents.forms.form import FormCell, FormColumn, FormPart
from performance.documents.forms.heads import Head, HeadColumn, find_head
from performance.documents.forms.own_words import meaning_of
from performance.documents.forms.plain_lists import SUMS, find_list
from performance.documents.forms.records import Record, read_records
from performance.documents.forms.teaching.slots import Answers, HeadSlot
from performance.documents.forms.words import LONGEST, Label, head_of, label_of, normalise

_NAMES = {"task": "tasks", "phase": "phases"}
_OF_DECLARATIONS = frozenset(":@>*")  # what a column of a declaration is written with


def indicator_part(
    table: BoxTable, head: Head, answers: Answers, slots: dict[str, HeadSlot]
) -> tuple[FormPart, list[Record], int]:
    """The list of indicators, its records, and the row behind it."""
    records, end = read_records(table, head, ReadingAccount())
    columns: list[FormColumn] = []
    taken: set[tuple[str, int]] = set()
    for number, column in enumerate(head.columns):
        stop = head.columns[number + 1].start if number + 1 < len(head.columns) else table.width
        key, half = _column_key(column, answers), column.side or 0
        if (key, half) in taken:
            key = ""
        taken |= {(key, half)} if key else set()
        name = normalise(column.text)
        if column.scope in ("indicator", "own"):
            sample = next((text for one in records if (text := one.texts.get(column, ""))), "")
            sure = name in answers.heads or bool(head_of(column.text))
            slots.setdefault(name, HeadSlot(column.text, key, sample, sure))
        over = "".join(column.over.split())
        over = over if len(over) <= LONGEST and not set(over) & _OF_DECLARATIONS else ""
        columns.append(FormColumn(key, column.text, stop - column.start, half, over))
    side = _side(table, head)
    kind = "both_indicators" if head.sides == 2 else "indicators"
    label = label_of(side.label) if side is not None else None
    if kind == "indicators" and label is not None and label.key == "mid_indicators":
        kind = "mid_indicators"
    return FormPart(list=kind, side=side, columns=tuple(columns)), records, end


def _column_key(column: HeadColumn, answers: Answers) -> str:
    if column.scope == "project":
        if column.key == "fund" and column.label is not None:
            return f"fund_{column.label.source.value}"
        return "project" if column.key == "name" else column.key
    meaning = answers.heads.get(normalise(column.text))
    if meaning is not None:
        return meaning
    return column.key if column.scope == "indicator" and column.key != "number" else ""


def _side(table: BoxTable, head: Head) -> FormCell | None:
    start = head.columns[0].start
    if not start:
        return None
    box = head.side or table.at.get((head.row, 0))
    return FormCell(start, label=box.text.strip() if box is not None and box.text else "绩效指标")


def families_of(records: Sequence[Record]) -> list[str]:
    """The first levels that the example's records stand under, as they are printed."""
    found = (record.text("level1").partition("（")[0].partition("(")[0].strip() for record in records)
    return list(dict.fromkeys(filter(None, found)))


def plain_list(table: BoxTable, row: int, group: str) -> tuple[FormPart, int] | None:
    """The tasks or the plan of progress whose heads begin in a row, and the row behind the list."""
    meant = meaning_of(group) if group else None
    around = Surroundings(group=Label(*meant, "") if meant is not None else None)
    claim(box for box in table.rows[row] if _is_group(box))
    found = find_list(table, row, around)
    if found is None or found[0] not in _NAMES:
        return None
    kind, heads, height = found
    columns = []
    for number, (box, key, above) in enumerate(heads):
        stop = heads[number + 1][0].column if number + 1 < len(heads) else table.width
        columns.append(FormColumn(_list_key(kind, key, box, above), box.text.strip(), stop - box.column))
    start = heads[0][0].column
    first = table.at.get((row, 0))
    side = FormCell(start, label=first.text.strip() if first is not None else "") if start else None
    return FormPart(list=_NAMES[kind], side=side, columns=_without_twins(columns)), _end(
        table, row + height, start
    )


def _is_group(box: Box) -> bool:
    label = label_of(box.text)
    return label is not None and label.kind == "group"


def _list_key(kind: str, key: str, box: Box, above: str) -> str:
    if kind == "phase":
        return key if key in ("text", "period", "end") else ""
    if key != "amount":
        return key if key in ("name", "text", "goal") else ""
    label = label_of(box.text)
    source = label.source if label is not None else FundSource.UNKNOWN
    return (source or FundSource.TOTAL).value


def _without_twins(columns: Sequence[FormColumn]) -> tuple[FormColumn, ...]:
    taken: set[str] = set()
    assigned = []
    for column in columns:
        assigned.append(replace(column, key="") if column.key in taken else column)
        taken.add(column.key)
    return tuple(assigned)


def _end(table: BoxTable, row: int, start: int) -> int:
    """The first row in which something else than a record stands; a row of sums belongs to none."""
    while row < table.height and find_head(table, row) is None:
        written = [box for box in table.rows[row] if box.text]
        first = written[0] if written else None
        if first is not None and normalise(first.text) not in SUMS:
            label = label_of(first.text)
            if first.column < max(start, 1) and label is not None:
                break
        row += 1
    return row

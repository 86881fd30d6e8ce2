"""What the buttons beside a row do, for a browser without script: the answers with a row more, less or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indicators.vocabulary import Vocabulary
from performance.entry.answers import Answers, Record
from performance.entry.family_order import in_family_order
from performance.entry.field_specs import is_tree
from performance.entry.sheet import EntrySheet, Owner

_ACT = re.compile(r"(?P<group>[a-z_]+):(?P<verb>add|up|down|remove|sort)(?::(?P<row>[0-9]{1,6}))?")


@dataclass(frozen=True)
class RowAct:
    """``row`` counts from 0; adding and sorting take none."""

    group: str
    verb: str
    row: int = 0


def row_act(text: str, sheet: EntrySheet[Owner]) -> RowAct | None:
    """The button that was pressed, or None if it is no button of a row of this sheet."""
    match = _ACT.fullmatch(text)
    if match is None or match["group"] not in sheet.groups:
        return None
    if match["verb"] == "sort" and not is_tree(match["group"]):
        return None
    return RowAct(match["group"], match["verb"], int(match["row"] or 0))


def rearranged(
    answers: Answers, act: RowAct, sheet: EntrySheet[Owner], vocabulary: Vocabulary
) -> tuple[Answers, int]:
    """The answers after the act, and the row to go on with; a row that is not there changes nothing."""
    rows = list(answers.records[act.group])
    at = act.row
    if act.verb == "sort":
        rows = in_family_order(rows, vocabulary)
    elif act.verb == "add":
        at = len(rows)
        rows.append(blank_row(sheet, act.group))
    elif at < len(rows):
        row = rows.pop(at)
        at = {"up": max(at - 1, 0), "down": min(at + 1, len(rows))}.get(act.verb, min(at, len(rows) - 1))
        if act.verb != "remove":
            rows.insert(at, row)
    return Answers(answers.texts, {**answers.records, act.group: rows}), max(at, 0)


def blank_row(sheet: EntrySheet[Owner], group: str) -> Record:
    return {question.field: "" for question in sheet.of_group(group)}


def with_room(answers: Answers, sheet: EntrySheet[Owner], room: Mapping[str, int]) -> Answers:
    """The answers with at least one row to write in for each group, and blank ones at the end where wanted."""
    records = {}
    for group, rows in answers.records.items():
        more = max(room.get(group, 0), 0 if rows else 1)
        records[group] = [*rows, *(blank_row(sheet, group) for _ in range(more))]
    return Answers(answers.texts, records)

"""What was filled in: the answers of each sheet over those that are stored. A blank cell leaves what is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from performance.documents.blocks import Place, Source
from performance.documents.cells import Amount, Percent
from performance.documents.formats.xlsx.reader import HIDDEN_SHEET
from performance.entry.answers import Answers, Record, answers_of, read_answers, said_rows
from performance.entry.field_specs import is_tree
from performance.entry.rows import blank_row
from performance.entry.sheet import MODE, MODES, Owner, Sheet
from performance.importing.problems import Problem
from performance.importing.template.marks import CLEAR, REMOVE
from performance.importing.template.plan import Plan, Slot

Cells = Mapping[tuple[int, int], str]  # by row and column, from 1
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d) 00:00:00")


@dataclass(frozen=True)
class Filled:
    """What a sheet makes of its owner. ``changed`` is False where nothing but what is stored was written."""

    owner: object
    changed: bool
    problems: tuple[Problem, ...] = ()
    normalised: tuple[Problem, ...] = ()


def cells_by_sheet(source: Source) -> dict[str, dict[tuple[int, int], str]]:
    sheets: dict[str, dict[tuple[int, int], str]] = {}
    for noise in source.noise:  # a sheet that is blank altogether has no rows
        if noise.kind != HIDDEN_SHEET:
            sheets.setdefault(noise.place.sheet, {})
    for row in source.rows:
        cells = sheets.setdefault(row.place.sheet, {})
        for column, text in enumerate(row.cells, start=1):
            if text.strip():
                cells[row.place.row, column] = _without_clock(text)
    return sheets


def _without_clock(text: str) -> str:
    """A date that a spreadsheet took for a moment."""
    match = _MIDNIGHT.fullmatch(text)
    return match[1] if match else text


def shifted(plan: Plan, cells: Cells, title: str) -> list[Problem]:
    """A problem if the captions do not stand where the workbook was drawn: then no cell means what it did."""
    for slot in plan.captions:
        found = cells.get((slot.row, slot.column), "")
        if slot.fixed and _normalised_label(found) != _normalised_label(slot.text):
            message = f"这一格应为表头“{slot.text}”，实为“{found or '空'}”：工作表的行列被改动过，整张表未读入。请重新下载填报模板，把内容复制过去。"
            return [Problem(message, Place(slot.row, title, slot.column), slot.text, found)]
    return []


def _normalised_label(text: str) -> str:
    return "".join(text.split())


def is_untouched(plan: Plan, cells: Cells) -> bool:
    return not any((slot.row, slot.column) in cells for slot in plan.answers.values())


def fill(sheet: Sheet[Owner], owner: Owner, plan: Plan, cells: Cells, title: str) -> Filled:
    stored = answers_of(sheet, owner)
    typed = {
        name: text
        for name, slot in plan.answers.items()
        if (text := cells.get((slot.row, slot.column), "")).strip()
    }
    names: dict[str, str] = {}  # rows that are taken out shift the fields below them
    answers = _merged(sheet, stored, typed, plan, names)
    read = read_answers(sheet, answers, owner)
    problems = [
        _problem(message, plan.answers[names.get(name, name)], title, typed.get(names.get(name, name), ""))
        for name, message in read.problems.items()
        if names.get(name, name) in typed
    ]
    if typed.get(MODE, CLEAR) not in (*MODES, CLEAR):
        message = f"“{typed[MODE]}”不是可选的填法，应为{'、'.join(MODES)}之一。"
        problems.append(_problem(message, plan.answers[MODE], title, typed[MODE]))
    said = sheet.said(owner, read.values)
    as_it_is = sheet.said(owner, read_answers(sheet, stored, owner).values)
    return Filled(said, said != as_it_is, tuple(problems), tuple(_normalised(plan, typed, title)))


def _merged(
    sheet: Sheet[Owner], stored: Answers, typed: Mapping[str, str], plan: Plan, names: dict[str, str]
) -> Answers:
    texts = {name: _over(text, typed.get(name, "")) for name, text in stored.texts.items()}
    records = {}
    for group in sheet.groups:
        kept: list[Record] = []
        for number in range(_room(plan, group)):
            asked = {q.field: q.name(number) for q in sheet.of_group(group)}
            row = {field: typed.get(name, "") for field, name in asked.items()}
            if REMOVE in (text.strip() for text in row.values()):
                continue
            record = _record(sheet, group, stored.records[group], number, row, kept)
            if said_rows([record]):
                names |= {q.name(len(kept)): asked[q.field] for q in sheet.of_group(group)}
                kept.append(record)
        records[group] = kept
    return Answers(texts, records)


def _record(
    sheet: Sheet[Owner], group: str, stored: list[Record], number: int, row: Record, above: list[Record]
) -> Record:
    """A stored row with what is written over it; a new one takes blank upper levels from the row above."""
    new = number >= len(stored)
    before = blank_row(sheet, group) if new else stored[number]
    record = {field: _over(before[field], text) for field, text in row.items()}
    if new and is_tree(group) and above and said_rows([record]) and not row["level1"]:
        record["level1"] = above[-1]["level1"]
        record["level2"] = row["level2"] or above[-1]["level2"]
    return record


def _over(stored: str, typed: str) -> str:
    if typed.strip() == CLEAR:
        return ""
    return typed if typed.strip() else stored


def _room(plan: Plan, group: str) -> int:
    numbers = (s.number for s in plan.answers.values() if s.question and s.question.group == group)
    return max(numbers, default=-1) + 1


def _problem(message: str, slot: Slot, title: str, text: str) -> Problem:
    return Problem(message, Place(slot.row, title, slot.column), slot.label, text.strip())


def _normalised(plan: Plan, typed: Mapping[str, str], title: str) -> list[Problem]:
    found = []
    for name, text in typed.items():
        slot = plan.answers[name]
        spec = slot.question.spec if slot.question else None
        if isinstance(spec, Amount | Percent) and text.strip() not in (CLEAR, REMOVE):
            try:
                said = spec.said_otherwise(text)
            except ValueError:  # a problem already
                continue
            if said:
                found.append(_problem(said, slot, title, text))
    return found

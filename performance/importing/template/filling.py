"""What was filled in: the answers of each sheet over those that are stored. A blank cell leaves what is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from performance.documents.blocks import Source
from performance.documents.cells import Amount, Items, Percent
from performance.documents.formats.xlsx.reader import HIDDEN_SHEET
from performance.entry.answers import Answers, Record, answers_of, read_answers, said_rows
from performance.entry.field_specs import is_tree
from performance.entry.rows import blank_row
from performance.entry.sheet import MODE, MODES, EntrySheet, Owner
from performance.importing.problems import Problem
from performance.importing.template.arrangement import Arrangement, Entry
from performance.importing.template.marks import CLEAR, REMOVE

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


def fill(sheet: EntrySheet[Owner], owner: Owner, rows: Arrangement, title: str) -> Filled:
    stored = answers_of(sheet, owner)
    typed = {name: entry for name, entry in rows.entries.items() if entry.text.strip()}
    places = dict(typed)  # by the name of the answer: where it is written in the file
    answers = _merged(sheet, stored, rows, places)
    read = read_answers(sheet, answers, owner)
    problems = [
        places[name].problem(message, title)
        for name, message in read.problems.items()
        if name in places and places[name].text.strip()
    ]
    if MODE in typed and typed[MODE].text.strip() not in (*MODES, CLEAR):
        message = f"“{typed[MODE].text}”不是可选的填法，应为{'、'.join(MODES)}之一。"
        problems.append(typed[MODE].problem(message, title))
    content = sheet.said(owner, read.values)
    as_it_is = sheet.said(owner, read_answers(sheet, stored, owner).values)
    normalised = (*_normalised(places.values(), title), *_renumbered(places, read.conversions, title))
    return Filled(content, content != as_it_is, tuple(problems), normalised)


def _merged(
    sheet: EntrySheet[Owner], stored: Answers, rows: Arrangement, places: dict[str, Entry]
) -> Answers:
    """What is stored with what is written over it. ``places`` follows the rows that move up or down by it."""
    texts = {
        name: _over(text, rows.entries[name].text if name in rows.entries else "")
        for name, text in stored.texts.items()
    }
    records = {}
    for group in sheet.groups:
        merged: list[Record] = []
        for row in rows.of_group(group):
            typed = {question.field: row.texts.get(question.field, "") for question in sheet.of_group(group)}
            if REMOVE in (text.strip() for text in typed.values()):
                continue
            record = _record(sheet, group, stored.records[group], row.number, typed, merged)
            if said_rows([record]):
                places |= {
                    question.name(len(merged)): row.entries[question.field]
                    for question in sheet.of_group(group)
                    if question.field in row.entries
                }
                merged.append(record)
        records[group] = merged
    return Answers(texts, records)


def _record(
    sheet: EntrySheet[Owner],
    group: str,
    stored: list[Record],
    number: int | None,
    row: Record,
    above: list[Record],
) -> Record:
    """A stored row with what is written over it; a new one takes blank upper levels from the row above."""
    before = stored[number] if number is not None and number < len(stored) else None
    record = {field: _over((before or blank_row(sheet, group))[field], text) for field, text in row.items()}
    if before is None and is_tree(group) and above and said_rows([record]) and not row.get("level1"):
        for level in ("level1", "level2"):  # of which a form may have none
            if level in row:
                record[level] = row[level] or above[-1][level]
    return record


def _over(stored: str, typed: str) -> str:
    if typed.strip() == CLEAR:
        return ""
    return typed if typed.strip() else stored


def _normalised(entries: Iterable[Entry], title: str) -> Iterator[Problem]:
    for entry in entries:
        spec = entry.slot.question.spec if entry.slot.question else None
        if isinstance(spec, Amount | Percent) and entry.text.strip() not in ("", CLEAR, REMOVE):
            try:
                message = spec.said_otherwise(entry.text)
            except ValueError:  # a problem already
                continue
            if message:
                yield entry.problem(message, title)


def _renumbered(places: Mapping[str, Entry], labels: Mapping[str, str], title: str) -> Iterator[Problem]:
    """Numbers that were written before the items of a list: the form prints its own."""
    for name, message in labels.items():
        entry = places.get(name)
        if entry and entry.slot.question and isinstance(entry.slot.question.spec, Items):
            yield entry.problem(message, title)

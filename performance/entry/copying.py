"""Taking over from the past: what a source adds to answers. Nothing that is written is replaced."""

from __future__ import annotations

from dataclasses import dataclass

from performance.entry.answers import Answers, Record, said_rows
from performance.entry.row_matching import called
from performance.entry.sheet import MODE, EntrySheet, Owner

# What a project alone is known by, and the value that has to be thought about anew.
OWN = frozenset(("code",))
NEVER_FROM_ELSEWHERE = frozenset(("department_name",))


@dataclass(frozen=True)
class Addition:
    """A text for a field that is blank, or (with a group) a row that is not there yet."""

    group: str
    field: str
    text: str


@dataclass(frozen=True)
class Copied:
    answers: Answers
    additions: tuple[Addition, ...]


def copied(sheet: EntrySheet[Owner], mine: Answers, source: Answers) -> Copied:
    """The answers with the source's texts where they are blank, and its rows behind their own.

    A row counts as there already if one is called the same: by its name or title, else by all that it says.
    """
    additions: list[Addition] = []
    texts = dict(mine.texts)
    for field, text in source.texts.items():
        if text.strip() and field not in OWN | NEVER_FROM_ELSEWHERE and not texts.get(field, "").strip():
            texts[field] = text
            additions.append(Addition("", field, text))
    records = {}
    for group, rows in mine.records.items():
        fields = [question.field for question in sheet.of_group(group)]
        known = {called(row) for row in rows}
        new = [row for row in said_rows(source.records.get(group, [])) if called(row) not in known]
        new = [{field: row.get(field, "") for field in fields} for row in new]
        records[group] = [*said_rows(rows), *new]
        additions += (Addition(group, "", _shown(row)) for row in new)
    return Copied(Answers(texts, records), tuple(additions))


def _shown(row: Record) -> str:
    return "；".join(text for text in row.values() if text.strip())


def earlier_texts(sheet: EntrySheet[Owner], mine: Answers, before: Answers) -> dict[str, str]:
    """By the name of a field: what stood there the year before. Rows are found by what they are called."""
    found = {
        field: text
        for field, text in before.texts.items()
        if field in mine.texts and field not in OWN | {MODE} and text.strip()
    }
    for group, rows in mine.records.items():
        of_name = {called(row): row for row in before.records.get(group, [])}
        for number, row in enumerate(rows):
            same = of_name.get(called(row), {})
            for field in ("value", "amount"):
                if same.get(field) and field in row:
                    found[f"{group}-{number}-{field}"] = same[field]
    return found

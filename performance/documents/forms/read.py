"""A source in a declared or an unknown form → content with an account of the reading."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from performance.documents.blocks import Source
from performance.documents.forms.assembling import statement_of
from performance.documents.forms.reading import FormReading, read_drafts
from performance.documents.reading import Read, Report, character_count

UNKNOWN_FORM = "未收录表样"


class NoForm(ValueError):
    """A source in which no table shows the heads or labels of a performance form."""


def read_form(source: Source) -> Read:
    """What a source says in whatever form it is printed. Raises NoForm."""
    reading = read_drafts(source)
    if not any(draft.year or draft.mid or draft.goals or draft.tasks for draft in reading.drafts):
        raise NoForm("没有找到绩效目标表")
    content = statement_of(reading)
    return Read(replace(content, province=UNKNOWN_FORM), report_of(source, reading))


def report_of(source: Source, reading: FormReading) -> Report:
    account = reading.account
    noise: Counter[str] = Counter()
    for piece in (*source.noise, *account.noise):
        noise[piece.kind] += character_count(piece.text)
    written = sum(character_count("\n".join(row.cells)) for row in source.rows)
    return Report(
        characters=written + sum(character_count(piece.text) for piece in source.noise),
        noise=tuple(sorted(noise.items())),
        unplaced=tuple(reading.unplaced),
        problems=tuple(account.problems),
        notices=tuple(account.notices),
        normalised=tuple(account.normalised),
    )

"""Which rows of a file are the card that is asked for: a file may hold the cards of many projects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.text import normalise_label
from performance.documents.blocks import SourceRow
from performance.self_evaluation.card import Card
from performance.self_evaluation.forms.captions import columns_of, keys_of

_YEAR = re.compile(r"(20\d\d)年")


class NoCard(ValueError):
    """The file has no list of indicators with actual values, or not that of this card."""


@dataclass(frozen=True)
class Section:
    """The rows of one card; ``head`` is the place of the captions of its indicators."""

    rows: Sequence[SourceRow]
    head: int
    subject: str


def is_head(row: SourceRow) -> bool:
    return {"name", "value"} <= columns_of(row, ("name", "value")).keys()


def section_of(rows: Sequence[SourceRow], card: Card) -> Section:
    """Raises NoCard."""
    found = list(_sections(rows))
    if not found:
        raise NoCard("文件里没有“三级指标”和“实际完成值”的表头，不是绩效自评表。")
    if len(found) == 1:
        return found[0]
    own = [section for section in found if is_of(section.subject, card)]
    if len(own) == 1:
        return own[0]
    how_many = "没有一张" if not own else f"有{len(own)}张"
    raise NoCard(f"文件里有{len(found)}张自评表，{how_many}是“{card.row.label}”的；请只留下要读入的一张。")


def _sections(rows: Sequence[SourceRow]) -> Iterator[Section]:
    """A row that names a subject, below the captions of indicators, begins the next card."""
    start, head, subject = 0, None, ""
    for number, row in enumerate(rows):
        named = _subject_in(row)
        if named is not None and head is not None:
            yield Section(rows[start:number], head - start, subject)
            start, head, subject = number, None, named
        elif named is not None:
            subject = subject or named
        elif head is None and is_head(row):
            head = number
    if head is not None:
        yield Section(rows[start:], head - start, subject)


def _subject_in(row: SourceRow) -> str | None:
    texts = [cell.strip() for cell in row.cells if cell.strip()]
    if len(texts) < 2 or "subject" not in keys_of(texts[0]):
        return None
    return texts[1]


def is_of(subject: str, card: Card) -> bool:
    """However the name is printed: alone, or beside a code."""
    names = [card.row.label, card.row.code]
    if card.row.unit_id is None:
        names = [card.row.statement.department.name]
    said = normalise_label(subject)
    return any(name and normalise_label(name) in said for name in names)


def doubts_of(section: Section, card: Card) -> Iterator[str]:
    """Whether it is the right file: another name, another year."""
    if section.subject and not is_of(section.subject, card):
        own = card.row.label
        yield f"文件里写的是“{section.subject}”，这张自评表是“{own}”的，请核对是不是选错了文件。"
    year = card.row.statement.fiscal_year
    for row in section.rows[: section.head]:
        lines = [cell.strip() for cell in row.cells if cell.strip()]
        if len(lines) == 1 and len(lines[0]) < 40 and (found := _YEAR.search(lines[0])):
            if int(found[1]) != year:
                yield f"{row.place}：“{lines[0]}”，这张自评表是{year}年的，请核对是不是选错了文件。"
            return

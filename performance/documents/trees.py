"""Indicator trees between content (indicators and empty families) and the records of a printed table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.vocabulary import Vocabulary
from performance.content.model import EarlierValue, EmptyFamily, IndicatorContent
from performance.documents.records import NUMBER, Record

TEXTS = ("name", "description", "value", "basis", "indicator_class")
NO_INDICATOR = -1
EARLIER = ("earlier_1", "earlier_2")


def text_of(values: Mapping[str, object], field: str) -> str:
    """A text value of a table that was read; blank where the table has no such cell."""
    return str(values.get(field) or "")


def records_of(values: Mapping[str, object], name: str) -> list[Record]:
    """The records of a repeated part of a table that was read; none where it was missing."""
    records = values.get(name, [])
    assert isinstance(records, list)  # noqa: S101 - narrows the declared kind of this field
    return records


def read_tree(
    records: Sequence[Record], vocabulary: Vocabulary, earlier_years: Sequence[int] = ()
) -> tuple[tuple[IndicatorContent, ...], tuple[EmptyFamily, ...]]:
    """The indicators of a table in printed order, and the families printed without any.

    Labels of the upper levels are given as the vocabulary spells them, if it knows them: files break them
    over lines. Everything else stays as printed.
    """
    indicators: list[IndicatorContent] = []
    empty: list[EmptyFamily] = []
    for record in records:
        printed1, printed2 = text_of(record, "level1"), text_of(record, "level2")
        level1 = vocabulary.canonical_level1(printed1) or printed1
        level2 = vocabulary.canonical_level2(printed2) or printed2
        earlier = _earlier_values(record, earlier_years) if earlier_years else ()
        if any(record.get(field) for field in TEXTS) or earlier:
            indicators.append(
                IndicatorContent(
                    level1,
                    level2,
                    name=text_of(record, "name"),
                    description=text_of(record, "description"),
                    value=text_of(record, "value"),
                    basis=text_of(record, "basis"),
                    indicator_class=text_of(record, "indicator_class"),
                    earlier_values=earlier,
                )
            )
        else:
            empty.append(EmptyFamily(level1, level2, len(indicators)))
    return tuple(indicators), tuple(empty)


def _earlier_values(record: Record, years: Sequence[int]) -> tuple[EarlierValue, ...]:
    return tuple(
        EarlierValue(year, text_of(record, field))
        for year, field in zip(years, EARLIER, strict=False)
        if year and text_of(record, field)
    )


def tree_records(
    indicators: Sequence[IndicatorContent],
    empty_families: Sequence[EmptyFamily],
    earlier_years: Sequence[int] = (),
) -> list[Record]:
    """The records that print a tree: the reverse of ``read_tree``."""
    records: list[Record] = []
    waiting = sorted(empty_families, key=lambda family: family.position)
    for position, indicator in enumerate(indicators):
        while waiting and waiting[0].position <= position:
            records.append(_family_record(waiting.pop(0)))
        record: Record = {
            "level1": indicator.level1,
            "level2": indicator.level2,
            NUMBER: position,
            "name": indicator.name,
            "description": indicator.description,
            "value": indicator.value,
            "basis": indicator.basis,
            "indicator_class": indicator.indicator_class,
        }
        if earlier_years:
            earlier = {value.year: value.value for value in indicator.earlier_values}
            record |= {f: earlier.get(year, "") for year, f in zip(earlier_years, EARLIER, strict=False)}
        records.append(record)
    return records + [_family_record(family) for family in waiting]


def _family_record(family: EmptyFamily) -> Record:
    return {"level1": family.level1, "level2": family.level2, NUMBER: NO_INDICATOR}

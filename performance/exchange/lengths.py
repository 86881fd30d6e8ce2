"""What is longer than the tables of the ministry hold: other systems cut it off, so it is told before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from performance.exchange.mapping import MONEY, Field, Table
from performance.exchange.rows import Cells, rows_of
from performance.exchange.texts import ExchangedText

TITLES = ("部门", "表", "字段", "中文名", "项目或目标", "上限", "现有", "开头")
_SHOWN = 30
_NUMBERS = ("数值", *MONEY)


@dataclass(frozen=True, slots=True)
class TooLong:
    """A value that the other side does not hold whole."""

    text: str
    table: Table
    field: Field
    where: str
    limit: str
    size: str
    value: str

    @property
    def cells(self) -> tuple[str, ...]:
        field = self.field
        return (
            *(self.text, self.table.name, field.name, field.title),
            *(self.where, self.limit, self.size, self.value[:_SHOWN]),
        )


def too_long(texts: Iterable[ExchangedText]) -> Iterator[TooLong]:
    for text in texts:
        for table, cells in rows_of(text):
            yield from faults_of(text, table, cells)


def faults_of(text: ExchangedText, table: Table, cells: Cells) -> Iterator[TooLong]:
    """Of the ministry's fields only: what is our own says no length."""
    for field, value in zip(table.fields, cells, strict=True):
        if field.length is not None and value and (sizes := _exceeds(field, field.length, value)):
            yield TooLong(text.name, table, field, _where(table, cells), *sizes, value)


def _exceeds(field: Field, length: int, value: str) -> tuple[str, str] | None:
    """The limit and the size, where it does not fit."""
    if field.kind not in _NUMBERS:
        return (f"{length}字", f"{len(value)}字") if len(value) > length else None
    whole, _, places = value.lstrip("-").partition(".")
    places, most = places.rstrip("0"), field.places or 0
    if len(whole) <= length - most and len(places) <= most:
        return None
    return f"{length - most}位整数、{most}位小数", f"{len(whole)}位整数、{len(places)}位小数"


def _where(table: Table, cells: Cells) -> str:
    for name in ("lv3_perf_ind_name", "pro_name", "agency_name", "dept_name"):
        if name in table.columns and cells[table.columns[name]]:
            return cells[table.columns[name]][:_SHOWN]
    return ""

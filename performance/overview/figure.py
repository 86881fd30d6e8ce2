"""A figure: a table with what its picture shows of it. Pages, pictures and workbooks are all made from this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from performance.documents.formats.xlsx.flat_workbook import FlatSheet, WorkbookColumn
from projects.amounts import grouped

UNKNOWN = "—"


class Kind(Enum):
    """What a column holds: how it is shown, and on which side it stands."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    RATIO = "ratio"
    DATE = "date"

    @property
    def is_number(self) -> bool:
        return self not in (Kind.TEXT, Kind.DATE)


@dataclass(frozen=True, slots=True)
class FigureColumn:
    title: str
    kind: Kind = Kind.TEXT
    width: int = 14
    summed: bool = False

    @property
    def stored_title(self) -> str:
        """In a workbook a share is a number to reckon with, and its sign stands above it."""
        return f"{self.title}（%）" if self.kind is Kind.SHARE else self.title


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that leads to the rows behind it, or to the page of what it names."""

    value: object
    href: str


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: Sequence[Decimal | int | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars, one for each category; ``stacked`` series are parts of one whole."""

    categories: Sequence[str]
    series: Sequence[Series]
    measure: str
    stacked: bool = False

    def plain(self) -> dict[str, object]:
        """As JSON says it to the script that draws: what it prints is written here, it only measures lengths."""
        return {
            "categories": list(self.categories),
            "series": [
                {
                    "name": one.name,
                    "values": [None if value is None else str(value) for value in one.values],
                    "labels": [_labelled(value, self.measure) for value in one.values],
                }
                for one in self.series
            ],
            "measure": self.measure,
            "stacked": self.stacked,
        }


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    href: str
    is_number: bool


@dataclass(frozen=True)
class Figure:
    """``key`` names it in addresses; ``more`` leads to all rows where only the first are shown.

    Two ``narrow`` ones stand side by side where there is room.
    """

    key: str
    title: str
    columns: Sequence[FigureColumn]
    rows: Sequence[Sequence[object]]
    note: str = ""
    picture: Picture | None = None
    more: str = ""
    narrow: bool = False

    @property
    def picture_id(self) -> str:
        return f"picture-{self.key}"

    def cells(self) -> Iterator[list[Cell]]:
        for row in self.rows:
            yield [_cell(value, column) for value, column in zip(row, self.columns, strict=True)]

    def sheet(self, total_label: str) -> FlatSheet:
        columns = tuple(WorkbookColumn(one.stored_title, one.width, one.summed) for one in self.columns)
        rows = [[_stored(value) for value in row] for row in self.rows]
        return FlatSheet(self.title, columns, rows, total_label)


def share(part: int, whole: int) -> Decimal | None:
    """In percent, to one place; of nothing there is no share."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None


def ratio(amount: int, by: int) -> Decimal | None:
    return (Decimal(amount) / by).quantize(Decimal("0.01")) if by else None


def _cell(value: object, column: FigureColumn) -> Cell:
    href = ""
    if isinstance(value, Linked):
        href, value = value.href, value.value
    return Cell(_shown(value, column.kind), href, column.kind.is_number)


def _shown(value: object, kind: Kind) -> str:
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if kind is Kind.SHARE:
        return f"{value}%"
    if kind is Kind.MONEY and isinstance(value, Decimal):
        return grouped(value)
    if kind is Kind.COUNT:
        return f"{value:,}"
    return str(value)


def _stored(value: object):
    if isinstance(value, Linked):
        value = value.value
    return value.isoformat() if isinstance(value, date) else value


def _labelled(value: Decimal | int | None, measure: str) -> str:
    if value is None:
        return ""
    if measure == "万元":
        return grouped(Decimal(value))
    return f"{value}%" if measure == "%" else f"{value:,}"

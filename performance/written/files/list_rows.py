"""The rows below the captions of indicators; a row that a page cut in two is one again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from performance.documents.blocks import SourcePlace, SourceRow
from performance.written.files.account import RowAccount

_TEXTS = ("target", "value", "actual", "forecast", "reason", "measure", "source", "remark")


@dataclass(frozen=True)
class ListCaptions:
    """How a kind of paper heads its list of indicators, and what says that the list is over."""

    columns_of: Callable[[Sequence[SourceRow], int], dict[str, int]]  # of the head that begins in a row
    is_head: Callable[[SourceRow], bool]
    is_behind: Callable[[SourceRow], bool]


@dataclass(frozen=True)
class TableRow:
    """``columns`` says where each caption stands; ``numbers`` are the rows of the file that it is."""

    place: SourcePlace
    cells: tuple[str, ...]
    columns: dict[str, int]
    numbers: tuple[int, ...]

    def cell(self, key: str, shift: int = 0) -> str:
        column = self.columns.get(key)
        if column is None or not 0 <= column + shift < len(self.cells):
            return ""
        return self.cells[column + shift].strip()


def table_rows(
    account: RowAccount,
    head: int,
    captions: ListCaptions,
    known: Callable[[str], bool],
    remarks: list[str],
) -> Iterator[TableRow]:
    """Up to where something else is said; ``known`` are the names of indicators."""
    columns = captions.columns_of(account.rows, head)
    names = columns["name"]
    end = max((n for n, row in enumerate(account.rows) if known(_cell(row, names))), default=head)
    last: TableRow | None = None
    for number in range(head + 1, len(account.rows)):
        row = account.rows[number]
        if captions.is_head(row):
            columns = captions.columns_of(account.rows, number)
            account.skip(number)
            continue
        if captions.is_behind(row):
            if number > end:
                break
            continue
        read = TableRow(row.place, row.cells, columns, (number,))
        if last is not None and _goes_on(last, read, known):
            remarks.append(f"{last.place}和{row.place}是分页断开的一行，连起来读入，请核对。")
            last = TableRow(last.place, _joined(last.cells, read.cells), columns, (*last.numbers, number))
            continue
        if last is not None:
            yield last
        last = read
    if last is not None:
        yield last


def _cell(row: SourceRow, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _goes_on(above: TableRow, row: TableRow, known: Callable[[str], bool]) -> bool:
    """On the next page, without a name of its own, or with the rest of one."""
    if above.place.page == row.place.page:
        return False
    name = row.cell("name")
    if not name:
        return any(row.cell(key) for key in _TEXTS)
    return not known(name) and not known(above.cell("name")) and known(above.cell("name") + name)


def _joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    longest = max(len(above), len(below))
    padded = [(*cells, *("" for _ in range(longest - len(cells)))) for cells in (above, below)]
    return tuple(first.rstrip() + second.lstrip() for first, second in zip(*padded, strict=True))

"""The rows below the captions of indicators; a row that a page cut in two is one again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from performance.documents.blocks import SourcePlace
from performance.self_evaluation.forms.account import Account
from performance.self_evaluation.forms.captions import columns_of, keys_of
from performance.self_evaluation.forms.sections import is_head

COLUMNS = (
    *("level1", "level2", "name", "sign", "target", "measured", "value"),
    *("points", "score", "standard", "reason", "measure", "source"),
)
_BEHIND = frozenset(("end", "conclusion", "problems", "measures"))


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
    account: Account, head: int, known: Callable[[str], bool], remarks: list[str]
) -> Iterator[TableRow]:
    """Up to where something else is said."""
    columns = columns_of(account.rows[head], COLUMNS)
    last: TableRow | None = None
    for number in range(head + 1, len(account.rows)):
        row = account.rows[number]
        if is_head(row):
            columns = columns_of(row, COLUMNS)
            account.skip(number)
            continue
        if any(_BEHIND.intersection(keys_of(cell)) for cell in row.cells[:2]):
            break
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


def _goes_on(above: TableRow, row: TableRow, known: Callable[[str], bool]) -> bool:
    """On the next page, without a name of its own, or with the rest of one."""
    if above.place.page == row.place.page:
        return False
    name = row.cell("name")
    if not name:
        return any(row.cell(key) for key in ("target", "value", "reason", "measure", "source"))
    return not known(name) and not known(above.cell("name")) and known(above.cell("name") + name)


def _joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    longest = max(len(above), len(below))
    padded = [(*cells, *("" for _ in range(longest - len(cells)))) for cells in (above, below)]
    return tuple(first.rstrip() + second.lstrip() for first, second in zip(*padded, strict=True))

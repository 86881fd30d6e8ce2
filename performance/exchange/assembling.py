"""The rows of one text → the text: whatever cannot be read is told with its table, row and field, all at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from performance.content.json import ContentError, built
from performance.exchange.mapping import Member, Table, places_below, shape_of, tables
from performance.exchange.rows import Cells, rows_of
from performance.exchange.texts import ExchangedText

_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class ReadRow:
    """``number`` counts the rows of the table, captions included."""

    number: int
    cells: Cells


Rows = Mapping[str, Sequence[ReadRow]]


class WrongRows(ValueError):
    """Why rows are no text, one Chinese sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def text_of(rows: Rows) -> ExchangedText:
    """The text of which these are all rows, by the names of their tables. Raises WrongRows.

    Nothing of them is overlooked: the text, written as rows once more, has to give the very same.
    """
    assembly = _Assembly(rows)
    plain = assembly.whole()
    if assembly.problems:
        raise WrongRows(assembly.problems)
    try:
        text = built(ExchangedText, plain)
    except ContentError as error:
        raise WrongRows([assembly.told(problem) for problem in error.problems]) from error
    if problems := list(_differences(rows, text)):
        raise WrongRows(problems)
    return text


class _Assembly:
    """Puts every row below the one that it belongs to."""

    def __init__(self, rows: Rows) -> None:
        self.problems: list[str] = []
        self._below: dict[tuple[str, str], list[tuple[Table, ReadRow]]] = defaultdict(list)
        self._addresses: dict[str, tuple[Table, int]] = {}
        for table in tables().values():
            for row in rows.get(table.name, ()):
                self._sort(table, row)

    def _sort(self, table: Table, row: ReadRow) -> None:
        values = tuple(row.cells[table.columns[name]] for name in table.told_by)
        place = table.place_of.get(values)
        if place is None:
            named = "、".join(f"{name}“{value}”" for name, value in zip(table.told_by, values, strict=True))
            self.problems.append(f"表 {table.name} 第{row.number}行：不认识 {named}。")
            return
        owner = row.cells[table.columns["ext_owner"]] if "ext_owner" in table.columns else ""
        self._below[place, owner].append((table, row))

    def whole(self) -> object:
        found = self._records("", "", "")
        for left in self._below.values():
            for table, row in left:
                self.problems.append(f"表 {table.name} 第{row.number}行：找不到它所属的上级（ext_owner）。")
        return found[0] if found else {}

    def _records(self, place: str, owner: str, path: str) -> list[object]:
        rows = self._below.pop((place, owner), [])
        many = shape_of(place).many
        for table, row in rows[1:] if not many else ():
            self.problems.append(f"表 {table.name} 第{row.number}行：同一上级只能有一行。")
        return [
            self._record(place, table, row, f"{path}[{at}]" if many else path)
            for at, (table, row) in enumerate(rows)
        ]

    def _record(self, place: str, table: Table, row: ReadRow, path: str) -> object:
        self._addresses[path] = (table, row.number)
        members = table.members_at(place)
        if [name for _, name, _ in members] == [""]:
            return row.cells[members[0][0]]
        plain: dict[str, object] = {}
        for column, name, member in members:
            _put(plain, name, _plain(row.cells[column], member))
        key = row.cells[next(n for n, field in enumerate(table.fields) if field.source == "@key")]
        for below, way in places_below()[place]:
            records = self._records(below, key, f"{path}.{way}")
            _put(plain, way, records if shape_of(below).many else next(iter(records), None))
        return plain

    def told(self, problem: str) -> str:
        """A problem of the content at its place in the tables."""
        path, _, what = problem.partition("：")
        head = path
        while head not in self._addresses and head:
            head = head.rpartition(".")[0]
        if head not in self._addresses:
            return problem
        table, number = self._addresses[head]
        member = path.removeprefix(head).lstrip(".")
        field = next((f"{one.name}（{one.title}）" for one in table.fields if one.member == member), "")
        return f"表 {table.name} 第{number}行 {field}：{what}"


def _put(plain: dict[str, object], way: str, value: object) -> None:
    *above, last = way.split(".")
    for name in above:
        inner = plain.setdefault(name, {})
        assert isinstance(inner, dict)  # noqa: S101 - for the types alone
        plain = inner
    plain[last] = value


def _plain(cell: str, member: Member) -> object:
    if not cell and member.optional:
        return None
    return int(cell) if member.kind is int and _WHOLE.fullmatch(cell) else cell


def _differences(rows: Rows, text: ExchangedText) -> Iterator[str]:
    """Where the rows say something else than the text that was read out of them; of each table the first."""
    written: dict[str, list[Cells]] = defaultdict(list)
    for table, cells in rows_of(text):
        written[table.name].append(cells)
    for name, table in tables().items():
        for row, cells in zip(rows.get(name, ()), written[name], strict=False):
            if row.cells != cells:
                yield _difference(table, row, cells)
                break


def _difference(table: Table, row: ReadRow, cells: Cells) -> str:
    columns = zip(table.fields, row.cells, cells, strict=True)
    field, found, wanted = next(each for each in columns if each[1] != each[2])
    return (
        f"表 {table.name} 第{row.number}行 {field.name}（{field.title}）：写的是“{found[:_SHOWN]}”，"
        f"按其他栏应为“{wanted[:_SHOWN]}”。请改正对方系统的写法，或重新导出。"
    )

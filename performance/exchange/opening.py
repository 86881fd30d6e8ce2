"""A package opened: held against its manifest first, then read text by text, whatever its size."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from itertools import chain
from typing import Any, BinaryIO
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from departments.trail.digests import digest_by
from departments.uploads.archive_gate import Member, checked_members
from departments.uploads.file_gate import check_office_file
from departments.uploads.limits import MEGABYTE
from departments.uploads.refused_file import RefusedFile
from performance.content.json import plain_decimal
from performance.content.strict_json import NotJson, strict_json
from performance.documents.convert import Unreadable
from performance.documents.formats.xlsx.reader import cell_text
from performance.exchange.assembling import ReadRow, WrongRows, text_of
from performance.exchange.mapping import Table, tables
from performance.exchange.package import (
    CAPTION_ROWS,
    FORMAT,
    LENGTHS,
    LONGEST_CELL,
    MANIFEST,
    VERSION,
    WORKBOOK,
    Form,
)
from performance.exchange.rows import Cells
from performance.exchange.texts import ExchangedText

LARGEST_UNPACKED = 4096 * MEGABYTE
_LARGEST_MANIFEST = MEGABYTE
_ODD_MANIFEST = f"清单 {MANIFEST} 读不懂，文件可能被改动过；请重新导出。"
_FORMS = {form.value: form for form in Form}


@dataclass
class Lines:
    """The rows of a table as they are read, with what they come to."""

    table: Table
    rows: Iterator[Cells]
    read: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    _next: ReadRow | None = None

    def of(self, key: str | None) -> Iterator[ReadRow]:
        """The rows that follow of the text with this key; of None, the next row whatever it is."""
        column = self.table.columns["ext_text"]
        while (row := self._next or self._read()) is not None:
            if key is not None and row.cells[column] != key:
                self._next = row
                return
            self._next = None
            yield row
            if key is None:
                return

    def _read(self) -> ReadRow | None:
        cells = next(self.rows, None)
        if cells is None:
            return None
        self.read += 1
        row = ReadRow(self.read + CAPTION_ROWS, cells)
        if len(cells) != len(self.table.fields):
            raise Unreadable(
                [f"表 {self.table.name} 第{row.number}行：有{len(cells)}栏，应为{len(self.table.fields)}栏。"]
            )
        return row

    def add_up(self, rows: Iterable[ReadRow]) -> None:
        """Amounts are known to be numbers only once the text has been read."""
        for number, one in enumerate(self.table.fields):
            if one.is_money:
                amounts = (Decimal(row.cells[number]) for row in rows if row.cells[number])
                self.sums[one.name] = self.sums.get(one.name, Decimal(0)) + sum(amounts, Decimal(0))


@contextmanager
def opened(
    stream: BinaryIO, *, largest_unpacked: int = LARGEST_UNPACKED
) -> Iterator[Iterator[ExchangedText]]:
    """The texts of a package, one after the other. Raises Unreadable, on opening or at any of the texts."""
    try:
        members = checked_members(stream, largest_unpacked=largest_unpacked)
        with ZipFile(stream) as archive:
            manifest = _manifest(archive, members)
            yield _texts(archive, manifest)
    except RefusedFile as refused:
        raise Unreadable([str(refused)]) from refused


def _manifest(archive: ZipFile, members: Mapping[str, Member]) -> Mapping[str, Any]:
    if MANIFEST not in members or members[MANIFEST].size > _LARGEST_MANIFEST:
        raise Unreadable([f"压缩包里没有清单 {MANIFEST}，不是交换包。请选择由“系统交换”导出的 .zip 文件。"])
    try:
        manifest = strict_json(archive.read(MANIFEST).decode())
    except (NotJson, UnicodeDecodeError) as error:
        raise Unreadable([_ODD_MANIFEST]) from error
    problems = list(_faults(manifest, members))
    problems = problems or list(_faults_by_sm3(archive, manifest))  # type: ignore[arg-type]  # as below
    if problems:
        raise Unreadable(problems)
    return manifest  # type: ignore[return-value]  # its faults would have been told


def _faults(manifest: object, members: Mapping[str, Member]) -> Iterator[str]:
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        yield f"清单没有写明“{FORMAT}”，不是交换包。"
        return
    if not _is_made_of_names(manifest):
        yield _ODD_MANIFEST
        return
    if manifest.get("version") != VERSION or manifest.get("form") not in _FORMS:
        yield f"交换包的版本是“{manifest.get('version')}”，本系统只读第{VERSION}版；请由相同版本的系统导出。"
        return
    named = {one["name"]: one for one in manifest["files"]}
    form = _FORMS[manifest["form"]]
    wanted = {WORKBOOK} if form == Form.WORKBOOK else {f"{name}.csv" for name in tables()}
    yield from (f"缺少文件 {name}。" for name in sorted(wanted - members.keys()))
    yield from (
        f"有清单没有写明的文件 {name}。" for name in sorted(members.keys() - named.keys() - {MANIFEST})
    )
    yield from (f"有不认识的文件 {name}。" for name in sorted(named.keys() - wanted - {LENGTHS}))
    for name in sorted(wanted & members.keys()):
        if named.get(name, {}).get("sha256") != members[name].sha256:
            yield f"文件 {name} 与清单的 SHA-256 不符，导出之后被改动过；请重新导出。"


def _faults_by_sm3(archive: ZipFile, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Where the manifest names SM3 beside SHA-256, both have to be right."""
    there = {*archive.namelist()}
    for entry in (one for one in manifest["files"] if "sm3" in one and one["name"] in there):
        digest = digest_by("sm3")
        with archive.open(entry["name"]) as part:
            while chunk := part.read(MEGABYTE):
                digest.update(chunk)
        if digest.hexdigest() != entry["sm3"]:
            yield f"文件 {entry['name']} 与清单的 SM3 不符，导出之后被改动过；请重新导出。"


def _is_made_of_names(manifest: Mapping[str, Any]) -> bool:
    """Whether every file and table is told by a name, so that they can be looked up."""
    listed = [manifest.get("files"), manifest.get("tables")]
    return isinstance(manifest.get("form"), str) and all(
        isinstance(several, list)
        and all(isinstance(one, dict) and isinstance(one.get("name"), str) for one in several)
        for several in listed
    )


def _texts(archive: ZipFile, manifest: Mapping[str, Any]) -> Iterator[ExchangedText]:
    source = _sheets(archive) if manifest["form"] == Form.WORKBOOK.value else _lists(archive)
    lines = {name: Lines(tables()[name], _below_captions(tables()[name], rows)) for name, rows in source}
    heads = next(iter(tables()))
    count = 0
    while head := list(lines[heads].of(None)):
        key = head[0].cells[tables()[heads].columns["ext_text"]]
        rows = {name: list(one.of(key)) for name, one in lines.items() if name != heads}
        rows[heads] = head
        try:
            text = text_of(rows)
        except WrongRows as wrong:
            raise Unreadable(list(wrong.problems)) from wrong
        for name, one in lines.items():
            one.add_up(rows[name])
        count += 1
        yield text
    if problems := list(_left(lines, manifest, count)):
        raise Unreadable(problems)


def _left(lines: Mapping[str, Lines], manifest: Mapping[str, Any], texts: int) -> Iterator[str]:
    """What nobody has taken, and what the manifest says otherwise."""
    for name, one in lines.items():
        if rest := list(one.of(None)):
            yield f"表 {name} 第{rest[0].number}行：不属于前面任何一份文本，或行的次序被打乱；请重新导出。"
    tables = {one["name"]: one for one in manifest["tables"]}
    for name, one in lines.items():
        sums = {key: plain_decimal(total) for key, total in one.sums.items()}
        wanted = {one.name: "0.00" for one in one.table.fields if one.is_money} | sums
        if tables.get(name, {}).get("rows") != one.read or tables[name].get("sums") != wanted:
            yield f"表 {name} 的行数或金额合计与清单不符；请重新导出。"
    if manifest.get("texts") != texts:
        yield f"清单写明{manifest.get('texts')}份文本，读出{texts}份；请重新导出。"


def _below_captions(table: Table, rows: Iterator[Sequence[str]]) -> Iterator[Cells]:
    names, titles = next(rows, ()), next(rows, ())
    wanted = [one.name for one in table.fields]
    if list(names) != wanted:
        missing, unknown = set(wanted) - set(names), set(names) - set(wanted)
        problems = [f"缺少 {'、'.join(sorted(missing))}"] if missing else []
        problems += [f"多出 {'、'.join(sorted(unknown))}"] if unknown else []
        raise Unreadable([f"表 {table.name} 的字段不对：{'；'.join(problems) or '次序被打乱'}。"])
    if list(titles) != [one.title for one in table.fields]:
        raise Unreadable([f"表 {table.name} 的第2行应为各字段的中文名。"])
    return map(tuple, rows)


def _lists(archive: ZipFile) -> Iterator[tuple[str, Iterator[list[str]]]]:
    csv.field_size_limit(LONGEST_CELL)
    for name in tables():
        yield name, _list(archive, name)


def _list(archive: ZipFile, name: str) -> Iterator[list[str]]:
    with archive.open(f"{name}.csv") as part:
        try:
            yield from csv.reader(TextIOWrapper(part, encoding="utf-8-sig", newline=""), strict=True)
        except UnicodeDecodeError as error:
            raise Unreadable([f"文件 {name}.csv 不是 UTF-8 编码。"]) from error
        except csv.Error as error:
            raise Unreadable([f"文件 {name}.csv 的引号没有配对，或有过长的格；请重新导出。"]) from error


def _sheets(archive: ZipFile) -> Iterator[tuple[str, Iterator[list[str]]]]:
    data = archive.read(WORKBOOK)
    check_office_file(data, ".xlsx")
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if missing := [name for name in tables() if name not in book.sheet_names]:
            raise Unreadable([f"工作簿缺少工作表 {name}。" for name in missing])
        for name in tables():
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, _padded(rows, len(tables()[name].fields))
    except CalamineError as error:
        raise Unreadable(["交换包里的工作簿已损坏，无法读取；请重新导出。"]) from error


def _padded(rows: Sequence[Sequence[Any]], width: int) -> Iterator[list[str]]:
    """A sheet ends where its last cell does."""
    for row in rows:
        cells = [value if isinstance(value, str) else cell_text(value) for value in row]
        yield list(chain(cells, [""] * (width - len(cells))))

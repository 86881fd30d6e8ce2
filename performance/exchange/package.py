"""The package: every table as a file of its own or as a sheet of one workbook, and a manifest that says what is in it.

Rows are written down as the texts are read, so what is held in memory does not grow with the number of texts.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.conf import settings

from departments.trail.digests import Digests
from performance.content.json import plain_decimal
from performance.documents.formats.archive_member import archive_member
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.streamed_workbook import TextSheet, write_streamed_workbook
from performance.exchange.lengths import TITLES, faults_of
from performance.exchange.mapping import Table, tables
from performance.exchange.rows import Cells, rows_of
from performance.exchange.texts import ExchangedText

FORMAT, VERSION = "字段名参照", 1
MANIFEST, WORKBOOK, LENGTHS = "manifest.json", "字段名参照.xlsx", "长度提示.csv"
CAPTION_ROWS = 2
LONGEST_CELL = 200_000
NOTICE = "字段名参照预算管理一体化系统技术标准，尚未与正式出版的标准逐项核对；ext_、EXT_ 为本系统的扩展。"
_CHUNK = 1 << 20


class Form(Enum):
    """How the tables are written."""

    CSV = "csv"
    WORKBOOK = "xlsx"


@dataclass
class TableFile:
    """A table while its rows come in."""

    table: Table
    stream: BinaryIO
    rows: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._text = TextIOWrapper(self.stream, encoding="utf-8", newline="")
        self._writer = csv.writer(self._text)
        self._money = [(n, one.name) for n, one in enumerate(self.table.fields) if one.is_money]
        self.sums = {name: Decimal(0) for _, name in self._money}
        self._writer.writerow([one.name for one in self.table.fields])
        self._writer.writerow([one.title for one in self.table.fields])

    def add(self, cells: Cells) -> None:
        self._writer.writerow(cells)
        self.rows += 1
        for number, name in self._money:
            if cells[number]:
                self.sums[name] += Decimal(cells[number])

    def finished(self) -> BinaryIO:
        self._text.flush()
        self.stream.seek(0)
        return self.stream

    def read_again(self) -> Iterator[list[str]]:
        self.finished()
        return csv.reader(self._text)

    def described(self) -> dict[str, Any]:
        sums = {name: plain_decimal(total) for name, total in self.sums.items()}
        units = {one.name: one.kind for one in self.table.fields if one.is_money}
        names = {"name": self.table.name, "title": self.table.title}
        return {**names, "rows": self.rows, "units": units, "sums": sums}


@dataclass(frozen=True)
class Written:
    """What came of it: how many texts, and how many values are longer than the other side holds."""

    texts: int
    too_long: int


def write_exchange(
    texts: Iterable[ExchangedText],
    form: Form,
    stream: BinaryIO,
    *,
    progress: Callable[[int], None] = lambda done: None,
) -> Written:
    """The same texts give the same bytes. Raises Unprintable for what the form does not hold."""
    with ExitStack() as held:
        files = {
            name: TableFile(table, held.enter_context(TemporaryFile())) for name, table in tables().items()
        }
        warnings, found, about = held.enter_context(TemporaryFile()), 0, _About()
        listed = csv.writer(TextIOWrapper(warnings, encoding="utf-8", newline="", write_through=True))
        listed.writerow(TITLES)
        for number, text in enumerate(texts, 1):
            about.add(text)
            for table, cells in rows_of(text):
                _refuse_longest(table, cells, text)
                files[table.name].add(cells)
                for fault in faults_of(text, table, cells):
                    listed.writerow(fault.cells)
                    found += 1
            progress(number)
        warnings.seek(0)
        _pack(stream, form, list(files.values()), about, warnings if found else None)
        return Written(about.texts, found)


def _refuse_longest(table: Table, cells: Cells, text: ExchangedText) -> None:
    for number, value in enumerate(cells):
        if len(value) > LONGEST_CELL:
            title = table.fields[number].title
            raise Unprintable(
                f"{text.name}：{table.title}的“{title}”有{len(value)}字，超过{LONGEST_CELL}字的上限。"
            )


@dataclass
class _About:
    texts: int = 0
    offices: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def add(self, text: ExchangedText) -> None:
        self.texts += 1
        self.offices.add(text.office_code)
        self.years.add(text.fiscal_year)


def _pack(
    stream: BinaryIO, form: Form, files: Sequence[TableFile], about: _About, warnings: BinaryIO | None
) -> None:
    packed: list[dict[str, Any]] = []
    with ZipFile(stream, "w") as archive, ExitStack() as held:
        if form == Form.WORKBOOK:
            book = held.enter_context(TemporaryFile())
            _write_workbook(files, book)
            packed.append(_add(archive, WORKBOOK, book, ZIP_STORED))
        else:
            packed += [_add(archive, f"{one.table.name}.csv", one.finished()) for one in files]
        if warnings:
            packed.append(_add(archive, LENGTHS, warnings))
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "form": form.value,
            "notice": NOTICE,
            "offices": sorted(about.offices),
            "years": sorted(about.years),
            "texts": about.texts,
            "tables": [one.described() for one in files],
            "files": packed,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        archive.writestr(archive_member(MANIFEST), text)


def _write_workbook(files: Sequence[TableFile], stream: BinaryIO) -> None:
    sheets = [
        TextSheet(one.table.name, len(one.table.fields), one.read_again(), CAPTION_ROWS) for one in files
    ]
    write_streamed_workbook(FORMAT, sheets, stream)
    stream.seek(0)


def _add(archive: ZipFile, name: str, source: BinaryIO, compression: int = ZIP_DEFLATED) -> dict[str, Any]:
    digest, size = Digests(settings.TRAIL_HASH), 0
    with archive.open(archive_member(name, compression=compression), "w", force_zip64=True) as part:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            part.write(chunk)
    return {"name": name, "bytes": size, **digest.by_algorithm}

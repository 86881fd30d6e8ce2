"""What can be asked for of several statements for other systems, as pages, the interface and the worker offer it."""

from __future__ import annotations

from typing import BinaryIO

from django.db.models import QuerySet

from performance.documents.formats.xlsx.flat_workbook import FlatSheet, WorkbookColumn, flat_workbook
from performance.exchange.lengths import TITLES, TooLong, too_long
from performance.exchange.package import LENGTHS, Form, write_exchange
from performance.exchange.texts import exchanged_texts
from performance.exporting.package import Progress
from performance.exporting.requests import Writer
from performance.models import JobKind, PerformanceStatement

Statements = QuerySet[PerformanceStatement]
FORM_OF = {JobKind.EXCHANGE_CSV: Form.CSV, JobKind.EXCHANGE_BOOK: Form.WORKBOOK}


def lengths_of(statements: Statements, progress: Progress | None = None) -> list[TooLong]:
    found: list[TooLong] = []
    for number, text in enumerate(exchanged_texts(statements), 1):
        found += too_long([text])
        if progress:
            progress(number)
    return found


def _packed(form: Form) -> Writer:
    def write(statements: Statements, stream: BinaryIO, progress: Progress) -> str:
        written = write_exchange(exchanged_texts(statements), form, stream, progress=progress)
        if not written.too_long:
            return ""
        return f"有{written.too_long}处超过字段长度，对方系统可能截断，逐处列在包内的“{LENGTHS}”。"

    return write


def _checked(statements: Statements, stream: BinaryIO, progress: Progress) -> str:
    found = lengths_of(statements, progress)
    columns = tuple(WorkbookColumn(title, 20) for title in TITLES)
    sheet = FlatSheet("超过长度", columns, [fault.cells for fault in found])
    stream.write(flat_workbook("交换长度检查", [sheet]))
    return f"有{len(found)}处超过字段长度。" if found else "没有超过字段长度的。"


KINDS: dict[JobKind, tuple[str, Writer]] = {
    JobKind.EXCHANGE_CSV: (".zip", _packed(Form.CSV)),
    JobKind.EXCHANGE_BOOK: (".zip", _packed(Form.WORKBOOK)),
    JobKind.EXCHANGE_LENGTHS: (".xlsx", _checked),
}

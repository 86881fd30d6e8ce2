"""What can be asked for of several statements at once, whether it is answered at once or by a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from django.db.models import QuerySet

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import head, record
from performance.exporting.gathering import exportable_by, texts_of
from performance.exporting.package import Progress, nobody_waits, write_package
from performance.exporting.summary import Reckoning, summary_workbook
from performance.jobs.running import JobRefused
from performance.models import JobKind, PerformanceStatement

# What writes a kind to a stream; what it answers is told to whoever asked, after the number of departments.
Writer = Callable[[QuerySet[PerformanceStatement], BinaryIO, Progress], str]


class NothingToExport(JobRefused):
    def __init__(self) -> None:
        super().__init__("所选的文本已经不在您的查看范围内，没有可以导出的内容。")


def chosen(statements: Iterable[int], *, by) -> QuerySet[PerformanceStatement]:
    """Those of the chosen statements that the user may take out at this moment."""
    return exportable_by(by).filter(pk__in=list(statements))


def write_export(
    kind: JobKind,
    statements: QuerySet[PerformanceStatement],
    stream: BinaryIO,
    *,
    progress: Progress = nobody_waits,
) -> str:
    """What there is to say about what was written."""
    return WRITERS[kind](statements, stream, progress)


def record_export(kind: JobKind, statements: Iterable[PerformanceStatement], *, by, request=None) -> None:
    """One row for each statement that leaves, so that a department's history is whole."""
    for statement in statements:
        record(Action.EXPORT, by=by, subject=statement, details=kind.label, request=request)


def title_of(statements: Iterable[PerformanceStatement]) -> str:
    """One department by its name, several by their offices and years and their number."""
    statements = list(statements)
    if len(statements) == 1:
        return f"{statements[0].department.name}{statements[0].fiscal_year}年"
    offices = "、".join(dict.fromkeys(one.department.office.name for one in statements))
    years = "、".join(dict.fromkeys(str(one.fiscal_year) for one in statements))
    return f"{offices}{years}年 {len(statements)}个部门"[:200]


def file_name(kind: JobKind, title: str) -> str:
    return as_file_name(f"{title}-{kind.label}{SUFFIX[kind]}")


def _package(statements: QuerySet[PerformanceStatement], stream: BinaryIO, progress: Progress) -> str:
    write_package(statements, stream, head=head(), progress=progress)
    return ""


def _summary(statements: QuerySet[PerformanceStatement], stream: BinaryIO, progress: Progress) -> str:
    reckoning = Reckoning(statements)
    for number, text in enumerate(texts_of(statements), 1):
        reckoning.add(text)
        progress(number)
    stream.write(summary_workbook(reckoning))
    return ""


SUFFIX = {JobKind.PACKAGE: ".zip", JobKind.SUMMARY: ".xlsx"}
REPORTED: dict[JobKind, Writer] = {JobKind.PACKAGE: _package, JobKind.SUMMARY: _summary}
WRITERS: dict[JobKind, Writer] = {**REPORTED}


def offer(kind: JobKind, suffix: str, writer: Writer) -> None:
    """Each kind is written by the room whose subject it is."""
    SUFFIX[kind] = suffix
    WRITERS[kind] = writer

"""Files that take long to read, read by a worker: page by page for whoever looks on, and at the end their preview."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest

from performance.documents.patience import TakesLong, UntilLong
from performance.importing.applying import refuse_closed
from performance.importing.proposals import WrongFile
from performance.importing.taking_in import NamedFile, keep, names_of, read_files, take_in_several
from performance.jobs.queueing import queue_job
from performance.jobs.running import Attempt, JobRefused
from performance.jobs.worker_sign import is_at_work
from performance.models import ExportJob, JobKind, JobState, PerformanceStatement, Upload
from performance.steps.refusals import Refused


def start_reading(
    files: Sequence[NamedFile],
    *,
    by,
    statement: PerformanceStatement | None = None,
    request: HttpRequest | None = None,
) -> ExportJob:
    """Raises TooManyJobs."""
    return queue_job(
        JobKind.READING,
        names_of(files),
        by=by,
        total=1,
        parameters={"statements": [], "statement": statement and statement.pk},
        files=[(name, data) for data, name in files],
        request=request,
    )


def read_or_queue(
    files: Sequence[NamedFile],
    *,
    by,
    statement: PerformanceStatement | None = None,
    request: HttpRequest | None = None,
) -> Upload | ExportJob:
    """Read while somebody waits, or by the worker as soon as it is seen that it takes long; without one, he waits.

    Raises WrongFile and TooManyJobs.
    """
    until_long = UntilLong()
    progress = (lambda _name, done, total: until_long(done, total)) if is_at_work() else None
    try:
        return take_in_several(files, user=by, statement=statement, progress=progress)
    except TakesLong:
        return start_reading(files, by=by, statement=statement, request=request)


def read(attempt: Attempt) -> None:
    """What may be imported, and where, is asked as it is now. The preview is kept with the job's end, or neither is."""
    job = attempt.job
    statement = _statement(job)
    files = [(bytes(file.content), file.name) for file in job.files.all()]
    number = {name: place for place, (_, name) in enumerate(files, 1)}

    def progress(name: str, page: int, pages: int) -> None:
        which = f"{name}（{number[name]} / {len(files)}）" if len(files) > 1 else name
        shown = min(page + 1, pages)
        attempt.write(done=page, total=pages, message=f"{which}：第 {shown} 页，共 {pages} 页")

    try:
        found = read_files(files, user=job.owner, statement=statement, progress=progress)
    except WrongFile as wrong:
        raise JobRefused("\n".join(wrong.reasons)) from wrong
    with transaction.atomic():
        upload = keep(found, job.owner)
        parameters = {**job.parameters, "upload": upload.pk}
        attempt.end(JobState.DONE, "已读完，请查看预览。", parameters=parameters)


def _statement(job: ExportJob) -> PerformanceStatement | None:
    pk = job.parameters["statement"]
    if pk is None:
        return None
    found = PerformanceStatement.objects.visible_to(job.owner).select_related("department__office")
    statement = found.filter(pk=pk).first()
    if statement is None:
        raise JobRefused("要导入的文本已经不在您的查看范围内，没有读取。")
    try:
        refuse_closed(statement, job.owner)
    except Refused as refused:
        raise JobRefused(str(refused)) from refused
    return statement

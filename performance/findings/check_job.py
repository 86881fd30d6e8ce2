"""The review of files in the background: read one by one, with one workbook of all that was found in them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.file_names import as_file_name
from performance.findings.batch_check import batch_workbook, summary
from performance.findings.batch_summary import sections
from performance.findings.checked_file import check_file
from performance.jobs.queueing import queue_job
from performance.jobs.running import Attempt
from performance.models import ExportJob, JobKind, JobState
from performance.office_forms.shelf import reading_for
from performance.rule_adjustments.in_force import rule_set_for_reader

SUMMARY = "summary"  # among the parameters of a finished job: its headings with their sentences


def finished_checks(user) -> list[ExportJob]:
    """The batches of a person whose workbook can still be fetched, the latest first."""
    jobs = ExportJob.objects.visible_to(user).filter(kind=JobKind.CHECK, state=JobState.DONE)[:MOST_SHOWN]
    return [job for job in jobs if SUMMARY in job.parameters and job.downloadable]


MOST_SHOWN = 5


def start_check(files: Sequence[tuple[str, bytes]], *, by, request: HttpRequest | None = None) -> ExportJob:
    """Ask for the review of these files, by name. Raises TooManyJobs."""
    number = len(files)
    return queue_job(
        JobKind.CHECK,
        f"{files[0][0][-150:]}等{number}个文件" if number > 1 else files[0][0],
        by=by,
        total=number,
        parameters={"statements": []},
        file_name=as_file_name(f"{number}个文件-{JobKind.CHECK.label}.xlsx"),
        files=files,
        request=request,
    )


def check(attempt: Attempt) -> None:
    """Each file is read by itself, and how far its pages are is told; a cancelled job ends the reading at once."""
    job, checked = attempt.job, []
    for number, file in enumerate(job.files.iterator(chunk_size=1)):

        def progress(page: int, pages: int, number=number, name=file.name) -> None:
            attempt.write(done=number, message=f"{name}：第 {min(page + 1, pages)} 页，共 {pages} 页")

        progress(0, 1)
        with reading_for(job.owner):
            each = check_file(
                file.name,
                bytes(file.content),
                progress,
                lambda content: rule_set_for_reader(content, job.owner),
                at=timezone.localtime().strftime("%Y-%m-%d %H:%M"),
            )
        checked.append(each)
    with attempt.unfinished() as written:
        written.write_bytes(batch_workbook(checked))
        with transaction.atomic():
            parameters = {**job.parameters, SUMMARY: sections(checked)}
            attempt.end(JobState.DONE, summary(checked), done=len(checked), parameters=parameters)
            written.replace(job.result)

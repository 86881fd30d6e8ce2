"""Doing what the preview of an upload said: those bytes, on that version, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.convert import Unreadable
from performance.importing.modes import Mode
from performance.importing.preview import save_arguments
from performance.importing.proposals import Proposal, WrongFile
from performance.importing.reading import read_kept
from performance.importing.reading_cache import cached_reading, dumped_reading
from performance.importing.scan_corrections import with_confirmed_cells
from performance.models import PerformanceStatement, Upload
from performance.models.history import Source
from performance.office_forms.shelf import reading_for
from performance.statements.editable_parts import editable_parts
from performance.statements.services import SaveReport, StatementMoved, save_content
from performance.steps.refusals import Refused
from projects.models import ProjectLocked


class Overtaken(Exception):
    """The file or the statement is not the one that was previewed; nothing was written."""


def refuse_closed(statement: PerformanceStatement, user) -> None:
    """Raises Refused where nothing is this user's to edit now: then no file is worth reading."""
    if not editable_parts(statement, user):
        raise Refused(
            f"“{statement}”现在没有您可以填报的部分（状态为“{statement.get_state_display()}”），不能导入。"
            "文本退回或申请调整之后才能修改。"
        )


@transaction.atomic
def confirm(
    upload_id: int,
    *,
    user,
    sha256: str,
    version: str,
    acknowledged: bool,
    mode: Mode | None = None,
    deletions: int = 0,
    request: HttpRequest | None = None,
) -> SaveReport:
    """``deletions`` is how many the person has agreed to. Raises Overtaken, WrongFile, and what saving refuses with."""
    upload = Upload.objects.visible_to(user).select_for_update(no_key=True).get(pk=upload_id)
    data = bytes(upload.content)
    if not sha256 == upload.sha256 == hashlib.sha256(data).hexdigest():
        raise Overtaken("要确认的文件与预览的不是同一个，请重新上传。")
    _hold(upload)
    target, proposal = read_kept(upload, user, mode)
    if version != str(target.version):
        raise Overtaken(
            "预览之后，文本已被修改，没有导入。下面是在最新内容上重新比较的结果，请核对后再确认。"
        )
    if proposal.problems or ((proposal.left_out or proposal.uncertain) and not acknowledged):
        raise Overtaken("文件还有未解决的问题，没有导入。")
    if len(proposal.deletions) != deletions:
        raise Overtaken(
            f"这次导入会删除{len(proposal.deletions)}个现有项目，须另行确认删除；没有导入。请核对将要删除的项目。"
        )
    try:
        report = save_content(
            proposal.content, **save_arguments(target, proposal, user), source=Source.IMPORT, note=upload.name
        )
    except (StatementMoved, ProjectLocked) as moved:
        raise Overtaken(str(moved)) from moved
    upload.delete()
    if report.changed:
        deleted = "".join(f"；删除项目“{one.name}”" for one in proposal.deletions)
        what = f"{upload.name}（SHA-256 {upload.sha256}）{deleted}{_scan(proposal)}"
        record(Action.IMPORT, by=user, subject=report.statement, details=what, request=request)
    return report


def _scan(proposal: Proposal) -> str:
    """That a text came from a picture, and how much of it the person who imports it has looked at."""
    read = proposal.reading
    confirmed = len(proposal.uncertain) + (read.confirmed if read else 0)
    if not confirmed and (read is None or not (read.scan or read.parts)):
        return ""
    corrected = f"，其中改正{read.corrected}格" if read and read.corrected else ""
    return f"；扫描件识别，{confirmed}格没有把握的文字由导入人核对{corrected}"


@transaction.atomic
def confirm_cells(upload_id: int, texts: Mapping[int, str], *, user) -> int:
    """Take cells of a scan as they were looked at, by their numbers. Raises WrongFile; says how many were corrected."""
    upload = Upload.objects.visible_to(user).select_for_update(no_key=True).get(pk=upload_id)
    read = cached_reading(upload.reading)
    if read is None or not (read.scan or read.parts):
        raise Overtaken("这个文件没有可以逐格核对的内容，请重新上传。")
    uncertain = read.report.uncertain
    known = {number: text.strip() for number, text in texts.items() if 0 <= number < len(uncertain)}
    corrected = sum(text != uncertain[number].value.strip() for number, text in known.items())
    try:
        with reading_for(user):
            again = with_confirmed_cells(read, known)
    except Unreadable as error:
        raise WrongFile(*error.problems) from error
    again = replace(again, confirmed=read.confirmed + len(known), corrected=read.corrected + corrected)
    upload.reading = dumped_reading(again)
    upload.save(update_fields=["reading"])
    return corrected


def _hold(upload: Upload) -> None:
    """Nobody else saves the statement between its reading and its writing."""
    if upload.statement_id:
        upload.statement = PerformanceStatement.objects.select_for_update(no_key=True).get(
            pk=upload.statement_id
        )

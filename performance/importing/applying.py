"""Keeping an upload until it is decided about, and doing what its preview said: those bytes, on that version, or nothing."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.http import HttpRequest

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.reading import Read
from performance.importing.preview import asked
from performance.importing.reading import read_kept, read_upload
from performance.importing.reading_cache import dumped_reading
from performance.models import PerformanceStatement, Upload
from performance.models.history import Source
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


def take_in(data: bytes, name: str, *, user, statement: PerformanceStatement | None = None) -> Upload:
    """Keep a file that can be read. Raises WrongFile, and then nothing of it is kept."""
    target, said = read_upload(data, name, user=user, statement=statement)
    upload = Upload.objects.create(
        user=user,
        statement=target.statement,
        name=name[-255:],
        sha256=hashlib.sha256(data).hexdigest(),
        content=data,
        reading=dumped_reading(said) if isinstance(said, Read) else None,
        version=target.version,
    )
    Upload.objects.drop_outdated(user)
    return upload


@transaction.atomic
def confirm(
    upload_id: int, *, user, sha256: str, version: str, acknowledged: bool, request: HttpRequest | None = None
) -> SaveReport:
    """Raises Overtaken, WrongFile, and whatever saving refuses with."""
    upload = Upload.objects.visible_to(user).select_for_update().get(pk=upload_id)
    data = bytes(upload.content)
    if not sha256 == upload.sha256 == hashlib.sha256(data).hexdigest():
        raise Overtaken("要确认的文件与预览的不是同一个，请重新上传。")
    _hold(upload)
    target, proposal = read_kept(upload, user)
    if version != str(target.version):
        raise Overtaken(
            "预览之后，文本已被修改，没有导入。下面是在最新内容上重新比较的结果，请核对后再确认。"
        )
    if proposal.problems or (proposal.left_out and not acknowledged):
        raise Overtaken("文件还有未解决的问题，没有导入。")
    try:
        report = save_content(
            proposal.content, **asked(target, proposal, user), source=Source.IMPORT, note=upload.name
        )
    except (StatementMoved, ProjectLocked) as moved:
        raise Overtaken(str(moved)) from moved
    upload.delete()
    if report.changed:
        what = f"{upload.name}（SHA-256 {upload.sha256}）"
        record(Action.IMPORT, by=user, subject=report.statement, details=what, request=request)
    return report


def _hold(upload: Upload) -> None:
    """Nobody else saves the statement between its reading and its writing."""
    if upload.statement_id:
        upload.statement = PerformanceStatement.objects.select_for_update().get(pk=upload.statement_id)

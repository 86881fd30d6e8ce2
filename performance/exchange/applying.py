"""Doing what the preview of a package said: those bytes, on those versions, all that was chosen or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from io import BytesIO

from django.db import transaction
from django.http import HttpRequest

from departments.models import Department
from departments.trail.entry import Action
from departments.trail.writing import record
from departments.uploads.limits import MEGABYTE
from performance.documents.convert import Unreadable
from performance.exchange.opening import opened
from performance.exchange.preview import Outlook, Refusals, outlook, outlooks
from performance.exchange.texts import ExchangedText, ExchangedWithholding
from performance.models import Upload
from performance.models.history import Source
from performance.statements.services import ContentRefused, SaveReport, save_content
from projects.models import BudgetProject
from projects.withheld_identity import Identity
from projects.withholding import withhold

LARGEST_AWAITED = 16 * MEGABYTE  # unpacked: twenty large texts, and seconds of work for whatever else is sent
MOST_TEXTS = 20  # that somebody waits for; whole offices are read in by the command
TEXTS_SAID = f"一次最多预览{MOST_TEXTS}份文本；更多的请系统管理员用命令 import_exchange 读入，或分部门导出。"


class Overtaken(Exception):
    """The package or a statement is not the one that was previewed; nothing was written."""


def keep_package(data: bytes, name: str, *, user) -> Upload:
    """Until it is decided about. Raises Unreadable for what is no package, or too much to wait for."""
    count = 0
    with _opened(data) as texts:
        for count, _ in enumerate(texts, 1):
            if count > MOST_TEXTS:
                raise Unreadable([TEXTS_SAID])
    if not count:
        raise Unreadable(["交换包里没有文本。"])
    sha256 = hashlib.sha256(data).hexdigest()
    upload = Upload.objects.create(user=user, name=name[-255:], sha256=sha256, content=data, exchange=True)
    Upload.objects.drop_outdated(user)
    return upload


def _opened(data: bytes) -> AbstractContextManager[Iterator[ExchangedText]]:
    return opened(BytesIO(data), largest_unpacked=LARGEST_AWAITED)


def preview_package(upload: Upload, user) -> list[Outlook]:
    """Raises Unreadable."""
    with _opened(bytes(upload.content)) as texts:
        return list(outlooks(texts, user))


def key_of(text: ExchangedText) -> str:
    return f"{text.office_code}-{text.department_code}-{text.fiscal_year}"


@transaction.atomic
def confirm_package(
    upload_id: int,
    *,
    user,
    sha256: str,
    versions: Mapping[str, str],
    deletions: int,
    request: HttpRequest | None = None,
) -> list[SaveReport]:
    """``versions`` are the texts that were chosen, by ``key_of``, as they were previewed. Raises Overtaken."""
    upload = Upload.objects.packages_of(user).select_for_update(no_key=True).get(pk=upload_id)
    if sha256 != upload.sha256:
        raise Overtaken("要确认的文件与预览的不是同一个，请重新上传。")
    saved = list(_saved(upload, versions, user))
    number = sum(len(found.deletions) for found, _ in saved)
    if number != deletions:
        raise Overtaken(f"这次读入会删除{number}个现有项目，须另行确认删除；没有读入。")
    if len(saved) != len(versions):
        raise Overtaken("选择的文本与交换包不符，没有读入。请重新选择。")
    for found, report in saved:  # last, once everything is locked
        if report.changed:
            _record(report, found, upload, user, request)
    upload.delete()
    return [report for _, report in saved]


def _saved(upload: Upload, versions: Mapping[str, str], user) -> Iterator[tuple[Outlook, SaveReport]]:
    with _opened(bytes(upload.content)) as texts:
        for text in texts:
            if (version := versions.get(key_of(text))) is None:
                continue
            found = outlook(text, user)
            if version != str(found.version):
                raise Overtaken(f"预览之后，{text.name}的文本已被修改，没有读入。请核对新的预览后再确认。")
            yield found, _save(found, user, upload)


def _save(found: Outlook, user, upload: Upload) -> SaveReport:
    if found.department is None:
        raise Overtaken("；".join(found.refusals))
    try:
        return save_text(
            found.text,
            found.department,
            by=user,
            version=found.version if found.statement else None,
            note=upload.name,
        )
    except ContentRefused as refused:
        raise Overtaken("；".join(refused.problems)) from refused
    except Refusals as refused:
        raise Overtaken(str(refused)) from refused


def _record(report: SaveReport, found: Outlook, upload: Upload, user, request: HttpRequest | None) -> None:
    details = f"交换包 {upload.name}（SHA-256 {upload.sha256}）" + "".join(
        f"；删除项目“{one.name}”" for one in found.deletions
    )
    record(Action.IMPORT, by=user, subject=report.statement, details=details, request=request)


def save_text(
    text: ExchangedText, department: Department, *, by, version: int | None, note: str
) -> SaveReport:
    """As a draft: an approval is that of the installation where it was given. Raises what saving refuses with.

    What was kept from the public there is kept from it here, until somebody who may decides otherwise.
    """
    report = save_content(
        text.content,
        department=department,
        year=text.fiscal_year,
        expected_version=version,
        by=by,
        source=Source.IMPORT,
        note=note,
    )
    for project in report.statement.projects.filter(withheld_reason="").select_related("unit"):
        if candidates := [one for one in text.withheld if _may_be(one, project)]:
            also = [Identity(one.code, one.name, one.leader) for one in candidates]
            withhold(project, candidates[0].reason, also_known_as=also)
    return report


def _may_be(candidate: ExchangedWithholding, project: BudgetProject) -> bool:
    """Whoever doubts whether a project is withheld withholds it: one name of two is enough."""
    return candidate.unit_code == project.unit.code and (
        (project.code != "" and candidate.code == project.code) or candidate.name == project.name
    )

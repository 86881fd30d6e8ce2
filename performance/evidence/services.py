"""Files put beside a card, a report or a text, taken away and put back: counted and sized under the lock of what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from departments.uploads.evidence_gate import check_evidence
from departments.uploads.limits import MEGABYTE
from departments.uploads.refused_file import RefusedFile
from performance.evidence.supporting import Supported, lock_statement
from performance.models import Evidence, PerformanceStatement, SelfEvaluation
from performance.steps.refusals import Refused
from performance.written.people import Row
from performance.written.saving import Kind

MOST_FILES = 100  # of one card or report, or of one unit in a text, those taken away included
MOST_BYTES = 200 * MEGABYTE


@dataclass(frozen=True)
class Offered:
    """A file as somebody chose it."""

    name: str
    content: bytes


def evidence_of(row: Row) -> QuerySet[Evidence]:
    return Evidence.objects.listed().filter(**_owner_of(row))


def read_evidence(user, pk: int, *, request: HttpRequest | None = None) -> Evidence:
    """With what is in it, or 404; the trail says who read it."""
    around = ("evaluation__statement", "report__task", "report__statement", "statement__department")
    file = get_object_or_404(Evidence.objects.visible_to(user).select_related(*around), pk=pk)
    record(Trailed.EXPORT, by=user, subject=file.paper, details=f"{file.noun}“{file.name}”", request=request)
    return file


def all_of(row: Row) -> QuerySet[Evidence]:
    return Evidence.objects.filter(**_owner_of(row))


def _owner_of(row: Row) -> dict[str, Row]:
    return {"evaluation" if isinstance(row, SelfEvaluation) else "report": row}


@transaction.atomic
def add_evidence(
    kind: Kind,
    row: Row,
    files: Sequence[Offered],
    *,
    indicator: int | None = None,
    by,
    request: HttpRequest | None = None,
) -> list[Evidence]:
    """All of them or none; ``indicator`` is its place in the paper. Raises Refused with everything that is wrong."""
    row = kind.locked(row)
    if reason := kind.why_not(row, by):
        raise Refused(reason)
    key = _key_of(kind, row, indicator)
    held = all_of(row)
    if faults := list(_faults(held, held, files)):
        raise Refused(*faults)
    whose = {**_owner_of(row), "statement": row.statement, "unit": row.unit, "indicator": key}
    return _kept(whose, files, by, request)


@transaction.atomic
def add_supporting(
    statement: PerformanceStatement,
    files: Sequence[Offered],
    *,
    project: int | None = None,
    by,
    request: HttpRequest | None = None,
) -> list[Evidence]:
    """Of a project by its key, else of the department's own part. Raises Refused with everything that is wrong."""
    statement = lock_statement(statement)
    meant = statement.projects.visible_to(by).filter(pk=project).first() if project is not None else None
    if project is not None and meant is None:
        raise Refused("没有这个项目，请重新选择。")
    if meant and not meant.name.strip():
        raise Refused("这个项目还没有填写名称。依据文件按项目名称归类，请先填写项目名称，再上传。")
    if meant and (alike := statement.projects.filter(unit=meant.unit_id, name=meant.name).count()) > 1:
        raise Refused(
            f"本单位有{alike}个项目都叫“{meant.name}”。依据文件按项目名称归类，请先改得不同名，再上传。"
        )
    unit, name = (meant.unit_id, meant.name) if meant else (None, "")
    if reason := Supported(unit, name).why_not(statement, by):
        raise Refused(reason)
    whose = {"statement": statement, "unit_id": unit, "project": name}
    held = Evidence.objects.supporting().filter(statement=statement, unit=unit)
    if faults := list(_faults(held, held.filter(project=name), files)):
        raise Refused(*faults)
    return _kept(whose, files, by, request)


def _kept(whose: Mapping[str, object], files: Sequence[Offered], by, request) -> list[Evidence]:
    added = [
        Evidence.objects.create(
            **whose,
            name=file.name,
            size=len(file.content),
            digest=Evidence.digest_of(file.content),
            content=file.content,
            person=by,
        )
        for file in files
    ]
    for file in added:
        of = f"（{file.project}）" if file.project else ""
        details = f"上传{file.noun}“{file.name}”{of}，{file.size}字节，摘要值{file.digest[:16]}"
        record(Trailed.EDIT, by=by, subject=file.paper, details=details, request=request)
    return added


def _key_of(kind: Kind, row: Row, indicator: int | None) -> list[str]:
    if indicator is None:
        return []
    indicators = kind.read(row).promised.content.indicators
    if not 0 <= indicator < len(indicators):
        raise Refused("没有这个指标，请重新选择。")
    one = indicators[indicator]
    return [one.level1, one.level2, one.name]


def _faults(kept: QuerySet[Evidence], alike: QuerySet[Evidence], files: Sequence[Offered]) -> Iterator[str]:
    """``kept`` is what counts against the limits, ``alike`` where the same file must not stand twice."""
    if not files:
        yield "请选择文件。"
    for file in files:
        try:
            check_evidence(file.content, file.name)
        except RefusedFile as fault:
            yield str(fault)
    held = kept.aggregate(files=Count("pk"), size=Sum("size"))
    yield from _twins(alike, files)
    if held["files"] + len(files) > MOST_FILES:
        yield f"已有{held['files']}个文件（含已移除的），再加{len(files)}个超过{MOST_FILES}个的上限。"
    size = (held["size"] or 0) + sum(len(file.content) for file in files)
    if size > MOST_BYTES:
        yield f"加上这些文件共 {size / MEGABYTE:.1f} MB（含已移除的），超过 {MOST_BYTES // MEGABYTE} MB 的上限。"


def _twins(alike: QuerySet[Evidence], files: Sequence[Offered]) -> Iterator[str]:
    known = set(alike.filter(removed__isnull=True).values_list("digest", flat=True))
    sent: set[str] = set()
    for file in files:
        digest = Evidence.digest_of(file.content)
        if digest in known:
            yield f"“{file.name}”已经上传过，内容相同。"
        elif digest in sent:
            yield f"“{file.name}”与这次上传的另一个文件内容相同，请只选一个。"
        sent.add(digest)


def remove_evidence(
    kind: Kind | Supported, evidence: Evidence, *, by, request: HttpRequest | None = None
) -> None:
    """Out of sight for the paper, kept for whoever wants it back."""
    _change(kind, evidence, "移除", by, request, removed=timezone.now(), removed_by=by)


def restore_evidence(
    kind: Kind | Supported, evidence: Evidence, *, by, request: HttpRequest | None = None
) -> None:
    _change(kind, evidence, "恢复", by, request, removed=None, removed_by=None)


@transaction.atomic
def _change(
    kind: Kind | Supported, evidence: Evidence, verb: str, by, request: HttpRequest | None, **values: object
) -> None:
    row = kind.locked(evidence.paper)
    if reason := kind.why_not(row, by):
        raise Refused(reason)
    restored = values["removed"] is None
    if restored and (twin := _beside(evidence).filter(digest=evidence.digest).first()):
        raise Refused(
            f"“{evidence.name}”没有恢复：“{twin.name}”与它内容相同。要恢复这一个，请先移除“{twin.name}”。"
        )
    waiting = Evidence.objects.filter(pk=evidence.pk, removed__isnull=not restored)
    if not waiting.update(**values):
        raise Refused(f"“{evidence.name}”已由他人{verb}。")
    record(
        Trailed.EDIT, by=by, subject=row, details=f"{verb}{evidence.noun}“{evidence.name}”", request=request
    )


def _beside(evidence: Evidence) -> QuerySet[Evidence]:
    """The others in sight, among which the same file must not stand twice."""
    alike = Evidence.objects.listed().filter(
        statement=evidence.statement_id,
        unit=evidence.unit_id,
        evaluation=evidence.evaluation_id,
        report=evidence.report_id,
        project=evidence.project,
    )
    return alike.filter(removed=None).exclude(pk=evidence.pk)

"""What somebody has decided to take over from the model: those words, into the project that was asked about, as one save."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.language_model.answers import Words
from performance.language_model.asking import Suggestion, adopted
from performance.language_model.questions import Use
from performance.language_model.subject import Subject, digest_of
from performance.models import PerformanceStatement
from performance.models.history import Source
from performance.statements.services import ContentRefused, SaveReport, save_content
from performance.statements.stored_content import stored_content
from performance.steps.refusals import Overtaken, Refused
from projects.models import BudgetProject

SALT = "language-model"
HELD_FOR = 2 * 3600  # seconds
MOVED = "这个项目在问过模型以后又有改动，没有采用；请核对现在的内容，再问一次。"


def token_of(suggestion: Suggestion, subject: Subject, user) -> str:
    """What was suggested, to whom and about what; nobody else can write one."""
    item = suggestion.question.item
    words = [dict(one.texts) for one in suggestion.used]
    about = [subject.row.pk, user.pk, subject.digest, item.use.value, item.number]
    told = [suggestion.model, suggestion.at.isoformat()]
    return signing.dumps([about, told, words], salt=SALT, compress=True)


def adopt(
    project: BudgetProject,
    statement: PerformanceStatement,
    token: str,
    chosen: Collection[int],
    *,
    by,
    request: HttpRequest | None = None,
) -> SaveReport:
    """``chosen`` are the numbers, from 0, of what is taken over. Raises Refused."""
    (key, user, digest, use, number), (model, at), words = _read(token)
    if (key, user) != (project.pk, by.pk) or Use(use) is Use.RELEVANCE:
        raise Refused("这份建议不是给您填报这个项目的，没有采用。")
    picked = [Words(texts) for place, texts in enumerate(words) if place in chosen]
    if not picked or len(picked) != len({*chosen}):
        raise Refused("请选择要采用的建议。")
    when = timezone.localtime(datetime.fromisoformat(at))
    note = f"采用来自模型（{model}，{when:%Y-%m-%d %H:%M}）的建议：{Use(use).label}"
    with transaction.atomic():
        return _save(project, statement, (digest, Use(use), number, picked), note, by, request)


Adopted = tuple[str, Use, int, Sequence[Words]]


def _save(
    project: BudgetProject,
    statement: PerformanceStatement,
    wanted: Adopted,
    note: str,
    by,
    request: HttpRequest | None,
) -> SaveReport:
    locked = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True)
    statement = locked.select_related("department__office").get(pk=statement.pk)
    stored = stored_content(statement)
    digest, use, number, words = wanted
    if project.pk not in stored.keys:
        raise Overtaken(MOVED)
    at = stored.keys.index(project.pk)
    projects = list(stored.content.projects)
    if digest_of(projects[at]) != digest:
        raise Overtaken(MOVED)
    projects[at] = adopted(projects[at], use, number, words)
    try:
        report = save_content(
            replace(stored.content, projects=tuple(projects)),
            department=statement.department,
            year=statement.fiscal_year,
            expected_version=statement.version,
            by=by,
            rows=stored.keys,
            source=Source.LANGUAGE_MODEL,
            note=note[:255],
        )
    except ContentRefused as refused:
        raise Refused(*refused.problems) from refused
    record(Action.EDIT, by=by, subject=statement, details=f"{project}：{note}", request=request)
    return report


def _read(token: str) -> Any:
    try:
        return signing.loads(token, salt=SALT, max_age=HELD_FOR)
    except (signing.BadSignature, ValueError) as fault:
        raise Refused("这份建议已经过了两小时，或不是本系统给出的，没有采用；请再问一次。") from fault

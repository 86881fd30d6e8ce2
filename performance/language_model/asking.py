"""Asking: who may, what is agreed to and how often, then the question without any transaction, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.trail.entry import Action, Result
from departments.trail.writing import record
from performance.content.model import IndicatorContent, ProjectContent
from performance.language_model.answers import Read, Unusable, Words, read_answer
from performance.language_model.calling import NoAnswer, ask, turn_to_ask
from performance.language_model.daily_limit import counted
from performance.language_model.endpoint import Endpoint
from performance.language_model.figures import strange_figures
from performance.language_model.questions import LONGEST_SENT, Question, Use
from performance.language_model.subject import Subject, with_rows
from performance.review import Finding, Severity
from performance.statements.editable_parts import editable_parts
from performance.steps.refusals import Overtaken, Refused

CHANGED = "要送出的文字在您看过以后变了，没有发送；请再看一遍。"
TOLD_IN_TRAIL = 700  # characters of what was sent; the digest is of all of it


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be adopted, or for relevance only read: ``findings`` are what the rules would say of it besides.

    ``lost`` are figures of the old wording that the new one leaves out.
    """

    question: Question
    model: str
    at: datetime
    used: Sequence[Words]
    refused: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    lost: Sequence[str] = ()


def suggestion_for(
    endpoint: Endpoint,
    subject: Subject,
    question: Question,
    seen: str,
    *,
    by,
    request: HttpRequest | None = None,
) -> Suggestion:
    """``seen`` is the digest of what was shown. Raises Refused; whatever the model says, nothing is saved."""
    _refuse_closed(subject, question, seen, by)
    try:
        with turn_to_ask():
            _begin(endpoint, subject, question, by, request)
            said = ask(endpoint, question.messages)
        suggestion = _checked(endpoint, subject, question, said)
    except (NoAnswer, Unusable) as fault:
        result = Result.FAILED if isinstance(fault, NoAnswer) else Result.REFUSED
        _tell(endpoint, subject, f"没有采用：{fault}", by, request, result)
        raise Refused(str(fault)) from None
    left_out = f"，另{len(suggestion.refused)}条没有采用" if suggestion.refused else ""
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    told = f"答复{len(suggestion.used)}条{left_out}；答复的摘要 sha256:{digest}"
    _tell(endpoint, subject, told, by, request, Result.DONE)
    return suggestion


def may_ask(subject: Subject, user) -> bool:
    """Whoever may fill in this project now."""
    return subject.row.unit_id in editable_parts(subject.statement, user).units


def _refuse_closed(subject: Subject, question: Question, seen: str, by) -> None:
    if not may_ask(subject, by):
        raise Refused("这个项目现在不能由您填报，不能就它问模型。")
    if question.item.refusal:
        raise Refused(question.item.refusal)
    if len(question.sent) > LONGEST_SENT:
        raise Refused(f"这个项目的文字超过{LONGEST_SENT}个字，不能一次送出；请先精简。")
    if seen != question.digest:
        raise Overtaken(CHANGED)


@transaction.atomic
def _begin(endpoint: Endpoint, subject: Subject, question: Question, by, request: HttpRequest | None) -> None:
    """Counted and written down before anything is sent, and over before it is."""
    if not counted(endpoint.per_day):
        raise NoAnswer(f"今天已问满{endpoint.per_day}次，请明天再问，或自己修改。")
    sent = " ".join(question.sent.split())[:TOLD_IN_TRAIL]
    details = f"{subject.row}：{question.item.use.label}，模型 {endpoint.model}，送出的摘要 sha256:{question.digest}，遮盖后的文字：{sent}"
    record(Action.LANGUAGE_MODEL, by=by, subject=subject.statement, details=details, request=request)


@transaction.atomic
def _tell(
    endpoint: Endpoint, subject: Subject, what: str, by, request: HttpRequest | None, result: Result
) -> None:
    details = f"{subject.row}：模型 {endpoint.model} {what}"
    record(
        Action.LANGUAGE_MODEL,
        by=by,
        subject=subject.statement,
        details=details,
        request=request,
        result=result,
    )


def _checked(endpoint: Endpoint, subject: Subject, question: Question, said: str) -> Suggestion:
    """By our own reader and our own rules. Raises Unusable."""
    read = read_answer(said, question, subject)
    bare = Suggestion(question, endpoint.model, timezone.now(), read.used, read.refused)
    use, number = question.item.use, question.item.number
    if use is Use.RELEVANCE or not read.used:
        return bare
    after = adopted(subject.project, use, number, read.used)
    as_read, problems = subject.as_read(after)
    if problems or as_read != after:
        raise Unusable("模型的文字本系统的表单读不成原样，没有采用。", *problems)
    found = subject.findings_on(after)
    if use is Use.PROPOSE:
        return replace(bare, findings=found)
    if errors := [finding.message for finding in found if finding.severity is Severity.ERROR]:
        raise Unusable("模型的文字违反审核规则，没有采用：", *errors)
    return replace(bare, findings=found, lost=_lost(question.item.text, read))


def _lost(before: str, read: Read) -> list[str]:
    return strange_figures(before, "\n".join(read.used[0].texts.values()))


def adopted(project: ProjectContent, use: Use, number: int, words: Sequence[Words]) -> ProjectContent:
    """The project with these words in it."""
    if use is Use.PROPOSE:
        return with_rows(project, [_indicator(one.texts) for one in words])
    texts = words[0].texts
    if use is Use.REWRITE_GOAL:
        goals = list(project.goals)
        goals[number] = texts["text"]
        return replace(project, goals=tuple(goals))
    rows = list(project.indicators)
    rows[number] = replace(rows[number], name=texts["name"], description=texts["description"])
    return replace(project, indicators=tuple(rows))


def _indicator(texts: Mapping[str, str]) -> IndicatorContent:
    """Without a value: how much is wanted is nobody's to say but the office's."""
    return IndicatorContent(texts["level1"], texts["level2"], texts["name"], texts["description"])

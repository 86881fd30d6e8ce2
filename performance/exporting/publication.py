"""The edition for the public: the published revision, masked, without the projects that are withheld.

Which projects are withheld is asked anew at each reading, so a reason that is written takes effect at once.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet

from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.content.json import dump_content
from performance.content.model import ProjectContent, StatementContent
from performance.documents.blocks import Printed
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.documents.recognition import layout_of
from performance.exporting.masking import masked, rewritten
from performance.models import PerformanceStatement, Revision
from performance.statements.revisions import content_of
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from projects.models import BudgetProject
from projects.services import withhold

WITHHELD = "（不予公开）"
FORM = ("province", "edition")  # say how a text is printed, and are no part of it
SUFFIXES = (".docx", ".pdf")
_KEPT_SECONDS = 24 * 3600


def published() -> QuerySet[PerformanceStatement]:
    """What anybody may read: published texts of the offices that publish here."""
    statements = PerformanceStatement.objects.filter(
        published_revision__isnull=False, department__office__publishes=True
    )
    return statements.select_related("department__office", "published_revision").order_by("department__code")


def public_content(statement: PerformanceStatement, revision: Revision) -> StatementContent:
    """A revision as the public reads it.

    A project of the revision that no stored project answers to any more is left out too: it may have been
    withheld, and under another name nobody could tell.
    """
    content = content_of(revision)
    open_projects, hidden = _sorted_out(statement, content)
    shown = replace(content, projects=open_projects)
    words = _telling_words(hidden, open_projects, statement)
    return masked(rewritten(shown, lambda field, text: text if field in FORM else _without(words, text)))


def public_printed(statement: PerformanceStatement, revision: Revision) -> Printed:
    """Raises UnknownLayout."""
    content = public_content(statement, revision)
    return layout_of(content.province, content.edition).render(content)


def public_file(statement: PerformanceStatement, revision: Revision, suffix: str) -> bytes:
    """Written once and kept, for anybody may ask again and again. Raises UnknownLayout and Unprintable."""
    content = public_content(statement, revision)
    key = f"public:{sha256(dump_content(content).encode()).hexdigest()}:{revision.number}{suffix}"
    kept = cache.get(key)
    if kept is None:
        printed = layout_of(content.province, content.edition).render(content)
        marks = Marks(draft=False, revision=str(revision.number))
        kept = pdf_bytes(printed, marks=marks) if suffix == ".pdf" else docx_bytes(printed)
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def decides_publication(user, statement: PerformanceStatement) -> bool:
    return Role.DEPARTMENT_REVIEWER in roles_of(user, statement)


def decide_withholding(
    project: BudgetProject, reason: str, *, by, statement: PerformanceStatement, request=None
):
    """Keep a project out of the public edition for a reason, or let it in again. Raises Refused."""
    if not decides_publication(by, statement):
        raise Refused(f"只有{Role.DEPARTMENT_REVIEWER.label}可以决定项目是否公开。")
    reason = reason.strip()
    if reason == project.withheld_reason:
        return
    with transaction.atomic():
        withhold(project, reason)
        details = f"项目“{project}”不公开，理由：{reason}" if reason else f"项目“{project}”恢复公开"
        record(Action.EDIT, by=by, subject=statement, details=details, request=request)


def _sorted_out(
    statement: PerformanceStatement, content: StatementContent
) -> tuple[tuple[ProjectContent, ...], tuple[ProjectContent, ...]]:
    """The projects that are shown, and those that are not; a code decides, else a name."""
    stored = list(statement.projects.values_list("code", "name", "withheld_reason"))
    coded = {code: reason for code, _, reason in stored if code}
    named: dict[str, str] = {}
    for code, name, reason in stored:
        if not code:
            named[name] = named.get(name, "") or reason
    shown, hidden = [], []
    for project in content.projects:
        reason = coded.get(project.code) if project.code else named.get(project.name)
        (shown if reason == "" else hidden).append(project)
    return tuple(shown), tuple(hidden)


def _telling_words(
    hidden: tuple[ProjectContent, ...], shown: tuple[ProjectContent, ...], statement: PerformanceStatement
) -> list[str]:
    """The names and codes by which the rest of the text may speak of a withheld project, the longest first."""
    withheld = statement.projects.exclude(withheld_reason="").values_list("code", "name")
    words = {word for project in hidden for word in (project.code, project.name)}
    words |= {word for pair in withheld for word in pair}
    public = {word for project in shown for word in (project.code, project.name)}
    return sorted(words - public - {""}, key=lambda word: (-len(word), word))


def _without(words: list[str], text: str) -> str:
    for word in words:
        text = text.replace(word, WITHHELD)
    return text

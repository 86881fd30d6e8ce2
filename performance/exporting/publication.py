"""The edition for the public: the published revision, masked, without the projects that are withheld.

Which projects are withheld is asked anew at each reading, so a reason that is written takes effect at once.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet

from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.content.model import StatementContent
from performance.documents.approved_title import as_approved
from performance.documents.blocks import Printed
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.documents.recognition import layout_of
from performance.exporting.masking import masked, rewritten
from performance.exporting.public_edition import kept, mark_of
from performance.exporting.withheld_projects import WITHHELD, divided, earlier_identities
from performance.models import PerformanceStatement, Revision
from performance.statements.revisions import content_of
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from projects.models import BudgetProject
from projects.withholding import withhold

FORM = ("province", "edition", "form")  # say how a text is printed, and are no part of it
SUFFIXES = (".docx", ".pdf")


def published() -> QuerySet[PerformanceStatement]:
    """What anybody may read: published texts of the offices that publish here."""
    statements = PerformanceStatement.objects.filter(
        published_revision__isnull=False, department__office__publishes=True
    )
    return statements.select_related("department__office", "published_revision").order_by("department__code")


def public_content(statement: PerformanceStatement, revision: Revision) -> StatementContent:
    """A revision as the public reads it.

    A project of the revision that no stored project answers to any more is left out too: it may have been
    withheld, and under another name nobody could tell. Persons are those of the whole text, for the rest of it
    may name the leader of a project that is left out.
    """
    content = content_of(revision)
    division = divided(statement, revision, content)
    betraying = division.phrases
    shown = replace(content, projects=division.shown)
    silent = rewritten(
        as_approved(shown),
        lambda field, text: text if field in FORM else betraying.replaced(text, lambda _: WITHHELD),
    )
    return masked(silent, whole=content, also=division.leaders)


def public_printed(statement: PerformanceStatement, revision: Revision) -> Printed:
    """Raises UnknownLayout."""
    content = public_content(statement, revision)
    return layout_of(content.province, content.edition).render(content)


def public_file(statement: PerformanceStatement, revision: Revision, suffix: str) -> bytes:
    """Raises UnknownLayout and Unprintable."""

    def written() -> bytes:
        content = public_content(statement, revision)
        printed = layout_of(content.province, content.edition).render(content)
        marks = Marks(draft=False, revision=str(revision.number))
        return pdf_bytes(printed, marks=marks) if suffix == ".pdf" else docx_bytes(printed)

    return kept(mark_of(statement, revision), suffix[1:], written)


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
        withhold(project, reason, also_known_as=earlier_identities(statement, project))
        details = f"项目“{project}”不公开，理由：{reason}" if reason else f"项目“{project}”恢复公开"
        record(Action.EDIT, by=by, subject=statement, details=details, request=request)

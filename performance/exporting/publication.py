"""The edition for the public: the published revision, masked, without the projects that are withheld.

Which projects are withheld is asked anew at each reading, so a reason that is written takes effect at once.
"""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from departments.models import Membership
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
from performance.models import NoticeKind, PerformanceStatement, Revision
from performance.notifications.services import notify
from performance.statements.revisions import content_of
from performance.steps.locks import PREPARING
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


def decider_of(statement: PerformanceStatement) -> Role:
    """Who decides now what is withheld: the department while the text is in its hands and was never published."""
    is_open = statement.state in PREPARING and statement.published_revision_id is None
    return Role.DEPARTMENT_REVIEWER if is_open else Role.PERFORMANCE_SECTION_REVIEWER


def decides_publication(user, statement: PerformanceStatement) -> bool:
    return decider_of(statement) in roles_of(user, statement)


def decide_withholding(
    project: BudgetProject,
    reason: str,
    *,
    by,
    statement: PerformanceStatement,
    because: str = "",
    request=None,
) -> None:
    """Keep a project out of the public edition for a reason, or let it in again. Raises Refused.

    ``because`` is why the office lets it in again.
    """
    reason, because = reason.strip(), because.strip()
    with transaction.atomic():
        statement = PerformanceStatement.objects.select_for_update(no_key=True).get(pk=statement.pk)
        decider = decider_of(statement)
        _refuse_undecided(statement, decider, by)
        if reason == project.withheld_reason:
            return
        if not reason and not because and decider is Role.PERFORMANCE_SECTION_REVIEWER:
            raise Refused("恢复公开须写明理由。")
        withhold(project, reason, also_known_as=earlier_identities(statement, project))
        why = f"，理由：{because}" if because else ""
        details = f"项目“{project}”不公开，理由：{reason}" if reason else f"项目“{project}”恢复公开{why}"
        record(Action.EDIT, by=by, subject=statement, details=details, request=request)
        if decider is Role.PERFORMANCE_SECTION_REVIEWER:
            _tell_department(statement, details)


def _refuse_undecided(statement: PerformanceStatement, decider: Role, by) -> None:
    held = roles_of(by, statement)
    if decider in held:
        return
    if Role.DEPARTMENT_REVIEWER in held:
        state = (
            "已经公开过" if statement.published_revision_id else f"目前为“{statement.get_state_display()}”"
        )
        raise Refused(f"文本{state}，项目是否公开由财政局（{decider.label}）写明理由决定，请与财政局联系。")
    raise Refused(f"目前只有{decider.label}可以决定项目是否公开。")


def _tell_department(statement: PerformanceStatement, details: str) -> None:
    reviewers = Membership.objects.reaching(statement.department).filter(role=Role.DEPARTMENT_REVIEWER)
    people = get_user_model().objects.filter(memberships__in=reviewers).distinct()
    link = reverse("publication", args=[statement.pk])
    notify(people, NoticeKind.PUBLISHED, f"{statement}：财政局决定{details}", link=link)

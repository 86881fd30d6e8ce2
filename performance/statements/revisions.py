"""What a statement, or a unit's share of it, said at each step; and what has changed since."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import BooleanField, ExpressionWrapper, Q

from departments.models import BudgetUnit
from performance.content.json import dump_content, load_content
from performance.content.model import StatementContent
from performance.models import Action, PerformanceStatement, Revision, WorkflowEvent
from performance.models.revisions import digest_of
from performance.statements.selectors import statement_content
from performance.steps.vocabulary import BACKWARD


def take_revision(
    statement: PerformanceStatement, unit: BudgetUnit | None, content: StatementContent
) -> Revision:
    """Keep what is said; the latest revision serves again if it says the same, so each number is another text."""
    text = dump_content(content)
    latest = statement.revisions.filter(unit=unit).order_by("-number").first()
    if latest and latest.digest == digest_of(text):
        return latest
    number = latest.number + 1 if latest else 1
    keys = _project_keys(statement, unit, content)
    return Revision.objects.create(
        statement=statement, unit=unit, number=number, content=text, project_keys=keys
    )


def _project_keys(
    statement: PerformanceStatement, unit: BudgetUnit | None, content: StatementContent
) -> list[int]:
    """The rows of which the content tells, or none of them where it tells of something else."""
    rows = statement.projects if unit is None else statement.projects.filter(unit=unit)
    stored = list(rows.values_list("pk", "code", "name"))
    keys = [(project.code, project.name) for project in content.projects]
    return [pk for pk, *_ in stored] if [tuple(named) for _, *named in stored] == keys else []


def content_of(revision: Revision) -> StatementContent:
    return load_content(revision.content)


def present_content(statement: PerformanceStatement, unit: BudgetUnit | None = None) -> StatementContent:
    """What is said now; of a unit's share its projects alone, as its revisions have it."""
    if unit is None:
        return statement_content(statement)
    own = statement_content(statement, projects=statement.projects.filter(unit=unit))
    return replace(own, sections=(), goals=(), funding=())


def last_approval(statement: PerformanceStatement) -> WorkflowEvent | None:
    """The step by which the text in force was approved."""
    if statement.approved_revision_id is None:
        return None
    return statement.events.filter(unit=None, action=Action.APPROVE).order_by("-pk").first()


def last_returned(
    statement: PerformanceStatement, *, unit: BudgetUnit | None = None, by=None
) -> Revision | None:
    """What was said when the subject was last sent back; what ``by`` sent back before what others did.

    What was sent back before the text was approved is no matter of the adjustment that is reviewed now.
    """
    returns = statement.events.filter(unit=unit, action__in=BACKWARD, revision__isnull=False).order_by("-pk")
    if approved := last_approval(statement):
        returns = returns.filter(pk__gt=approved.pk)
    if by is not None:
        returns = returns.order_by(ExpressionWrapper(Q(actor=by.pk), BooleanField()).desc(), "-pk")
    event = returns.select_related("revision").first()
    return event.revision if event else None

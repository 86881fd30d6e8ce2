"""What a print says of its own standing."""

from __future__ import annotations

from departments.trail.chain import Head
from departments.trail.writing import head
from performance.content.model import StatementContent
from performance.documents.formats.pdf.writer import DRAFT, Marks
from performance.models import PerformanceStatement, Revision
from performance.statements.revisions import content_of


def approved_marks(revision: Revision, anchor: Head | None) -> Marks:
    return Marks(draft=False, revision=str(revision.number), trail_head=anchor.hash if anchor else "")


def marks_of(statement: PerformanceStatement, content: StatementContent) -> Marks:
    """Approved only if what is printed is, to the letter, what was approved: not a part of it, nor a later text."""
    revision = statement.approved_revision
    if revision is None or content_of(revision) != content:
        return DRAFT
    return approved_marks(revision, head())

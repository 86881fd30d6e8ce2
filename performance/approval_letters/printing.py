"""A letter as a file: from the template it was drawn up with, over the texts as they were approved."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from departments.trail.entry import Action
from departments.trail.writing import record
from departments.uploads.refused_file import RefusedFile
from performance.approval_letters.placeholders import Approved, Filling, filling_of
from performance.approval_letters.services import texts_of
from performance.approval_letters.templates import opened
from performance.documents.formats.office.as_pdf import pdf_of_docx
from performance.documents.formats.unprintable import Unprintable
from performance.models import ApprovalLetter, Revision
from performance.statements.revisions import content_of

SUFFIXES = (".docx", ".pdf")


def filling(letter: ApprovalLetter, revisions: Sequence[Revision]) -> Filling:
    texts = [
        Approved(
            revision.statement.department.code,
            revision.statement.department.name,
            revision.number,
            content_of(revision),
        )
        for revision in revisions
    ]
    return filling_of(letter.number, letter.dated, letter.office.name, letter.fiscal_year, texts)


def letter_file(letter: ApprovalLetter, suffix: str) -> bytes:
    """Raises Unprintable."""
    texts = filling(letter, texts_of(letter))
    try:
        template = opened(letter.template)
    except RefusedFile as fault:  # what a template may hold is asked more strictly by now than when it came
        raise Unprintable(
            f"办理时的模板“{letter.template}”不能再用：{fault}请改好模板上传，作废后重新办理。"
        ) from fault
    content = template.filled(texts.values, texts.rows)
    return pdf_of_docx(content) if suffix == ".pdf" else content


def record_printing(letter: ApprovalLetter, suffix: str, *, by, request: HttpRequest | None = None) -> None:
    """One row for each text that leaves with it."""
    for revision in texts_of(letter):
        details = f"批复文{letter.number}（{suffix[1:]}）"
        record(Action.EXPORT, by=by, subject=revision.statement, details=details, request=request)

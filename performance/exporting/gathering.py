"""Which texts may leave, and what each of them says: the approved text where there is one, else the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import get_valid_filename

from departments.models import BudgetUnit
from performance.content.model import StatementContent
from performance.exporting.flat_rows import Origin
from performance.models import PerformanceStatement, Revision
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_contents

AT_ONCE = 20  # texts that are held in memory together


def exportable_by(user) -> QuerySet[PerformanceStatement]:
    """The statements of which the user sees every unit: a package holds whole texts."""
    seen = BudgetUnit.objects.business_of(user)
    unseen = BudgetUnit.objects.exclude(pk__in=seen.values("pk"))
    whole = PerformanceStatement.objects.visible_to(user).exclude(department__in=unseen.values("department"))
    return in_order(whole)


def in_order(statements: QuerySet[PerformanceStatement]) -> QuerySet[PerformanceStatement]:
    return statements.select_related("department__office").order_by(
        "department__office__division_code", "department__code", "fiscal_year"
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A statement as it leaves. ``revision`` is the approved one; a text without one is a draft."""

    statement: PerformanceStatement
    content: StatementContent
    revision: Revision | None

    @property
    def name(self) -> str:
        """Begins the names of its files; no two texts of one office and year share it."""
        department = self.statement.department
        draft = "" if self.revision else "-草案"
        return get_valid_filename(f"{department.code}-{department.name}{draft}")

    @property
    def origin(self) -> Origin:
        department = self.statement.department
        return Origin(
            department.office.division_code,
            department.code,
            department.name,
            self.statement.get_state_display(),
            self.revision.number if self.revision else None,
        )


def texts_of(statements: QuerySet[PerformanceStatement]) -> Iterator[Text]:
    """The texts in the order of their departments, some dozen queries for every score of them."""
    keys = list(in_order(statements).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        batch = PerformanceStatement.objects.filter(pk__in=keys[start : start + AT_ONCE])
        yield from _texts(list(in_order(batch).select_related("approved_revision")))


def _texts(statements: Sequence[PerformanceStatement]) -> Iterator[Text]:
    drafts = statement_contents([one for one in statements if one.approved_revision is None])
    for statement in statements:
        revision = statement.approved_revision
        content = content_of(revision) if revision else drafts[statement.pk]
        yield Text(statement, content, revision)

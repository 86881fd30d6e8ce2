"""Which texts may leave, what each of them says (the approved text where there is one, else the draft) and rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from departments.file_names import as_file_name
from departments.models import BudgetUnit
from performance.content.model import StatementContent
from performance.exporting.flat_rows import Origin
from performance.models import Action, Evidence, PerformanceStatement, Revision, WorkflowEvent
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_contents

AT_ONCE = 20  # texts that are held in memory together


def exportable_by(user) -> QuerySet[PerformanceStatement]:
    """The statements of which the user sees every unit: a package holds whole texts."""
    seen = BudgetUnit.objects.business_of(user)
    unseen = BudgetUnit.objects.exclude(pk__in=seen.values("pk"))
    whole = PerformanceStatement.objects.visible_to(user).exclude(department__in=unseen.values("department"))
    return in_order(whole)


def goes_unasked(statement: PerformanceStatement) -> bool:
    """Whether it is taken where nobody has chosen: a draft leaves only when somebody asks for it."""
    return statement.approved_revision_id is not None


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
        return as_file_name(f"{department.code}-{department.name}{draft}")

    @property
    def owner(self) -> tuple[str, int]:
        """Office and year."""
        return self.statement.department.office.name, self.statement.fiscal_year

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


@dataclass(frozen=True, slots=True)
class SupportingFile:
    """A file that a text rests on, without what is in it: that is read when it is packed. No unit: the department's own."""

    pk: int
    name: str
    unit: str
    project: str

    def content(self) -> bytes:
        return bytes(Evidence.objects.values_list("content", flat=True).get(pk=self.pk))


def supporting_files(statements: QuerySet[PerformanceStatement]) -> dict[int, list[SupportingFile]]:
    """By text, in the order in which they were put there; none that was taken away.

    Of an approved text they are those of its approval: what an adjustment adds or takes away is of the next one.
    """
    columns = ("statement", "pk", "name", "unit__code", "project")
    found: dict[int, list[SupportingFile]] = defaultdict(list)
    for statement, *values in _supporting(statements).values_list(*columns):
        pk, name, unit, project = values
        found[statement].append(SupportingFile(pk, name, unit or "", project))
    return found


def supporting_bytes(statements: QuerySet[PerformanceStatement]) -> int:
    """What those files come to."""
    return _supporting(statements).aggregate(size=Sum("size"))["size"] or 0


def _supporting(statements: QuerySet[PerformanceStatement]) -> QuerySet[Evidence]:
    keys = statements.order_by().values("pk")
    approvals = WorkflowEvent.objects.filter(
        statement=OuterRef("statement"),
        unit=None,
        action=Action.APPROVE,
        revision=OuterRef("statement__approved_revision"),
    )
    files = Evidence.objects.supporting().filter(statement__in=keys)
    files = files.annotate(approved=Subquery(approvals.order_by("-pk").values("at")[:1]))
    return files.filter(
        Q(removed=None) | Q(removed__gt=F("approved")), Q(approved=None) | Q(at__lte=F("approved"))
    )

"""Count a text anew, and write only what came out differently."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import attrgetter, or_
from types import ModuleType

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_tasks import task

from indicators.alignment import by, reconcile
from performance.models import (
    FindingCount,
    FindingFigures,
    IndicatorFigures,
    MoneyFigures,
    PerformanceStatement,
)
from performance.models.figures import Figures
from performance.review import RuleSet
from performance.review.cached import review
from performance.rule_adjustments.in_force import rule_sets_of
from performance.statements.figures import findings, indicators, money
from performance.statements.selectors import of, statement_contents
from performance.statements.stored_content import PlacedContent
from projects.models import BudgetProject

SUMS: dict[type[Figures], ModuleType] = {MoneyFigures: money, IndicatorFigures: indicators}
REVIEWED_AT_ONCE = 100  # projects; the worker reviews a larger text after it has been saved
REPLACED_UNREAD = 20  # rows of a sum; more are read and held against one another
BATCH = 20  # texts that are held in memory together
TRIES = 3  # of a text that is saved again while it is reviewed


def renew_figures(
    statement: PerformanceStatement,
    before: PlacedContent | None,
    after: PlacedContent,
    rule_set: RuleSet,
) -> None:
    """Call it in the transaction that saved what is said after; what is summed up as before is not summed up again.

    The rules run when that transaction has ended: whoever waits for the lock waits for no review. Until they
    have, the findings are known to be those of an earlier text, also if the process ends in between.
    """
    for model, counted in SUMS.items():
        if before is None or counted.counted_in(before) != counted.counted_in(after):
            _renew_sum(model, counted, statement, before, after)
    if len(after.content.projects) > REVIEWED_AT_ONCE:
        count_findings.enqueue(statement.pk)
    else:
        after_commit(lambda: _review_saved(statement, after, rule_set))  # Django tells its name in the log


def after_commit(task: Callable[[], None]) -> None:
    """A failure stays behind the answer: what is not counted now, the sweep of the worker counts."""
    transaction.on_commit(task, robust=True)


def _renew_sum(
    model: type[Figures],
    counted: ModuleType,
    statement: PerformanceStatement,
    before: PlacedContent | None,
    after: PlacedContent,
) -> None:
    """Most changes of what is counted leave the counts as they are."""
    now = counted.figures_in(statement.pk, after)
    if before is None:
        _reconcile(model, counted, [statement], now)
        return
    says = attrgetter(*counted.SAME, *counted.COUNTED)
    then, new = ({says(row): row for row in rows} for rows in (counted.figures_in(statement.pk, before), now))
    gone, come = (
        [old[key] for key in old.keys() - other.keys()] for old, other in ((then, new), (new, then))
    )
    if (gone or come) and not _replaced(model, counted, statement, gone, come):
        _reconcile(model, counted, [statement], now)


def _replaced(
    model: type[Figures],
    counted: ModuleType,
    statement: PerformanceStatement,
    gone: Sequence[Figures],
    come: Sequence[Figures],
) -> bool:
    """Whether a few rows could be replaced unread; they cannot if others are stored than were counted then."""
    if len(gone) + len(come) > REPLACED_UNREAD:
        return False
    own, same = of([statement]), attrgetter(*counted.SAME)
    stored = model._default_manager
    if len(gone) == len(come) == 1 and same(gone[0]) == same(come[0]):
        now = {column: getattr(come[0], column) for column in counted.COUNTED}
        return stored.filter(_row(counted, gone[0]), **own).update(**now) == 1
    if gone and stored.filter(reduce(or_, (_row(counted, row) for row in gone)), **own).delete()[0] != len(
        gone
    ):
        return False
    for row in come:
        row.office_code = statement.office_code
    stored.bulk_create(come)
    return True


def _row(counted: ModuleType, row: Figures) -> Q:
    """The stored row that counts the same, whatever its primary key is."""
    return Q(**{column: getattr(row, column) for column in counted.SAME})


def _review_saved(statement: PerformanceStatement, after: PlacedContent, rule_set: RuleSet) -> None:
    """Most saves leave the counts as they are; then one statement says so.

    A review that comes late leaves what was counted of a later content alone: whoever writes counts says first of
    which content, in a row that the others wait for. It is not there, or says nothing of rules, where the text has not
    been counted before, or the office has changed its rules meanwhile.
    """
    reviewed = review(after.content, rule_set)
    found = list(findings.findings_of(statement.pk, reviewed, after.units))
    points = findings.scores_of(after.content, reviewed, after.units, rule_set)
    version, digest = statement.content_version, findings.digest_of(found, points)
    now = {"content_version": version, "rules": findings.rules_in_force()}
    counted = FindingCount.objects.filter(statement=statement.pk, content_version__lte=version).exclude(
        rules=""
    )
    as_before = getattr(statement, "counted_digest", digest) == digest  # as far as whoever locked it has read
    if as_before and counted.filter(digest=digest).update(**now):
        return
    with transaction.atomic():
        if counted.update(digest=digest, scores=points, **now):
            FindingFigures.objects.filter(**of([statement])).delete()  # cheaper than to read and compare them
            for figure in found:
                figure.office_code = statement.office_code
            FindingFigures.objects.bulk_create(found)
            return
    _write_if_unmoved({statement.pk: version}, found, {statement.pk: points}, {statement.pk: rule_set})


@task()
def count_findings(statement: int) -> None:
    count_anew(PerformanceStatement.objects.filter(pk=statement))


def not_counted(statements: QuerySet[PerformanceStatement]) -> QuerySet[PerformanceStatement]:
    """Those whose findings have not been counted by the rules in force."""
    counted = FindingCount.objects.filter(
        statement=OuterRef("pk"),
        content_version=OuterRef("content_version"),
        rules=findings.rules_in_force(),
    )
    return statements.filter(~Exists(counted))


def count_anew(statements: QuerySet[PerformanceStatement]) -> int:
    """All figures of these, some of them at a time; a text that is saved meanwhile is counted again."""
    keys = list(statements.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        moved = set(keys[start : start + BATCH])
        for _ in range(TRIES):
            moved = _count(moved)
            if not moved:
                break
    return len(keys)


def _count(keys: Collection[int]) -> set[int]:
    """The figures of these, but not of those that are returned: they have moved meanwhile."""
    statements = list(PerformanceStatement.objects.filter(pk__in=keys).order_by("pk"))
    versions = {one.pk: one.content_version for one in statements}
    rule_sets = rule_sets_of(statements)
    contents = statement_contents(statements)
    units: dict[tuple[int, int], list[int]] = {}
    gathered = BudgetProject.objects.filter(
        unit__department__in={one.department_id for one in statements},
        fiscal_year__in={one.fiscal_year for one in statements},
    ).order_by("position", "pk")
    for department, year, unit in gathered.values_list("unit__department", "fiscal_year", "unit"):
        units.setdefault((department, year), []).append(unit)
    found: list[FindingFigures] = []
    points = {}
    for one in statements:
        of_units = units.get((one.department_id, one.fiscal_year), [])
        content, rule_set = contents[one.pk], rule_sets[one.pk]
        reviewed = review(content, rule_set)
        found += findings.findings_of(one.pk, reviewed, of_units)
        points[one.pk] = findings.scores_of(content, reviewed, of_units, rule_set)
    return _write_if_unmoved(versions, found, points, rule_sets, sums=True)


def _write_if_unmoved(
    versions: Mapping[int, int],
    found: Iterable[FindingFigures],
    points: Mapping[int, findings.Scores],
    rule_sets: Mapping[int, RuleSet],
    *,
    sums: bool = False,
) -> set[int]:
    """Write what was found in these versions by these rules, in a short transaction; the keys of texts that are others
    by now, or are judged by others.
    """
    with transaction.atomic():
        locked = (
            PerformanceStatement.objects.select_for_update(no_key=True).filter(pk__in=versions).order_by("pk")
        )
        here = [one for one in locked if one.content_version == versions[one.pk]]
        judged_by = rule_sets_of(here)
        same = [one for one in here if judged_by[one.pk] == rule_sets[one.pk]]
        unmoved = {one.pk for one in same}
        if sums:
            write_sums(same)
        _write_findings(same, [figure for figure in found if figure.statement_id in unmoved], points)
        gone = (
            set(versions) - set(locked.values_list("pk", flat=True))
            if len(unmoved) < len(versions)
            else set()
        )
    return set(versions) - unmoved - gone


def write_sums(statements: Sequence[PerformanceStatement]) -> None:
    """Money and indicators; the findings are left as they were counted."""
    for model, counted in SUMS.items():
        _write_sum(model, counted, statements)


def _write_sum(model: type[Figures], counted: ModuleType, statements: Sequence[PerformanceStatement]) -> None:
    _reconcile(model, counted, statements, counted.figures_of(statements))


def _write_findings(
    statements: Sequence[PerformanceStatement],
    found: Sequence[FindingFigures],
    points: Mapping[int, findings.Scores],
) -> None:
    _reconcile(FindingFigures, findings, statements, found)
    own: dict[int, list[FindingFigures]] = {one.pk: [] for one in statements}
    for figure in found:
        own[figure.statement_id].append(figure)
    FindingCount.objects.bulk_create(
        [
            FindingCount(
                statement=one,
                rules=findings.rules_in_force(),
                content_version=one.content_version,
                digest=findings.digest_of(own[one.pk], points[one.pk]),
                scores=points[one.pk],
            )
            for one in statements
        ],
        update_conflicts=True,
        unique_fields=["statement"],
        update_fields=["rules", "content_version", "digest", "scores"],
    )


def _reconcile(
    model: type[Figures],
    counted: ModuleType,
    statements: Sequence[PerformanceStatement],
    wanted: Iterable[Figures],
) -> None:
    codes = {statement.pk: statement.office_code for statement in statements}
    rows = list(wanted)
    for row in rows:
        row.office_code = codes[row.statement_id]
    stored = model._default_manager.filter(**of(statements))
    reconcile(stored, rows, says=counted.COUNTED, passes=[by(*counted.SAME)]).write()

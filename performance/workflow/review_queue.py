"""What waits for a reviewer, with what he should know before opening it: in a number of queries that does not grow.

While the finance office reviews, a text stands still: the revision kept at its submission says what it says. So each
is judged, and held against what was last returned, from kept texts, and only once as long as this process lives.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.db.models import QuerySet

from performance.content.json import load_content
from performance.content.model import StatementContent
from performance.differences import StatementDifference, differences
from performance.findings.explanations import Explained, explained
from performance.findings.waivers import split_by_waivers
from performance.models import (
    Action,
    Opening,
    PerformanceStatement,
    Revision,
    StatementUnderReview,
    Waiver,
    WorkflowEvent,
)
from performance.review import Finding, RuleSet, Severity, review
from performance.rule_adjustments.in_force import rule_sets_of
from performance.statements.visibility import statements_with_totals
from performance.steps.people import waiting_for
from performance.steps.vocabulary import RETURNS

OVERDUE = 7  # days
Narrowed = Callable[[QuerySet, datetime], QuerySet]
# By how long a text has waited.
AGES: dict[str, tuple[str, Narrowed]] = {
    "fresh": (f"{OVERDUE}天以内", lambda queue, now: queue.filter(since__gte=now - timedelta(days=OVERDUE))),
    "old": (f"超过{OVERDUE}天", lambda queue, now: queue.filter(since__lt=now - timedelta(days=OVERDUE))),
}


@dataclass(frozen=True)
class Waiting:
    """What the list says of one statement; ``opened`` tells whether this reviewer has seen the present version.

    ``open_findings`` is None where no text was kept that could have been judged. ``unchanged``: it was sent back, and
    says again what it said.
    """

    open_findings: tuple[Finding, ...] | None
    explained: Explained
    change: StatementDifference | None
    unchanged: bool
    opened: bool

    def count_of(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.open_findings or ())


def queue_of(user) -> QuerySet[StatementUnderReview]:
    """The statements that wait for this user, each with ``since``, ``project_count`` and ``total``."""
    return statements_with_totals(user, waiting_for(user, StatementUnderReview.objects.all()))


def waiting_details(statements: Iterable[PerformanceStatement], user) -> dict[int, Waiting]:
    """By primary key, in five queries at most."""
    waiting = list(statements)
    rule_sets = rule_sets_of(waiting)
    versions = {statement.pk: statement.version for statement in waiting}
    present, returned = _revisions_of(versions)
    texts = _Texts([*present.values(), *returned.values()])
    waived: dict[int, dict[str, Waiver]] = defaultdict(dict)
    for waiver in Waiver.objects.filter(statement__in=versions):
        waived[waiver.statement_id][waiver.fingerprint] = waiver
    answers = {
        pk: split_by_waivers(texts.findings(present[pk], rule_sets[pk]), waived[pk])
        if pk in present
        else None
        for pk in versions
    }
    opened = set(
        Opening.objects.filter(statement__in=versions, person=user.pk).values_list("statement", "version")
    )
    return {
        pk: Waiting(
            given.open if (given := answers[pk]) else None,
            explained(given.answered, given.rejected) if given else Explained(),
            texts.change(returned.get(pk), present.get(pk)),
            pk in returned and returned[pk][1] == present[pk][1],
            (pk, version) in opened,
        )
        for pk, version in versions.items()
    }


RevisionKey = tuple[int, str]  # primary key and digest of a revision


def _revisions_of(statements: Iterable[int]) -> tuple[dict[int, RevisionKey], dict[int, RevisionKey]]:
    """The latest revision of each whole text, and the one that was last returned, or approved since."""
    present: dict[int, RevisionKey] = {}
    returned: dict[int, RevisionKey] = {}
    events = WorkflowEvent.objects.filter(statement__in=list(statements), unit=None, revision__isnull=False)
    for statement, action, revision, digest in events.order_by("pk").values_list(
        "statement", "action", "revision", "revision__digest"
    ):
        present[statement] = (revision, digest)
        if action in RETURNS or action == Action.APPROVE:
            returned[statement] = (revision, digest)
    return present, returned


Answer = TypeVar("Answer")


class _Memory(Generic[Answer]):
    """Answers about texts that never change, the latest used of them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        return key in self.answers

    def of(self, key: Hashable, find: Callable[[], Answer]) -> Answer:
        answer = self.answers.pop(key) if key in self.answers else find()
        self.answers[key] = answer
        while len(self.answers) > self.size:
            self.answers.popitem(last=False)
        return answer


REMEMBERED = 512  # texts; an office reviews a few hundred in a season
_findings: _Memory[tuple[Finding, ...]] = _Memory(REMEMBERED)
_contents: _Memory[StatementContent] = _Memory(REMEMBERED // 4)
_changes: _Memory[StatementDifference] = _Memory(REMEMBERED)


class _Texts:
    """Kept texts, of which those not yet known are read in one query."""

    def __init__(self, judged: Sequence[RevisionKey]) -> None:
        wanted = {pk: digest for pk, digest in judged if digest not in _contents}
        read = Revision.objects.filter(pk__in=wanted).values_list("pk", "content") if wanted else ()
        self.read = {wanted[pk]: content for pk, content in read}

    def findings(self, judged: RevisionKey, rule_set: RuleSet) -> tuple[Finding, ...]:
        """Those that ask for something."""
        return _findings.of(
            (judged[1], rule_set),
            lambda: tuple(
                f for f in review(self._content(judged), rule_set) if f.severity is not Severity.HINT
            ),
        )

    def change(self, old: RevisionKey | None, new: RevisionKey | None) -> StatementDifference | None:
        if old is None or new is None or old == new:
            return None
        return _changes.of((old[1], new[1]), lambda: differences(self._content(old), self._content(new)))

    def _content(self, judged: RevisionKey) -> StatementContent:
        return _contents.of(judged[1], lambda: load_content(self.read[judged[1]]))

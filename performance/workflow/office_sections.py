"""Which section (股室) of the office a text waits for, and what each section has on the desk and has done.

A section sorts work: it keeps nobody from seeing, claiming or reviewing a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from departments.models import Department, Membership, OfficeSection
from performance.deadlines.closing import review_limits
from performance.models import PerformanceStatement, ReviewClaim
from performance.steps.locks import Phase, statements_in
from performance.steps.people import AWAITED_STEPS, with_since
from performance.workflow.review_figures import ReviewDone, reviews_of

NO_SECTION = "未分股室"
STATES_OF_ROLE = {
    str(role): {str(source) for step in AWAITED_STEPS if role in step.roles for source in step.sources}
    for role in {role for step in AWAITED_STEPS for role in step.roles}
}


@dataclass
class SectionFigures:
    """``section`` is None for texts that no section looks after, and for reviews of people who belong to none.

    ``departments`` are those that it names; none is all of its office. ``overdue`` is None where the office has set no
    limit to the review of any that waits.
    """

    section: OfficeSection | None
    departments: list[int]
    waiting: list[PerformanceStatement] = field(default_factory=list)
    claimed: int = 0
    overdue: int | None = None
    done: list[tuple[str, ReviewDone]] = field(default_factory=list)

    @property
    def key(self) -> int:
        return self.section.pk if self.section else 0

    @property
    def name(self) -> str:
        return str(self.section) if self.section else NO_SECTION

    @property
    def unclaimed(self) -> int:
        return len(self.waiting) - self.claimed

    @property
    def longest_days(self) -> int | None:
        """How long the one that has waited longest has waited."""
        return max((days_waited(text) for text in self.waiting), default=None)

    @property
    def median_days(self) -> int | None:
        if not self.done:
            return None
        return round(median(done.waited / timedelta(days=1) for _, done in self.done))


class SectionSorting:
    """The sections that somebody sees, and by their keys the departments that each names: read once, in one query."""

    def __init__(self, user) -> None:
        visible = OfficeSection.objects.visible_to(user).annotate(named=F("departments"))
        by_key: dict[int, OfficeSection] = {}
        self.named: dict[int, set[int]] = defaultdict(set)
        for row in visible.order_by("office", "name", "pk"):
            by_key.setdefault(row.pk, row)
            if (department := getattr(row, "named", None)) is not None:
                self.named[row.pk].add(department)
        self.sections = list(by_key.values())

    def section_of(self, statement: PerformanceStatement) -> OfficeSection | None:
        """The one that the text waits for: before one for all departments comes one that names this one."""
        found = [
            one
            for one in self.sections
            if statement.state in STATES_OF_ROLE[one.role] and self._looks_after(one, statement.department)
        ]
        return min(found, key=lambda one: not self.named[one.pk], default=None)

    def _looks_after(self, section: OfficeSection, department: Department) -> bool:
        named = self.named[section.pk]
        return section.office_id == department.office_id and (not named or department.pk in named)

    def keys_of(self, texts: Collection[PerformanceStatement], sections: Collection[int]) -> list[int]:
        """Those of the texts that wait for one of these sections; 0 stands for none."""
        return [text.pk for text in texts if (one.pk if (one := self.section_of(text)) else 0) in sections]


def colleagues_by_section(
    people: QuerySet[User], section: OfficeSection | None
) -> list[tuple[str, list[User]]]:
    """Members of the section that looks after the text come first, under its name."""
    if section is None:
        return [("", found)] if (found := list(people)) else []
    member = Membership.objects.filter(user=OuterRef("pk"), section=section.pk)
    sides: dict[bool, list[User]] = {True: [], False: []}
    for person in people.annotate(inside=Exists(member)):
        sides[person.inside].append(person)
    others = "其他股室" if sides[True] else ""
    named = ((str(section), sides[True]), (others, sides[False]))
    return [(name, found) for name, found in named if found]


def own_sections(user) -> set[int]:
    own = Membership.objects.filter(user=user.pk, section__isnull=False)
    return set(own.values_list("section", flat=True))


def section_figures(sorting: SectionSorting, user, year: int) -> list[SectionFigures]:
    """Of what the user may see: the texts of any year that wait, and the reviews of this year. Empty without sections."""
    if not sorting.sections:
        return []
    figures = {one.pk: SectionFigures(one, sorted(sorting.named[one.pk])) for one in sorting.sections}
    figures[0] = SectionFigures(None, [])
    _count_waiting(figures, sorting, _under_review(user))
    members = _members(sorting.sections)
    statements = PerformanceStatement.objects.visible_to(user).filter(fiscal_year=year)
    for actor, name, source, done in reviews_of(statements):
        own = next((one for one in members[actor] if source in STATES_OF_ROLE[one.role]), None)
        figures[own.pk if own else 0].done.append((name, done))
    unsorted = figures.pop(0)
    return [*figures.values(), *([unsorted] if unsorted.waiting or unsorted.done else [])]


def _count_waiting(
    figures: dict[int, SectionFigures], sorting: SectionSorting, texts: list[PerformanceStatement]
) -> None:
    claims = ReviewClaim.objects.filter(statement__in=[one.pk for one in texts]).in_force()
    claimed = set(claims.values_list("statement", flat=True))
    limits = review_limits(texts)
    for text in texts:
        section = sorting.section_of(text)
        own = figures[section.pk if section else 0]
        own.waiting.append(text)
        own.claimed += text.pk in claimed
        if text.pk in limits:
            own.overdue = (own.overdue or 0) + (limits[text.pk].left < 0)


def _under_review(user) -> list[PerformanceStatement]:
    """The longest waiting first."""
    seen = PerformanceStatement.objects.visible_to(user).filter(state__in=statements_in(Phase.REVIEW))
    return list(with_since(seen.select_related("department__office")).order_by("since", "pk"))  # type: ignore[misc]  # annotated


def _members(sections: list[OfficeSection]) -> dict[int, list[OfficeSection]]:
    """The sections to which each account belongs."""
    by_key = {one.pk: one for one in sections}
    found: dict[int, list[OfficeSection]] = defaultdict(list)
    for user, section in Membership.objects.filter(section__in=by_key).values_list("user", "section"):
        found[user].append(by_key[section])
    return found


def days_waited(text: PerformanceStatement) -> int:
    since: datetime | None = getattr(text, "since", None)  # annotated by the queue
    return (timezone.now() - since).days if since else 0

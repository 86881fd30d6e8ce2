"""Of a text that is being adjusted: which cures change only what is open, by the comparison that saving makes."""

from __future__ import annotations

from dataclasses import replace

from performance.content.model import StatementContent
from performance.differences import differences
from performance.differences.opened import OpenedParts, closed_changes
from performance.review import Finding, OwnerKind
from performance.review.findings import TextPlace
from performance.review.mends import Mend, fitting, mended


def opened_mends(
    content: StatementContent, finding: Finding, opened: OpenedParts | None, project: int | None
) -> tuple[Mend, ...]:
    """Those that fit what is stored. ``project`` is the key of the project that the finding is about."""
    mends = fitting(content, finding)
    if opened is None:
        return mends
    rows = [] if project is None else [project]
    before = _alone(content, finding.place)

    def is_open(mend: Mend) -> bool:
        after = _alone(mended(content, [(finding.place, mend)]), finding.place)
        return not closed_changes(differences(before, after), opened, rows=rows, units=rows)

    return tuple(mend for mend in mends if is_open(mend))


def _alone(content: StatementContent, place: TextPlace) -> StatementContent:
    """Without the projects that the finding is not about."""
    own = place.owner is OwnerKind.PROJECT
    return replace(content, projects=content.projects[place.index : place.index + 1] if own else ())

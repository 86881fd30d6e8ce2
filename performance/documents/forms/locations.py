"""Where a declared form prints a value of the content."""

from __future__ import annotations

from performance.content.model import FundPeriod, FundSource, StatementContent
from performance.documents.blocks import Anchor
from performance.documents.forms.amounts import fund_name
from performance.documents.forms.printing import part_numbers
from performance.documents.locations import Location, Subject, is_of_tree, own_anchors, tree_anchors

_ANNUAL, _WHOLE = (
    Anchor(fund_name(FundSource.TOTAL, period)) for period in (FundPeriod.ANNUAL, FundPeriod.WHOLE)
)
PRINTED_AS = {"goals": Anchor("goal"), "budget": _ANNUAL, "funds": _ANNUAL, "total_budget": _WHOLE}


def locate(content: StatementContent, subject: Subject) -> Location:
    """The part of a card, and its cell; cards of a list share one part."""
    department, projects = part_numbers(content)
    if subject.owner == "project" and subject.index < len(projects):
        return Location(projects[subject.index], own_anchors(subject, PRINTED_AS))
    if subject.owner == "goal":
        return Location(department, (*(tree_anchors(subject) if is_of_tree(subject) else ()), Anchor("goal")))
    return Location(department, (Anchor(subject.field),))

"""Where a layout prints a value of the content: for whoever leads a reader from a remark to the printed cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from performance.documents.blocks import Anchor
from performance.documents.trees import NO_INDICATOR

TREE = "indicators"
_OF_TREE = frozenset((TREE, "empty_families", "description", "value", "basis", "weight"))


@dataclass(frozen=True, slots=True)
class Subject:
    """A value of the content: ``owner`` is the kind of thing it belongs to, ``index`` counts these from 0.

    ``row`` counts the indicators of that owner.
    """

    owner: str
    index: int = 0
    row: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """The part that prints a value, and the anchors to look for there: the first that is printed is meant.

    None of them may be: forms leave out what they have no cell for, and empty records.
    """

    part: int
    anchors: tuple[Anchor, ...] = ()


def is_of_tree(subject: Subject) -> bool:
    """Whether the value stands in the indicators of its owner; a name without a row is the owner's own."""
    return subject.row is not None or subject.field in _OF_TREE


def tree_anchors(subject: Subject, group: str = TREE) -> tuple[Anchor, ...]:
    """A cell of an indicator's row; for the tree as a whole, its first row."""
    if subject.field == "empty_families":
        return (Anchor("level2", group, NO_INDICATOR),)
    row = subject.row or 0
    return Anchor(subject.field, group, row), Anchor("name", group, row)


def own_anchors(subject: Subject, printed_as: Mapping[str, Anchor]) -> tuple[Anchor, ...]:
    """A value of a form that is printed once for each project; ``printed_as`` tells what it names otherwise."""
    if is_of_tree(subject):
        return (*tree_anchors(subject), Anchor("name"))
    return printed_as.get(subject.field, Anchor(subject.field)), Anchor("name")

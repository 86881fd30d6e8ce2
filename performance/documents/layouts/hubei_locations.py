"""Where the Hubei form prints what: everything stands in its one table."""

from __future__ import annotations

from collections.abc import Iterator

from performance.content.model import StatementContent
from performance.documents.blocks import Anchor
from performance.documents.locations import Location, Subject, is_of_tree, tree_anchors


def locate(content: StatementContent, subject: Subject) -> Location:
    return Location(0, tuple(_anchors(content, subject)))


def _anchors(content: StatementContent, subject: Subject) -> Iterator[Anchor]:
    field, index = subject.field, subject.index
    if subject.owner == "project":
        yield from (Anchor(field, "projects", index), Anchor("name", "projects", index))
    elif subject.owner == "funding":
        yield from (Anchor(field, "funding", index), Anchor("item", "funding", index))
    elif subject.owner == "section":
        yield Anchor(content.sections[index].kind.value)
    elif subject.owner == "goal":
        kind = content.goals[index].kind.value
        if is_of_tree(subject):
            yield from tree_anchors(subject, f"{kind}_indicators")
        yield from (Anchor(f"{kind}_{field}"), Anchor(f"{kind}_text"))
    else:
        yield Anchor(field)

"""Where the findings of a review stand in the printed text: the way from a remark to the cell it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from indicators.text import normalise_label
from performance.content.model import StatementContent
from performance.documents.blocks import Anchor, Paragraph, Printed, Spot, TableBlock
from performance.documents.locations import Subject
from performance.documents.recognition import layout_of
from performance.review import Finding

Finder = Callable[[Subject, str], Spot]


def spots_of(findings: Iterable[Finding], content: StatementContent, printed: Printed) -> tuple[Spot, ...]:
    """For each finding the cell or paragraph it speaks of."""
    find = spot_finder(content, printed)
    return tuple(spot_of(finding, find) for finding in findings)


def spot_of(finding: Finding, find: Finder) -> Spot:
    place = finding.place
    return find(Subject(place.owner.value, place.index, place.row, place.field), finding.evidence)


def spot_finder(content: StatementContent, printed: Printed) -> Finder:
    """Finds the printed place of a value; the head of the part where none prints it.

    A text that is printed as several paragraphs is met at the one that is quoted.
    """
    locate = layout_of(content.province, content.edition).locate
    places: dict[tuple[int, Anchor], list[tuple[Spot, str]]] = defaultdict(list)
    for anchor, spot, text in _anchored(printed):
        places[spot.part, anchor].append((spot, text))

    def find(subject: Subject, quoted: str = "") -> Spot:
        location = locate(content, subject)
        for anchor in location.anchors:
            if found := places.get((location.part, anchor)):
                return _quoting(found, quoted)
        return Spot(location.part)

    return find


def _anchored(printed: Printed) -> Iterator[tuple[Anchor, Spot, str]]:
    for part_number, part in enumerate(printed.parts):
        for block_number, block in enumerate(part.blocks):
            if isinstance(block, Paragraph) and block.anchor:
                yield block.anchor, Spot(part_number, block_number), block.text
            elif isinstance(block, TableBlock):
                for row_number, row in enumerate(block.rows):
                    for cell_number, cell in enumerate(row):
                        if cell.anchor and not cell.below:
                            spot = Spot(part_number, block_number, row_number, cell_number)
                            yield cell.anchor, spot, cell.text


def _quoting(places: list[tuple[Spot, str]], evidence: str) -> Spot:
    if len(places) > 1:
        quoted = normalise_label(evidence)
        for spot, text in places:
            if quoted in normalise_label(text):
                return spot
    return places[0][0]

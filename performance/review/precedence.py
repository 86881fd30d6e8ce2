"""One defect, one finding: where several rules speak of one place and one cause, the most specific speaks.

It names the others, is as grave as the gravest of them, and can be reasoned away only if each of them can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from performance.review.findings import Finding, Severity


class Reach(Enum):
    """How near to one another two findings must stand to be about one defect."""

    CELL = "cell"
    ROW = "row"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Precedence:
    code: str
    over: tuple[str, ...]
    reach: Reach


# In the order in which they are asked; the reason is that of the defect, the others only follow from it.
PRECEDENCE = (
    Precedence("D2", ("B1", "B4", "B2", "B3", "B5", "B6", "B8", "D7"), Reach.CELL),
    Precedence("B11", ("B1", "B2", "B5", "B8"), Reach.CELL),
    Precedence("D7", ("B1", "B2", "B3", "B5", "B8"), Reach.CELL),
    Precedence("D11", ("B4", "B5", "B8", "D3"), Reach.CELL),
    Precedence("B10", ("B1", "B7", "B8"), Reach.CELL),
    Precedence("B12", ("B7",), Reach.CELL),
    Precedence("B2", ("B4", "B6", "B8", "B9"), Reach.CELL),
    Precedence("B13", ("B1", "B2", "B5", "B8"), Reach.CELL),
    Precedence("A6", ("A7", "B1", "B2", "B7", "B8", "B12", "F11"), Reach.CELL),
    Precedence("A7", ("B7",), Reach.CELL),
    Precedence("B1", ("B8",), Reach.CELL),
    Precedence("B5", ("B8",), Reach.CELL),
    Precedence("B9", ("B8",), Reach.CELL),
    Precedence("B3", ("B8",), Reach.CELL),
    Precedence("D1", ("D8",), Reach.CELL),
    Precedence("D5", ("D6", "F4"), Reach.ROW),
    Precedence("D6", ("F4",), Reach.ROW),
    Precedence("D2", ("F4",), Reach.ROW),
    Precedence("E7", ("B5", "F4"), Reach.ROW),
    Precedence("B1", ("F4",), Reach.ROW),
    Precedence("F13", ("F5",), Reach.ROW),
    Precedence("E16", ("E3",), Reach.CELL),
    Precedence("E9", ("E10",), Reach.CELL),
    Precedence("E8", ("E1", "D4", "D10", "B7", "B12"), Reach.ROW),
    Precedence("D4", ("E1", "D10"), Reach.ROW),
    Precedence("E1", ("D10",), Reach.ROW),
    Precedence("G3", ("F8",), Reach.OWNER),
    Precedence("A15", ("A1", "A2"), Reach.OWNER),
    Precedence("C19", ("C4",), Reach.OWNER),
    Precedence("F1", ("F9", "F11"), Reach.CELL),
    Precedence("F3", ("F9", "F11"), Reach.CELL),
    Precedence("F12", ("F7",), Reach.CELL),
    Precedence("F2", ("F11",), Reach.CELL),
    Precedence("F9", ("F11",), Reach.CELL),
)


def one_for_each_defect(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that repeat another; what cannot be decided repeats nothing."""
    remaining = list(findings)
    owners: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for finding in remaining:
        owners[_key(finding, Reach.OWNER)].add(finding.code)
    of_codes: dict[str, list[set[str]]] = defaultdict(list)
    for codes in owners.values():
        for code in codes:
            of_codes[code].append(codes)
    for precedence in PRECEDENCE:
        if any(not codes.isdisjoint(precedence.over) for codes in of_codes.get(precedence.code, ())):
            remaining = _merged(remaining, precedence)
    return remaining


def _merged(findings: list[Finding], precedence: Precedence) -> list[Finding]:
    concerned = [
        (number, finding)
        for number, finding in enumerate(findings)
        if not finding.undecidable and (finding.code == precedence.code or finding.code in precedence.over)
    ]
    speaking = {
        _key(finding, precedence.reach): number
        for number, finding in reversed(concerned)
        if finding.code == precedence.code
    }
    followers: dict[int, list[Finding]] = defaultdict(list)
    remaining: list[Finding | None] = list(findings)
    for number, finding in concerned if speaking else ():
        speaker = speaking.get(_key(finding, precedence.reach)) if finding.code != precedence.code else None
        if speaker is not None:
            followers[speaker].append(finding)
            remaining[number] = None
    for number, others in followers.items():
        remaining[number] = _over(findings[number], others)
    return [finding for finding in remaining if finding]


_GRAVEST_FIRST = tuple(Severity)


def _over(finding: Finding, others: list[Finding]) -> Finding:
    """The speaker in the place of all of them."""
    defects = [finding, *others]
    gravest = min((each.severity for each in defects), key=_GRAVEST_FIRST.index)
    weighty = [each for each in defects if each.severity is not Severity.HINT]
    covered = (code for other in others for code in other.codes)
    return replace(
        finding,
        severity=gravest,
        waivable=bool(weighty) and all(each.waivable for each in weighty),
        covers=tuple(dict.fromkeys((*finding.covers, *covered))),
    )


def _key(finding: Finding, reach: Reach) -> tuple[object, ...]:
    place = finding.place
    owner = (place.owner, place.index)
    if reach is Reach.OWNER:
        return owner
    return (*owner, place.row, place.field if reach is Reach.CELL or place.row is None else "")

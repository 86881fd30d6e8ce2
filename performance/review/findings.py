"""What a review says: findings, each with its place in the text, and the grouping of equal ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from indicators.kinds import LabelledEnum

if TYPE_CHECKING:
    from performance.review.mends import Mend


class Severity(LabelledEnum):
    """错误 blocks submission, 警告 needs a written reason, 提示 informs."""

    ERROR = "error", "错误"
    WARNING = "warning", "警告"
    HINT = "hint", "提示"

    @property
    def consequence(self) -> str:
        """What it means for whoever fills in: the words of the handbook, of every page and of every document."""
        return _CONSEQUENCES[self]


MAY_BE_EXPLAINED = "可说明"
_CONSEQUENCES = {
    Severity.ERROR: f"必须改正才能报送；标“{MAY_BE_EXPLAINED}”的，也可以说明理由，经财政审核人同意",
    Severity.WARNING: "改正或说明理由后才能报送；审核人看得到说明，可以不接受",
    Severity.HINT: "仅供参考，不影响报送",
}


class Topic(LabelledEnum):
    """What a finding is about, as a reviewer speaks of it; members stand in the order of weight."""

    MONEY = "money", "钱对不上"
    UNFULFILLED = "unfulfilled", "承诺没人做"
    COUNTED_TWICE = "counted_twice", "成效算两次"
    YEARS = "years", "跨年"
    NO_GOAL = "no_goal", "目标不是目标"
    MISPLACED = "misplaced", "放错类"
    UNCLEAR = "unclear", "说不清"
    WORDING = "wording", "写法"


class OwnerKind(LabelledEnum):
    """Which tuple of the content a place belongs to; members stand in the order of a printed text."""

    STATEMENT = "statement", "文本"
    SECTION = "section", "文字部分"
    GOAL = "goal", "部门目标"
    FUNDING = "funding", "资金情况"
    PROJECT = "project", "预算项目"


_ORDER = {member: number for number, member in enumerate((*Severity, *Topic, *OwnerKind))}


@dataclass(frozen=True)
class TextPlace:
    """Where in a text a finding stands: indexes and field lead a page there, the words lead a reader.

    ``index`` counts in the content's tuple of that owner, ``row`` in the indicators of that owner, both from 0.
    """

    owner: OwnerKind
    index: int = 0
    row: int | None = None
    field: str = ""
    section: str = ""
    project_code: str = ""
    project_name: str = ""
    indicator: str = ""
    label: str = ""

    def __str__(self) -> str:
        return self._words

    @cached_property
    def _words(self) -> str:
        parts = [self.section or self.owner.label]
        if self.owner is OwnerKind.PROJECT:
            code = f"（{self.project_code}）" if self.project_code else ""
            parts.append(f"{self.project_name or '（未填项目名称）'}{code}")
        if self.row is not None:
            parts.append(f"第{self.row + 1}行“{self.indicator}”")
        if self.label:
            parts.append(f"“{self.label}”栏")
        return " ".join(parts)

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Document order: part one, then the projects; within an owner its own fields before its rows."""
        return _ORDER[self.owner], self.index, -1 if self.row is None else self.row, self.field


@dataclass(frozen=True)  # without slots: what a page asks for half a dozen times is kept beside the fields
class Finding:
    """One remark of one rule. ``evidence`` quotes what was judged, ``judged`` is the whole of it where that is longer.

    ``undecidable`` means 无法判断: data are missing, the rule was neither kept nor broken. ``nth`` counts equal
    remarks at one place. ``covers`` are the rules that the same defect breaks too. ``mends`` are the mechanical cures,
    one of which is to be chosen. ``cards`` are those of self-evaluation that it was held against, to be led to.
    """

    code: str
    severity: Severity
    title: str
    place: TextPlace
    evidence: str
    message: str
    expected: str = ""
    remedy: str = ""
    judged: str = ""
    undecidable: bool = False
    waivable: bool = False
    nth: int = 0
    topic: Topic = Topic.WORDING
    covers: tuple[str, ...] = ()
    mends: tuple[Mend, ...] = ()
    cards: tuple[int, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every rule that this defect breaks, the one that speaks first."""
        return (self.code, *self.covers)

    @property
    def identity(self) -> tuple[str, ...]:
        """Rule, named place and judged content. Indexes are left out: rows inserted elsewhere change nothing."""
        place = self.place
        return (
            self.code,
            place.owner.value,
            place.section,
            place.project_code,
            place.project_name,
            place.indicator,
            place.field,
            self.judged or self.evidence,
            str(self.nth),
        )

    @cached_property
    def fingerprint(self) -> str:
        """Equal as long as the identity is: a waiver hangs on it and lapses with it."""
        return fingerprint_of(self.identity)

    def __str__(self) -> str:
        quoted = f"：“{self.evidence}”" if self.evidence else ""
        return f"[{self.code} {self.severity.label}] {self.place}{quoted}。{self.message}{self.remedy}"


def fingerprint_of(identity: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one rule that say the same about different places, in document order."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def count(self) -> int:
        return len(self.findings)

    def __str__(self) -> str:
        return f"{self.first}" + (f"（同一问题 {self.count} 处）" if self.count > 1 else "")


def group(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Equal findings together: what blocks first, then by topic, so that money comes before wording."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        weight = _ORDER[finding.severity], _ORDER[finding.topic], code_order(finding.code)
        groups.setdefault((*weight, finding.message, finding.remedy), []).append(finding)
    return tuple(FindingGroup(tuple(groups[key])) for key in sorted(groups, key=lambda key: key[:3]))


def code_order(code: str) -> tuple[str, int, str]:
    """``B2`` before ``B10`` before ``C1``; a suffix after its bare code."""
    digits = "".join(filter(str.isdigit, code))
    return code[0], int(digits), code[1 + len(digits) :]


def finding_to_plain(finding: Finding, file: str = "") -> dict[str, object]:
    """A finding as JSON says it."""
    place = finding.place
    return {
        "file": file,
        "code": finding.code,
        "severity": finding.severity.value,
        "title": finding.title,
        "topic": finding.topic.value,
        "covers": list(finding.covers),
        "place": str(place),
        "anchor": {
            "owner": place.owner.value,
            "index": place.index,
            "row": place.row,
            "field": place.field,
            "section": place.section,
            "project_code": place.project_code,
            "project_name": place.project_name,
            "indicator": place.indicator,
            "label": place.label,
        },
        "evidence": finding.evidence,
        "message": finding.message,
        "expected": finding.expected,
        "remedy": finding.remedy,
        "undecidable": finding.undecidable,
        "waivable": finding.waivable,
        "fingerprint": finding.fingerprint,
    }

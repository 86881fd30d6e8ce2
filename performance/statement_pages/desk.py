"""Findings as a reviewer works through them: what is open by project, what was explained apart."""

from dataclasses import dataclass
from itertools import groupby

from performance.findings.marked_text import ShownFinding, ShownGroup
from performance.review import OwnerKind, Severity


@dataclass(frozen=True)
class OpenFinding:
    """``leads`` names the group where this finding is the one that marks in the print lead to."""

    shown: ShownFinding
    leads: str = ""

    @property
    def is_hint(self):
        return self.shown.finding.severity is Severity.HINT


@dataclass(frozen=True)
class OwnFindings:
    """Of the department's part, or of one project; hints stand apart."""

    title: str
    found: list[OpenFinding]

    @property
    def asking(self):
        return [each for each in self.found if not each.is_hint]

    @property
    def hints(self):
        return [each for each in self.found if each.is_hint]


@dataclass(frozen=True)
class ExplainedFindings:
    groups: tuple[ShownGroup, ...]

    @property
    def count(self):
        return sum(len(group.shown) for group in self.groups)


def open_findings(levels, content):
    """In the order of the text, the gravest first within each project."""
    found = [
        OpenFinding(shown, group.id if shown is group.shown[0] else "")
        for level in levels
        for group in level.groups
        for shown in group.open
    ]
    found.sort(key=lambda each: _owner(each.shown.finding))
    return [
        OwnFindings(_title(owner, content), list(own))
        for owner, own in groupby(found, key=lambda each: _owner(each.shown.finding))
    ]


def explained_findings(levels):
    groups = (
        ShownGroup(tuple(shown for shown in group.shown if shown.answer))
        for level in levels
        for group in level.groups
    )
    return ExplainedFindings(tuple(group for group in groups if group.shown))


def _owner(finding):
    """-1 for whatever is no project's."""
    return finding.place.index if finding.place.owner is OwnerKind.PROJECT else -1


def _title(owner, content):
    return "部门部分" if owner < 0 else content.projects[owner].name or "（未填项目名称）"

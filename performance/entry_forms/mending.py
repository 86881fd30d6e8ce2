"""Mechanical cures of a stored text: which findings have one for this reader, and doing what was chosen, as one save."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.entry_forms.opened_mends import opened_mends
from performance.findings.judgement import Judgement, judge
from performance.findings.waivers import answered
from performance.models import PerformanceStatement
from performance.models.history import Source
from performance.review import Finding, OwnerKind, Severity, group
from performance.review.mends import Mend, MendMissed, mended
from performance.statements.adjustment_scope import opened_by_adjustment
from performance.statements.editable_parts import Parts, editable_parts
from performance.statements.services import ContentRefused, save_content
from performance.steps.refusals import Overtaken, Refused

MOVED = "文本在您打开以后又有改动，没有改正；请核对下面的内容再试。"


@dataclass(frozen=True)
class Mendable:
    """A finding with the ways to mend it that fit what is stored."""

    finding: Finding
    mends: tuple[Mend, ...]

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to choose: only then is it mended together with others of its kind."""
        return len(self.mends) == 1


@dataclass(frozen=True)
class MendableKind:
    found: tuple[Mendable, ...]

    @property
    def first(self) -> Finding:
        return self.found[0].finding

    @property
    def plain(self) -> list[Mendable]:
        return [each for each in self.found if each.is_plain]


# Mended with a word that can be graded, and better with an indicator that has a figure.
BETTER_MEASURED = frozenset(("B7",))


def unmendable(statement: PerformanceStatement, user, judgement: Judgement) -> list[Finding]:
    """What else asks for something of this user, or for something better than its mends."""
    parts = editable_parts(statement, user)
    cured = {
        each.finding.fingerprint
        for each in _mendable(statement, user, judgement)
        if each.finding.code not in BETTER_MEASURED
    }
    explained = {finding.fingerprint for finding, _ in answered(judgement.findings, statement).answered}
    return [
        finding
        for finding in judgement.findings
        if finding.severity is not Severity.HINT
        and finding.fingerprint not in cured | explained
        and _is_open(finding, judgement, parts)
    ]


def mendable(statement: PerformanceStatement, user, judgement: Judgement) -> list[MendableKind]:
    """By rule, in the order of the review; only in what the user may edit now, and what nobody has explained."""
    kinds: dict[str, list[Mendable]] = {}
    for each in _mendable(statement, user, judgement):
        kinds.setdefault(each.finding.code, []).append(each)
    return [MendableKind(tuple(found)) for found in kinds.values()]


def _mendable(statement: PerformanceStatement, user, judgement: Judgement) -> list[Mendable]:
    parts = editable_parts(statement, user)
    explained = {finding.fingerprint for finding, _ in answered(judgement.findings, statement).answered}
    mendable = (
        finding
        for finding in judgement.findings
        if finding.mends and finding.fingerprint not in explained and _is_open(finding, judgement, parts)
    )
    opened = opened_by_adjustment(statement)
    return [
        Mendable(finding, mends)
        for alike in group(mendable)
        for finding in alike.findings
        if (mends := opened_mends(judgement.content, finding, opened, _project_of(finding, judgement)))
    ]


def _project_of(finding: Finding, judgement: Judgement) -> int | None:
    place = finding.place
    return judgement.projects[place.index] if place.owner is OwnerKind.PROJECT else None


def _is_open(finding: Finding, judgement: Judgement, parts: Parts) -> bool:
    unit = judgement.unit_of(finding)
    return parts.department if unit is None else unit in parts.units


@transaction.atomic
def mend(
    statement: PerformanceStatement,
    chosen: Mapping[str, int],
    *,
    by,
    version: int,
    request: HttpRequest | None = None,
) -> int:
    """Do what was chosen: by fingerprint of a finding, which of its ways. All of it, or nothing; tells how many.

    Raises Refused, and Overtaken where the text has changed since the page was opened.
    """
    locked = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True).select_related(
        "department__office"
    )
    statement = locked.get(pk=statement.pk)
    if statement.version != version:
        raise Overtaken(MOVED)
    if not chosen:
        raise Refused("请选择要改正的问题。")
    judgement = judge(statement)
    known = {each.finding.fingerprint: each for each in _mendable(statement, by, judgement)}
    if any(mark not in known or not 0 <= way < len(known[mark].mends) for mark, way in chosen.items()):
        raise Overtaken(MOVED)
    found = [(known[mark].finding, known[mark].mends[way]) for mark, way in chosen.items()]
    texts = _told(found)
    try:
        after = mended(judgement.content, [(finding.place, one) for finding, one in found])
        save_content(
            after,
            department=statement.department,
            year=statement.fiscal_year,
            expected_version=version,
            by=by,
            rows=judgement.projects,
            source=Source.MENDS,
            note=texts,
        )
    except MendMissed as missed:
        raise Refused("所选的几处改到同一栏，请一处一处地改正。") from missed
    except ContentRefused as refused:
        raise Refused(*refused.problems) from refused
    record(Action.EDIT, by=by, subject=statement, details=texts, request=request)
    return len(found)


def _told(found: list[tuple[Finding, Mend]]) -> str:
    """``直接改正 7 处：B5 6处、D1 1处``."""
    codes = Counter(finding.code for finding, _ in found)
    counted = "、".join(f"{code} {number}处" for code, number in codes.items())
    return f"直接改正 {len(found)} 处：{counted}"

"""What review_text writes: the findings on files, and what was judged, as text, JSON, workbook or opinion."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from performance.content.model import StatementContent
from performance.documents.blocks import Printed
from performance.documents.reading import Read, Report
from performance.findings.account_words import account_lines
from performance.findings.checked_file import CheckedFile, checked_reading
from performance.findings.opinion import OPINION_WRITERS, opinion
from performance.findings.review_workbook import review_workbook, verdict
from performance.review import (
    Finding,
    FindingGroup,
    OwnerKind,
    ReviewAccount,
    RuleSet,
    Score,
    Severity,
    TextPlace,
    account_of,
    account_to_plain,
    finding_to_plain,
    group,
    lowest,
    review,
    score_to_plain,
    scores,
)

NOT_READ = "READ"  # stands where a finding names its rule


@dataclass(frozen=True)
class Reviewed:
    file: Path
    content: StatementContent
    findings: tuple[Finding, ...]
    report: Report
    rule_set: RuleSet
    at: str

    @property
    def verdict(self) -> str:
        return verdict(self.findings, self.report.shortfall)

    @property
    def account(self) -> ReviewAccount:
        return account_of(self.content, self.findings, self.rule_set)

    @property
    def scores(self) -> tuple[Score, ...]:
        return scores(self.content, self.findings, self.rule_set)

    @property
    def checked(self) -> CheckedFile:
        """The same for a batch."""
        read = Read(self.content, self.report)
        return checked_reading(str(self.file), read, self.findings, self.rule_set, self.at)


def as_json(reviewed: Sequence[Reviewed]) -> str:
    """A list over all files; what of a file was not read stands in it too, for an empty list says that all is well."""
    plain = [entry for each in reviewed for entry in (*_unread(each), *_found(each))]
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _found(reviewed: Reviewed) -> Iterator[dict[str, object]]:
    return (finding_to_plain(finding, str(reviewed.file)) for finding in reviewed.findings)


def _unread(reviewed: Reviewed) -> Iterator[dict[str, object]]:
    for complaint in reviewed.report.complaints():
        finding = Finding(
            NOT_READ,
            Severity.ERROR,
            "文件没有读全",
            TextPlace(OwnerKind.STATEMENT),
            evidence="",
            message=complaint,
            remedy="请按正式表样修改这一处，再审核一遍。",
        )
        yield finding_to_plain(finding, str(reviewed.file))


def as_account(reviewed: Sequence[Reviewed]) -> str:
    """For each file whether it was read whole, what was judged, the findings, and how well its projects are filled in."""
    plain = [
        {
            "file": str(each.file),
            "complete": each.report.complete,
            "at": each.at,
            "account": account_to_plain(each.account),
            "findings": [*_unread(each), *_found(each)],
            "scores": [score_to_plain(score) for score in each.scores],
        }
        for each in reviewed
    ]
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def as_text(reviewed: Sequence[Reviewed]) -> str:
    return "".join(f"{line}\n" for each in reviewed for line in _lines(each))


def _lines(reviewed: Reviewed) -> Iterator[str]:
    yield f"{reviewed.file}"
    for found in group(reviewed.findings):
        yield from (f"  {line}" for line in _group_lines(found))
    yield f"  合计：{reviewed.verdict}。"
    yield from (f"  {line}" for line in account_lines(reviewed.account, reviewed.at))
    yield from (f"  {line}" for line in _score_lines(reviewed.scores))


def _score_lines(given: Sequence[Score]) -> Iterator[str]:
    """Those of the projects that most need help, with their arithmetic; all of them are in the JSON."""
    if given:
        shown = lowest(given)
        yield (
            f"填报质量参考（不影响审核结论；可量化、有依据、放对类别、填写完整四项所占比例的平均，与本文本同类项目的中位数比较；"
            f"共{len(given)}个项目，列出较低的{len(shown)}个）："
        )
    for score in lowest(given):
        yield f"  {score.name or '未填名称的项目'}：{score.arithmetic}，中位数{score.median}分"


def _group_lines(found: FindingGroup) -> Iterator[str]:
    first = found.first
    together = f"（同一问题 {found.count} 处）" if found.count > 1 else ""
    yield f"[{first.code} {first.severity.label}] {first.message}{together}改法：{first.remedy}"
    for finding in found.findings:
        quoted = f"：“{_flat(finding.evidence)}”" if finding.evidence else ""
        expected = f" → 应当：{_flat(finding.expected)}" if finding.expected else ""
        yield f"    {finding.place}{quoted}{expected}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def as_comparison(reviewed: Sequence[Reviewed]) -> str:
    """What an adjustment of the rules changes on these texts, rule by rule."""
    before = Counter((f.code, f.severity) for each in reviewed for f in review(each.content))
    after = Counter((f.code, f.severity) for each in reviewed for f in each.findings)
    changed = sorted(key for key in before | after if before[key] != after[key])
    lines = [
        f"{code} {severity.label}：{before[code, severity]} → {after[code, severity]}\n"
        for code, severity in changed
    ]
    return "".join(lines) or "对这些文本没有影响。\n"


def _as_workbook(each: Reviewed) -> bytes:
    return review_workbook(each.content, each.findings, each.report, each.rule_set, at=each.at)


def _as_opinion(write: Callable[[Printed], bytes]) -> Callable[[Reviewed], bytes]:
    return lambda each: write(
        opinion(
            each.content,
            each.findings,
            shortfall=each.report.shortfall,
            rule_set=each.rule_set,
            at=each.at,
        )
    )


# One text for all files, or one file for each.
COMPOSERS: Mapping[str, Callable[[Sequence[Reviewed]], str]] = {
    "text": as_text,
    "json": as_json,
    "account": as_account,
}
FILES: Mapping[str, Callable[[Reviewed], bytes]] = {
    "xlsx": _as_workbook,
    **{suffix: _as_opinion(write) for suffix, write in OPINION_WRITERS.items()},
}

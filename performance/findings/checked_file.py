"""What became of a file that was reviewed: what of it was read, what was found, what was judged and when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from performance.content.json import dump_content
from performance.content.model import StatementContent
from performance.documents.convert import Unreadable, read_text
from performance.documents.formats.isolated.process import Progress, nobody_waits
from performance.documents.reading import Read
from performance.findings.review_workbook import verdict
from performance.review import Finding, RuleSet, Severity, account_of, review, rule_set_for

UNKNOWN = "未写明"


@dataclass(frozen=True)
class CheckedFile:
    """``unread`` is why nothing was read of it, or what was not understood; ``at`` is when it was judged.

    Files of one ``digest`` say the same, whatever they are called.
    """

    name: str
    department: str = ""
    year: int | None = None
    form: str = ""
    projects: int = 0
    share: float = 0.0
    shortfall: str = ""
    unread: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    account: str = ""
    at: str = ""
    digest: str = ""

    @property
    def verdict(self) -> str:
        return verdict(self.findings, self.shortfall)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def by_its_form(content: StatementContent) -> RuleSet:
    return rule_set_for(content.province, content.edition)


def check_file(
    name: str,
    content: bytes,
    progress: Progress = nobody_waits,
    rule_set_of: Callable[[StatementContent], RuleSet] = by_its_form,
    at: str = "",
) -> CheckedFile:
    """Never raises for what is wrong with the file: that is what the batch is to find out."""
    try:
        read = read_text(content, name, progress=progress)
    except Unreadable as error:
        return not_read(name, error)
    rule_set = rule_set_of(read.content)
    return checked_reading(name, read, review(read.content, rule_set), rule_set, at)


def not_read(name: str, error: Unreadable) -> CheckedFile:
    return CheckedFile(name, shortfall="没有读取", unread=tuple(error.problems))


def checked_reading(
    name: str, read: Read, findings: tuple[Finding, ...], rule_set: RuleSet, at: str
) -> CheckedFile:
    content, report = read.content, read.report
    return CheckedFile(
        name,
        " ".join(filter(None, (content.department_code, content.department_name))) or UNKNOWN,
        content.year,
        f"{content.province} {content.edition}",
        len(content.projects),
        report.placed_share,
        report.shortfall,
        (*report.complaints(), *map(str, report.uncertain)),
        findings,
        str(account_of(content, findings, rule_set)),
        at,
        hashlib.sha256(dump_content(content).encode()).hexdigest(),
    )

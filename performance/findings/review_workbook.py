"""The review workbook: the official tables of a text, and before them its findings with links to their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from performance.content.model import StatementContent
from performance.documents.blocks import Block, Cell, Heading, Paragraph, Part, Spot, Style, TableBlock
from performance.documents.formats.xlsx.remark_sheet import COLUMNS, REMARKS
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.reading import Report
from performance.documents.recognition import layout_of
from performance.findings.account_words import account_lines
from performance.findings.printed_findings import spots_of
from performance.review import Finding, RuleSet, Severity, account_of

_WIDTHS = (5, 6, 6, 26, 26, 24, 16, 27)
_NOTHING = "没有发现问题"


def review_workbook(
    content: StatementContent,
    findings: Sequence[Finding],
    report: Report | None = None,
    rule_set: RuleSet | None = None,
    *,
    at: str = "",
) -> bytes:
    """With the ``report`` of a reading, what was not read stands before what was found; ``at`` is when it was judged.
    Raises UnknownLayout.
    """
    printed = layout_of(content.province, content.edition).render(content)
    spots = spots_of(findings, content, printed)
    rows = [_row(number, *pair) for number, pair in enumerate(zip(findings, spots, strict=True), 1)]
    head = tuple(Cell(caption, style=Style.CAPTION) for caption in COLUMNS)
    table = TableBlock((head, *rows), _WIDTHS, header=range(1))
    unread = [] if report is None else [Paragraph(f"未读懂：{words}") for words in report.complaints()]
    judged, *which = account_lines(account_of(content, findings, rule_set), at)
    blocks: tuple[Block, ...] = (
        Heading(f"{printed.title}{REMARKS}", 1),
        Paragraph(f"{verdict(findings, report.shortfall if report else '')}。{judged}"),
        *unread,
        table,
        *map(Paragraph, which),  # below the table, whose header stays in sight
    )
    return xlsx_bytes(printed, Part(REMARKS, blocks))


def _row(number: int, finding: Finding, spot: Spot) -> tuple[Cell, ...]:
    return (
        Cell(str(number), style=Style.CENTRED),
        Cell(finding.severity.label, style=Style.CENTRED),
        Cell(finding.code, style=Style.CENTRED, link=spot),  # short: LibreOffice wraps no text that is a link
        Cell(str(finding.place)),
        Cell(finding.evidence),
        Cell(finding.message),
        Cell(finding.expected),
        Cell(finding.remedy),
    )


def counted(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, in one line."""
    return "、".join(_counts(findings)) or _NOTHING


def verdict(findings: Sequence[Finding], shortfall: str) -> str:
    """What a review comes to. Of a text that was not read as a whole, nobody can say that nothing is wrong with it."""
    if not shortfall:
        return counted(findings)
    return f"{shortfall}；已读到的内容中：{counted(findings)}" if findings else shortfall


def _counts(findings: Sequence[Finding]) -> Iterator[str]:
    numbers = Counter(finding.severity for finding in findings)
    for severity in Severity:
        if numbers[severity]:
            yield f"{severity.label} {numbers[severity]} 处"

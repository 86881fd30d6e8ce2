"""The review workbook: the official tables of a text, and before them its findings with links to their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from performance.content.model import StatementContent
from performance.documents.blocks import Cell, Heading, Paragraph, Part, Spot, Style, TableBlock
from performance.documents.formats.xlsx.remark_sheet import COLUMNS, REMARKS
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.recognition import layout_of
from performance.findings.printed_findings import spots_of
from performance.review import Finding, Severity

_WIDTHS = (5, 6, 6, 26, 26, 24, 16, 27)
_NOTHING = "没有发现问题"


def review_workbook(content: StatementContent, findings: Sequence[Finding]) -> bytes:
    """Raises UnknownLayout."""
    printed = layout_of(content.province, content.edition).render(content)
    spots = spots_of(findings, content, printed)
    rows = [_row(number, *pair) for number, pair in enumerate(zip(findings, spots, strict=True), 1)]
    head = tuple(Cell(caption, style=Style.CAPTION) for caption in COLUMNS)
    table = TableBlock((head, *rows), _WIDTHS, header=range(1))
    blocks = (Heading(f"{printed.title}{REMARKS}", 1), Paragraph(counted(findings)), table)
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


def _counts(findings: Sequence[Finding]) -> Iterator[str]:
    numbers = Counter(finding.severity for finding in findings)
    for severity in Severity:
        if numbers[severity]:
            yield f"{severity.label} {numbers[severity]} 处"

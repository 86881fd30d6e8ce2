"""A batch of texts reviewed: summed up, by file, by rule and by department, and every finding, in one workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from performance.documents.blocks import Cell, Heading, Part, Printed, Style, TableBlock
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.findings.batch_summary import sections
from performance.findings.checked_file import UNKNOWN, CheckedFile
from performance.review import Finding, Severity

TITLE = "成批体检"
Columns = Sequence[tuple[str, float]]


def summary(checked: Sequence[CheckedFile]) -> str:
    """One line for whoever waits."""
    whole = sum(not one.shortfall for one in checked)
    errors = sum(_count(one.findings, Severity.ERROR) for one in checked)
    return f"共 {len(checked)} 个文件：读全 {whole} 个，其余 {len(checked) - whole} 个须先处理没有读懂的内容；错误 {errors} 处。"


def batch_workbook(checked: Sequence[CheckedFile]) -> bytes:
    sheets: tuple[tuple[str, Columns, Iterator[Sequence[str]]], ...] = (
        ("汇总", _SUMMARY_COLUMNS, _summary(checked)),
        ("按文件", _FILE_COLUMNS, _by_file(checked)),
        ("按规则", _RULE_COLUMNS, _by_rule(checked)),
        ("按部门", _DEPARTMENT_COLUMNS, _by_department(checked)),
        ("问题清单", _FINDING_COLUMNS, _findings(checked)),
        ("没有读懂", _UNREAD_COLUMNS, _unread(checked)),
    )
    parts = tuple(Part(title, _table(title, columns, tuple(rows))) for title, columns, rows in sheets)
    return xlsx_bytes(Printed(TITLE, (summary(checked),), parts))


_SUMMARY_COLUMNS: Columns = (("说的是", 22), ("内容", 110))
_FILE_COLUMNS: Columns = (
    *(("文件", 34), ("部门", 24), ("年度", 8), ("版式", 16), ("项目数", 8), ("读入", 8)),
    *(("错误", 8), ("警告", 8), ("提示", 8), ("结论", 40), ("审了什么", 50), ("审核时间", 17)),
)
_RULE_COLUMNS: Columns = (("规则", 8), ("级别", 8), ("问题", 60), ("处数", 8), ("文件数", 8))
_DEPARTMENT_COLUMNS: Columns = (
    ("部门", 30),
    ("文件数", 8),
    ("读全", 8),
    ("错误", 8),
    ("警告", 8),
    ("提示", 8),
)
_FINDING_COLUMNS: Columns = (
    *(
        ("文件", 30),
        ("部门", 20),
        ("级别", 8),
        ("规则", 8),
        ("位置", 28),
        ("原文", 28),
        ("问题", 36),
        ("改法", 36),
    ),
)
_UNREAD_COLUMNS: Columns = (("文件", 34), ("没有读懂的内容", 90))
_LEVELS = (Severity.ERROR, Severity.WARNING, Severity.HINT)


def _table(
    title: str, columns: Columns, rows: Sequence[Sequence[str]]
) -> Callable[[], tuple[Heading | TableBlock, ...]]:
    head = tuple(Cell(name, style=Style.CAPTION) for name, _ in columns)
    body = tuple(tuple(Cell(text) for text in row) for row in rows)
    widths = tuple(width for _, width in columns)
    return lambda: (Heading(title, 1), TableBlock((head, *body), widths, header=range(1)))


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)


def _levels(findings: Sequence[Finding]) -> list[str]:
    return [str(_count(findings, severity)) for severity in _LEVELS]


def _summary(checked: Sequence[CheckedFile]) -> Iterator[Sequence[str]]:
    for title, lines in sections(checked):
        yield from ((title, line) for line in lines)


def _by_file(checked: Sequence[CheckedFile]) -> Iterator[Sequence[str]]:
    for one in checked:
        known = (one.department, str(one.year or UNKNOWN), one.form) if one.form else ("", "", "")
        share = f"{int(one.share * 100)}%" if one.form else "0%"
        yield (
            one.name,
            *known,
            str(one.projects),
            share,
            *_levels(one.findings),
            one.verdict,
            one.account,
            one.at,
        )


def _by_rule(checked: Sequence[CheckedFile]) -> Iterator[Sequence[str]]:
    places: Counter[str] = Counter()
    files: Counter[str] = Counter()
    example: dict[str, Finding] = {}
    for one in checked:
        codes = Counter(finding.code for finding in one.findings)
        places.update(codes)
        files.update(codes.keys())
        example |= {finding.code: finding for finding in one.findings}
    for code, number in sorted(places.items(), key=lambda pair: (-pair[1], pair[0])):
        finding = example[code]
        yield code, finding.severity.label, finding.message, str(number), str(files[code])


def _by_department(checked: Sequence[CheckedFile]) -> Iterator[Sequence[str]]:
    together: dict[str, list[CheckedFile]] = {}
    for one in checked:
        together.setdefault(one.department or "（没有读取）", []).append(one)
    for department, files in sorted(together.items()):
        findings = [finding for one in files for finding in one.findings]
        whole = sum(not one.shortfall for one in files)
        yield department, str(len(files)), str(whole), *_levels(findings)


def _findings(checked: Sequence[CheckedFile]) -> Iterator[Sequence[str]]:
    for one in checked:
        for finding in one.findings:
            yield (
                *(one.name, one.department, finding.severity.label, finding.code, str(finding.place)),
                *(finding.evidence, finding.message, finding.remedy),
            )


def _unread(checked: Sequence[CheckedFile]) -> Iterator[Sequence[str]]:
    for one in checked:
        for words in one.unread:
            yield one.name, words

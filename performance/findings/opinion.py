"""The review opinion: what a text must mend, must explain and is advised, on one page for those who have no account.

Kinds of findings with their numbers and a few of their places; what the page does not hold is counted on it, and
stands in the review workbook place by place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from performance.content.model import StatementContent
from performance.documents.blocks import Cell, Heading, Part, Printed, Style, TableBlock
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.findings.decisions import decisions
from performance.findings.review_workbook import verdict
from performance.review import Finding, Outcome, ReviewAccount, RuleSet, Severity, account_of, group
from performance.review.findings import MAY_BE_EXPLAINED

Row = tuple[Cell, ...]
Kind = tuple[str, str, list[Finding]]  # rule, what it says, and its places

_PARTS = (
    ("一、必须修改", Severity.ERROR, "没有必须修改的问题。"),
    ("二、须改正或说明理由", Severity.WARNING, "没有须说明的问题。"),
    ("三、建议", Severity.HINT, "没有建议。"),
)
LINES = 30  # of the table on an A4 page, below the title
_GRID = (
    8,
    29,
    8,
    26,
    29,
)  # relative widths; what a line of each column holds is a little less than its width
_HELD = (4, 13, 4, 11, 13)  # characters that a line of each column holds
_COLUMNS = ("规则", "问题", "处数", "在哪里", "改法")
_SHARE = {Severity.ERROR: 10, Severity.WARNING: 11}  # lines of each part; what one leaves, the next has
_MOST_DECIDED = 3
_MARGIN = 0.35  # of a line, above and below what a row says
_MOST_ADVICE = 6
_MOST_NAMED = 8  # kinds for which there is no room
_LONGEST = 18  # characters of a name


def opinion(
    content: StatementContent,
    findings: Sequence[Finding],
    *,
    shortfall: str = "",
    rule_set: RuleSet | None = None,
    at: str = "",
) -> Printed:
    """``at`` is when it was judged, as printed. ``shortfall`` says that the file was not read whole: it gets no verdict."""
    year = f"{content.year}年" if content.year else ""
    title = f"{''.join(content.department_name.split()) or '部门'}{year}预算绩效文本审核意见"
    rows = _rows(content, findings, verdict(findings, shortfall), account_of(content, findings, rule_set), at)
    table = TableBlock(
        (tuple(Cell(each, style=Style.CAPTION) for each in _COLUMNS), *rows), _GRID, header=range(1)
    )
    return Printed(title, (title,), (Part(title, (Heading(title, 2), table)),), has_cover=False)


def _rows(
    content: StatementContent, findings: Sequence[Finding], outcome: str, account: ReviewAccount, at: str
) -> Iterator[Row]:
    first = [_line(f"{outcome}。"), *map(_line, _decided(content, findings))]
    judged = [*map(_line, _judged(account, at))]
    advice = [_line(_in_one(findings))]
    yield from first
    left: float = LINES - sum(map(_height, (*first, *judged, *advice))) - 1 - len(_PARTS)
    spare: float = max(0, left - sum(_SHARE.values()))
    for heading, severity, nothing in _PARTS:
        yield _caption(_meaning(heading, severity))
        if severity is Severity.HINT:
            yield from advice
        else:
            room = min(left, _SHARE[severity] + spare)
            rows = [*_kind_rows(findings, severity, room)] or [_line(nothing)]
            yield from rows
            used = sum(map(_height, rows))
            left, spare = left - used, max(0, room - used)
    yield from judged


def _decided(content: StatementContent, findings: Sequence[Finding]) -> Iterator[str]:
    named = [
        f"{each.topic.label}{each.number}处（{_short(each.where, 18)}）"
        for each in decisions(content, findings)[:_MOST_DECIDED]
    ]
    if named:
        yield f"先看：{'；'.join(named)}。"


def _kind_rows(findings: Sequence[Finding], severity: Severity, room: float) -> Iterator[Row]:
    """As many kinds as there is room for, at least one; those left out are named and counted in one line."""
    kinds = list(_kinds(findings, severity))
    rows = [_kind_row(*kind) for kind in kinds]
    for number in range(len(rows), 0, -1):
        shown = [*rows[:number], *_others(kinds[number:])]
        if sum(map(_height, shown)) <= room or number == 1:
            yield from shown
            return


def _kind_row(code: str, title: str, places: Sequence[Finding]) -> Row:
    return (
        Cell(code, style=Style.CENTRED),
        Cell(f"（{MAY_BE_EXPLAINED}）{title}" if _may_be_explained(places[0]) else title),
        Cell(str(len(places)), style=Style.CENTRED),
        Cell(_places(places)),
        Cell(places[0].remedy),
    )


def _others(kinds: Sequence[Kind]) -> Iterator[Row]:
    if not kinds:
        return
    named = "、".join(f"{code} {places[0].title}{len(places)}处" for code, _, places in kinds[:_MOST_NAMED])
    number = sum(len(places) for *_, places in kinds)
    more = "等" if len(kinds) > _MOST_NAMED else ""
    yield _line(f"另有{len(kinds)}类{number}处，见审核工作簿：{named}{more}。")


def _meaning(heading: str, severity: Severity) -> str:
    """Advice needs no explanation of what follows from it."""
    if severity is Severity.HINT:
        return heading
    return f"{heading}（{severity.label}：{severity.consequence}）"


def _may_be_explained(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.waivable


def _in_one(findings: Sequence[Finding]) -> str:
    """Advice is named and counted in one paragraph."""
    kinds = _kinds(findings, Severity.HINT)
    named = [f"{places[0].title}（{len(places)}处）" for *_, places in kinds]
    rest = f"；另有{len(named) - _MOST_ADVICE}类，见审核工作簿" if len(named) > _MOST_ADVICE else ""
    return f"{'；'.join(named[:_MOST_ADVICE])}{rest}。" if named else "没有建议。"


def _kinds(findings: Sequence[Finding], severity: Severity) -> Iterator[Kind]:
    """By rule, in the order of weight; a rule that says but one thing says it, else its title stands for all."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for found in group(finding for finding in findings if finding.severity is severity):
        kinds[found.first.code] += found.findings
    for code, places in kinds.items():
        messages = {finding.message for finding in places}
        title = places[0].message.rstrip("。") if len(messages) == 1 else places[0].title
        yield code, title, places


def _places(findings: Sequence[Finding]) -> str:
    """The first project or part, and how many others."""
    named = list(dict.fromkeys(map(_where, findings)))
    return named[0] + (f"等{len(named)}个" if len(named) > 1 else "")


def _where(finding: Finding) -> str:
    place = finding.place
    return _short("".join((place.project_name or place.section or place.owner.label).split()))


def _short(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _judged(account: ReviewAccount, at: str) -> Iterator[str]:
    """The versions and the time, and for what reason how many rules were not applied; the workbook names each."""
    yield f"审了什么：{account}{f'审核时间 {at}。' if at else ''}"
    for outcome in (Outcome.UNDECIDED, Outcome.NOT_APPLICABLE):
        reasons: dict[str, list[str]] = defaultdict(list)
        for each in account.of(outcome):
            reasons[each.reason].append(each.code)
        if reasons:
            listed = "；".join(f"{'、'.join(codes)} {reason}" for reason, codes in reasons.items())
            yield f"{outcome.label}：{_short(listed, 90)}。"


def _line(text: str) -> Row:
    return (Cell(text, span=len(_GRID)),)


def _caption(text: str) -> Row:
    return (Cell(text, span=len(_GRID), style=Style.CAPTION),)


def _height(row: Row) -> float:
    """In lines: a letter or digit is half as wide as a character."""
    widths = _HELD if len(row) > 1 else (sum(_HELD),)
    return _MARGIN + max(
        ceil(_width(cell.text) / width) or 1 for cell, width in zip(row, widths, strict=True)
    )


def _width(text: str) -> float:
    return sum(0.55 if char.isascii() else 1 for char in text)


def opinion_docx(printed: Printed) -> bytes:
    return docx_bytes(printed)


def opinion_pdf(printed: Printed) -> bytes:
    """An opinion is no draft of a text. Raises Unprintable."""
    return pdf_bytes(printed, marks=Marks(draft=False))


OPINION_WRITERS = {"docx": opinion_docx, "pdf": opinion_pdf}

"""The review opinion: what a text must mend, must explain and is advised, on paper for those who have no account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from performance.content.model import StatementContent
from performance.documents.blocks import Block, Heading, Paragraph, Part, Printed
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.findings.decisions import decisions
from performance.findings.review_workbook import verdict
from performance.review import Finding, FindingGroup, Outcome, RuleSet, Severity, account_of, group
from performance.review.findings import MAY_BE_EXPLAINED

_MUST_MEND = "一、必须修改", Severity.ERROR, "没有必须修改的问题。"
_MUST_EXPLAIN = "二、须改正或说明理由", Severity.WARNING, "没有须说明的问题。"
_ADVICE = "三、建议"
_MOST_PLACES = 3  # of one kind; the workbook has them all


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
    blocks = tuple(_blocks(title, content, findings, shortfall=shortfall, rule_set=rule_set, at=at))
    return Printed(title, (title,), (Part(title, blocks),), has_cover=False)


def _blocks(
    title: str,
    content: StatementContent,
    findings: Sequence[Finding],
    *,
    shortfall: str,
    rule_set: RuleSet | None,
    at: str,
) -> Iterator[Block]:
    yield Heading(title, 1)
    yield Paragraph(verdict(findings, shortfall) + "。")
    for number, decision in enumerate(decisions(content, findings), 1):
        yield Paragraph(
            f"{number}．{decision.topic.label}（{decision.number}处）：{decision.message}{decision.where}。"
        )
    for heading, severity, nothing in (_MUST_MEND, _MUST_EXPLAIN):
        yield Paragraph(f"{heading}（{severity.label}：{severity.consequence}）")
        groups = group(finding for finding in findings if finding.severity is severity)
        yield from (Paragraph(f"{number}．{_said(each)}") for number, each in enumerate(groups, 1))
        if not groups:
            yield Paragraph(nothing)
    yield Paragraph(_ADVICE)
    advice = group(finding for finding in findings if finding.severity is Severity.HINT)
    yield Paragraph(
        "；".join(f"{each.first.title}（{each.count}处）" for each in advice) + "。"
        if advice
        else "没有建议。"
    )
    account = account_of(content, findings, rule_set)
    yield Paragraph(f"审了什么：{account}{'审核时间 ' + at + '。' if at else ''}")
    for outcome in (Outcome.UNDECIDED, Outcome.NOT_APPLICABLE):
        if of_kind := account.of(outcome):
            listed = "；".join(f"{each.code} {each.title}（{each.reason}）" for each in of_kind)
            yield Paragraph(f"{outcome.label}：{listed}。")


def _said(found: FindingGroup) -> str:
    """What is wrong, where, and how to mend it, in one paragraph."""
    first = found.first
    places = list(dict.fromkeys(map(_where, found.findings)))
    more = f"等{found.count}处" if found.count > len(places[:_MOST_PLACES]) else ""
    explained = first.severity is Severity.ERROR and first.waivable
    may = f"（{MAY_BE_EXPLAINED}）" if explained else ""
    return f"【{first.topic.label}】{may}{first.message}（{first.code}：{'；'.join(places[:_MOST_PLACES])}{more}）{first.remedy}"


def _where(finding: Finding) -> str:
    place = finding.place
    named = place.project_name or place.section or place.owner.label
    return f"{named}“{finding.evidence[:_LONGEST]}”" if finding.evidence else named


_LONGEST = 40  # characters quoted


def opinion_docx(printed: Printed) -> bytes:
    return docx_bytes(printed)


def opinion_pdf(printed: Printed) -> bytes:
    """An opinion is no draft of a text. Raises Unprintable."""
    return pdf_bytes(printed, marks=Marks(draft=False))


OPINION_WRITERS = {"docx": opinion_docx, "pdf": opinion_pdf}

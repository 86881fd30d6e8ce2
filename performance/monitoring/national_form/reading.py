"""What a filled form says, whoever filled it: found by its captions; what finds no place is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from performance.alerts.period import ReasonKind
from performance.documents.blocks import Source
from performance.documents.table_rows import rows_of
from performance.documents.uncertain import is_recognised
from performance.monitoring.content import NO, YES, ReportContent, from_plain, to_plain
from performance.monitoring.national_form.captions import (
    COMPARED,
    GOAL,
    ON_TRACK,
    REPORT,
    SAID,
    is_caption,
    months_of,
    plain_caption,
)
from performance.monitoring.national_form.money import Money
from performance.monitoring.national_form.states import States
from performance.monitoring.page_fields import labels_of, saying, texts_of
from performance.monitoring.report import Report
from performance.written.blanks import kept_where_blank, said_of_blanks
from performance.written.files.account import RowAccount, quote
from performance.written.files.sections import NoPaper, doubts_of, section_of, subject_in

__all__ = ["NoPaper", "ReadForm", "read_form"]


@dataclass(frozen=True)
class ReadForm:
    """``remarks`` are what was not put anywhere, or does not agree with what was approved; each with its row."""

    content: ReportContent
    remarks: tuple[str, ...]


def read_form(source: Source, report: Report) -> ReadForm:
    """The same report with what the file says; what the file does not say or leaves blank stays. Raises NoPaper."""
    section = section_of(rows_of(source), report.row, REPORT)
    account, head = RowAccount(section.rows, is_caption), section.head
    remarks = [*doubts_of(section, report.row, REPORT), *_other_months(account, head, report)]
    if is_recognised(source):
        remarks.append("文件是扫描件，文字由识别得来，请逐栏对照原件核对。")
    _skip_facts(account, head)
    _skip_comparison(account, head)
    content = replace(report.content, funds=Money(report, account, remarks).read(head))
    content = replace(content, states=States(report, account, remarks).read(head))
    content = _with_texts(content, account, remarks)
    kept = kept_where_blank(texts_of(report.content), texts_of(content))
    remarks += said_of_blanks(kept, labels_of(content))
    content = saying(content, texts_of(content) | kept)
    return ReadForm(content, (*remarks, *account.left()))


def _other_months(account: RowAccount, head: int, report: Report) -> Iterator[str]:
    """Whether the captions name another period than that of the report."""
    row, label = account.rows[head], report.row.task.label
    named = next((months for cell in row.cells if (months := months_of(cell))), [])
    if named and months_of(label) and named != months_of(label):
        printed = next(cell for cell in row.cells if months_of(cell))
        yield f"{row.place}：文件的栏名是“{printed.strip()}”，这份监控报告是{label}的，请核对是不是选错了文件。"


def _skip_facts(account: RowAccount, head: int) -> None:
    """Names and officers are told by the system, the goal by the approved text."""
    for number in range(head):
        row = account.rows[number]
        first = next((cell for cell in row.cells if cell.strip()), "")
        told_elsewhere = plain_caption(first).startswith(
            ("主管部门", "实施单位", "项目单位", "项目负责人", GOAL)
        )
        if told_elsewhere or subject_in(row, REPORT) is not None:
            account.skip(number)


def _skip_comparison(account: RowAccount, head: int) -> None:
    """What a print of ours says below the form stands in it already, or in the period before."""
    begins = None
    for number in range(head + 1, len(account.rows)):
        if tuple(cell.strip() for cell in account.rows[number].cells if cell.strip()) == COMPARED:
            begins = number
        if begins is not None:
            account.skip(number)


def _with_texts(content: ReportContent, account: RowAccount, remarks: list[str]) -> ReportContent:
    """A text stands beside its caption."""
    labels: dict[str, str] = {}
    for number, row in enumerate(account.rows):
        filled = [place for place, cell in enumerate(row.cells) if cell.strip()]
        name = SAID.get(plain_caption(row.cells[filled[0]])) if filled else None
        if not name or len(filled) < 2 or plain_caption(row.cells[filled[1]]) in SAID:
            continue
        if name not in labels:
            labels[name] = account.take(number, filled[1])
    if (answer := labels.get("on_track", YES)) not in (YES, NO):
        remarks.append(f"“{ON_TRACK}”写的是“{quote(answer)}”，没有填入，请在页面上选“{YES}”或“{NO}”。")
        del labels["on_track"]
    read: dict[str, object] = {**labels}
    if "kinds" in labels:
        words = labels["kinds"]
        read["kinds"] = [kind.value for kind in ReasonKind if kind.label in words]
        if left := _left_over(words):
            remarks.append(
                f"原因类型中的“{left}”不是{'、'.join(kind.label for kind in ReasonKind)}之一，没有填入。"
            )
    return from_plain({**to_plain(content), **read})


def _left_over(words: str) -> str:
    """What is none of the kinds that the form names."""
    for kind in ReasonKind:
        words = words.replace(kind.label, "")
    return words.strip(" 、，,;；/")

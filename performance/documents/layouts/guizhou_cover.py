"""The lines around the Guizhou forms: cover, headings, and who made the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from indicators.text import normalise_label
from performance.content.model import CoverContent, StatementContent
from performance.documents.blocks import Block, Heading, Paragraph, SourceRow
from performance.documents.cells import one_line, verbatim
from performance.documents.reading import Cursor

_TITLE = re.compile(
    r"(?P<name>.*?)\s*(?P<year>20\d\d)?\s*(?:年度?)?(?:部门整体支出|部门)?(?:预算)?绩效目标表"
)
_PROJECT_TITLE = re.compile(r"(?P<name>.*?)\s*项目绩效目标表")
_YEAR = re.compile(r"[(（]\s*(?P<year>20\d\d)\s*年度\s*[)）]")
_MADE_BY = re.compile(r"编制单位(?:[(（]盖章[)）])?\s*[:：]\s*(?P<name>.*)")
_ATTACHMENT = re.compile(r"(?P<attachment>附件\s*\d*)\s*[:：]?")
_FILLED_BY = re.compile(r"经办人\s*[:：]\s*(?P<filled_by>.*)")
_PHONE = re.compile(r"联系电话[^:：]*[:：]\s*(?P<phone>.*)")
_PREPARED_BY = re.compile(r"(?P<prepared_by>.*?)\s*编制")


@dataclass(frozen=True)
class Head:
    """What the lines around the forms said so far."""

    content: CoverContent = field(default_factory=CoverContent)
    department_name: str = ""
    year: int | None = None


def is_heading(row: SourceRow) -> bool:
    """Whether a form begins here, so that the one before has ended."""
    text = one_line(row.text)
    return bool(text) and any(p.fullmatch(text) for p in (_PROJECT_TITLE, _TITLE))


def read_line(cursor: Cursor, head: Head) -> Head:
    """The head with the next line read into it.

    A line that says nothing known, or otherwise than a line before it, is not placed.
    """
    row = cursor.row
    assert row is not None  # noqa: S101 - the caller looks before it reads
    text = verbatim(row.text)
    cursor.advance()
    if (
        text and cursor.row is not None and normalise_label(cursor.row.text) == "编制"
    ):  # name and word on two lines
        found = _cover_line(f"{text}编制", head)
        if found is not None:
            cursor.advance()
            return found
    found = _headline(text, head) or _cover_line(text, head)
    if found is None:
        cursor.leave_out(row)
    return found or head


def _headline(text: str, head: Head) -> Head | None:
    for pattern in (_YEAR, _MADE_BY, _PROJECT_TITLE, _TITLE):
        if match := pattern.fullmatch(one_line(text)):
            groups = match.groupdict()
            year = int(groups.get("year") or 0) or head.year
            name = (groups.get("name") or "").strip() or head.department_name
            if year != (head.year or year) or normalise_label(name) != normalise_label(
                head.department_name or name
            ):
                return None
            return replace(head, year=year, department_name=head.department_name or name)
    return None


def _cover_line(text: str, head: Head) -> Head | None:
    for pattern in (_ATTACHMENT, _FILLED_BY, _PHONE, _PREPARED_BY):
        if match := pattern.fullmatch(one_line(text)):
            groups = match.groupdict()
            if any(getattr(head.content, name) not in ("", line) for name, line in groups.items()):
                return None
            return replace(head, content=replace(head.content, **groups))
    return None


def title(content: StatementContent) -> str:
    return f"{content.department_name}{_year(content)}预算绩效目标表"


def _year(content: StatementContent) -> str:
    return f"{content.year}年" if content.year else ""


def lines(content: StatementContent) -> Iterator[str]:
    cover = content.cover
    if cover.attachment:
        yield f"{cover.attachment}："
    if cover.prepared_by:
        yield f"{cover.prepared_by}编制"
    if cover.filled_by:
        yield f"经办人：{cover.filled_by}"
    if cover.phone:
        yield f"联系电话：{cover.phone}"


def department_heading(content: StatementContent) -> tuple[Block, ...]:
    heading = f"{content.department_name}{_year(content)}部门整体支出绩效目标表"
    return (Heading(heading, 1), Paragraph(f"编制单位：{content.department_name}"))


def project_heading(content: StatementContent) -> tuple[Block, ...]:
    year = (Paragraph(f"（{_year(content)}度）"),) if content.year else ()
    made_by = Paragraph(f"编制单位(盖章)：{content.department_name}")
    return (Heading(f"{content.department_name}项目绩效目标表", 1), *year, made_by)

"""The opinion on a batch of texts, as Word and PDF print it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from performance.documents.blocks import Block, Heading, Paragraph, Part, Printed
from performance.findings.batch_summary import sections
from performance.findings.checked_file import CheckedFile

_TITLE = "部门预算绩效文本批量审核意见"
_NUMERALS = "一二三四五六七八九"


def batch_opinion(files: Sequence[CheckedFile]) -> Printed:
    return Printed(_TITLE, (_TITLE,), (Part(_TITLE, tuple(_blocks(files))),), has_cover=False)


def _blocks(files: Sequence[CheckedFile]) -> Iterator[Block]:
    (_, judged), *others = sections(files)
    yield Heading(_TITLE, 1)
    yield from map(Paragraph, judged)
    for numeral, (title, lines) in zip(_NUMERALS, others, strict=False):
        yield Paragraph(f"{numeral}、{title}")
        yield from map(Paragraph, lines)

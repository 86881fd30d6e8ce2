"""Which rows of a file are the paper that is asked for: a file may hold those of many projects."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from indicators.text import normalise_label
from performance.documents.blocks import SourceRow
from performance.models import MonitoringReport, SelfEvaluation

_YEAR = re.compile(r"(20\d\d)年")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_CODE = 5  # what is shorter numbers the parts of a project


Paper = MonitoringReport | SelfEvaluation


class NoPaper(ValueError):
    """The file has no list of indicators of this kind, or not that of this paper."""


@dataclass(frozen=True)
class PaperCaptions:
    """How a kind of paper is called, and by what its lists of indicators and its subject are known."""

    noun: str
    heads: str  # of its list, as a sentence says them
    is_head: Callable[[SourceRow], bool]
    is_subject: Callable[[str], bool]


@dataclass(frozen=True)
class Section:
    """The rows of one paper; ``head`` is the place of the captions of its indicators."""

    rows: Sequence[SourceRow]
    head: int
    subject: str


def section_of(rows: Sequence[SourceRow], paper: Paper, captions: PaperCaptions) -> Section:
    """Raises NoPaper."""
    found = list(_sections(rows, captions))
    if not found:
        raise NoPaper(f"文件里没有{captions.heads}的表头，不是绩效{captions.noun}。")
    if len(found) == 1:
        return found[0]
    own = [section for section in found if is_of(section.subject, paper)]
    if len(own) == 1:
        return own[0]
    how_many = "没有一张" if not own else f"有{len(own)}张"
    raise NoPaper(
        f"文件里有{len(found)}张{captions.noun}，{how_many}是“{paper.label}”的；请只留下要读入的一张。"
    )


def _sections(rows: Sequence[SourceRow], captions: PaperCaptions) -> Iterator[Section]:
    """A row that names a subject, below the captions of indicators, begins the next paper, if captions follow there."""
    found: list[tuple[int, int, str]] = []
    start, head, subject = 0, None, ""
    for number, row in enumerate(rows):
        named = subject_in(row, captions)
        if named is not None and head is not None:
            found.append((start, head, subject))
            start, head, subject = number, None, named
        elif named is not None:
            subject = subject or named
        elif head is None and captions.is_head(row):
            head = number
    if head is not None:
        found.append((start, head, subject))
    ends = [*(start for start, _, _ in found[1:]), len(rows)]
    for (start, head, subject), end in zip(found, ends, strict=False):
        yield Section(rows[start:end], head - start, subject)


def subject_in(row: SourceRow, captions: PaperCaptions) -> str | None:
    """What a paper is of, beside its caption; the name of a project may stand in one cell with it."""
    texts = [cell.strip() for cell in row.cells if cell.strip()]
    if not texts:
        return None
    label, _, named = texts[0].replace("：", ":").partition(":")
    if named.strip() and "项目" in label and captions.is_subject(label):
        return named.strip()
    return texts[1] if len(texts) > 1 and captions.is_subject(texts[0]) else None


def is_of(subject: str, paper: Paper) -> bool:
    """However the name is printed: alone, or beside a code. What says more than that is another one: 二期."""
    label, code = normalise_label(subject), paper.code
    alone = rf"(?<![0-9A-Za-z]){re.escape(code)}(?![0-9A-Za-z])"
    if code and (label == code or (len(code) >= _SHORTEST_CODE and re.search(alone, label))):
        return True
    names = [paper.label]
    if paper.unit_id is None:
        names.append(paper.statement.department.name)
    own = {paper.statement.department.code}
    if not label.startswith(normalise_label(paper.label)):
        own.add(code)  # behind its name a short number may be that of a part: 公园2
    return any(name and _is_beside_a_code(normalise_label(name), label, own) for name in names)


def _is_beside_a_code(name: str, label: str, own: Container[str]) -> bool:
    before, found, behind = label.partition(name)
    rest = [word for word in _WORD.findall(f"{before} {behind}") if word not in own]
    return bool(found) and all(word.isascii() and len(word) >= _SHORTEST_CODE for word in rest)


def doubts_of(section: Section, paper: Paper, captions: PaperCaptions) -> Iterator[str]:
    """Whether it is the right file: another name, another year."""
    if section.subject and not is_of(section.subject, paper):
        own = paper.label
        yield f"文件里写的是“{section.subject}”，这张{captions.noun}是“{own}”的，请核对是不是选错了文件。"
    year = paper.statement.fiscal_year
    for row in section.rows[: section.head]:
        lines = [cell.strip() for cell in row.cells if cell.strip()]
        if len(lines) == 1 and len(lines[0]) < 40 and (found := _YEAR.search(lines[0])):
            if int(found[1]) != year:
                yield f"{row.place}：“{lines[0]}”，这张{captions.noun}是{year}年的，请核对是不是选错了文件。"
            return

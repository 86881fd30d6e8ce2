"""The opinion on a batch of texts: kinds of findings by severity, the weakest departments, and what was sent in twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from performance.content.json import dump_content
from performance.content.model import StatementContent
from performance.documents.blocks import Block, Heading, Paragraph, Part, Printed
from performance.review import Finding, Severity

_TITLE = "部门预算绩效文本批量审核意见"
_MOST_KINDS = 15
_MOST_DEPARTMENTS = 10


@dataclass(frozen=True)
class JudgedFile:
    """``complete``: whether the file was read whole; what was not gets no verdict and no rank."""

    name: str
    content: StatementContent
    findings: tuple[Finding, ...]
    complete: bool = True

    @property
    def department(self) -> str:
        return "".join(self.content.department_name.split()) or self.name

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def batch_opinion(files: Sequence[JudgedFile]) -> Printed:
    return Printed(_TITLE, (_TITLE,), (Part(_TITLE, tuple(_blocks(files))),), has_cover=False)


def _blocks(files: Sequence[JudgedFile]) -> Iterator[Block]:
    whole = [each for each in files if each.complete]
    yield Heading(_TITLE, 1)
    yield Paragraph(f"共{len(files)}份文本，读全并审核{len(whole)}份。")
    for each in files:
        if not each.complete:
            yield Paragraph(f"“{each.name}”没有读全，不作结论。")
    yield Paragraph("一、问题的种类")
    yield from map(Paragraph, _kinds(whole))
    yield Paragraph("二、问题最多的部门")
    yield from map(Paragraph, _weakest(whole))
    yield Paragraph("三、内容相同的文本")
    yield from map(Paragraph, _repeats(files))


def _kinds(files: Sequence[JudgedFile]) -> Iterator[str]:
    for severity in Severity:
        found = [f for each in files for f in each.findings if f.severity is severity]
        titles = {finding.code: finding.title for finding in found}
        texts: dict[str, set[str]] = defaultdict(set)
        for each in files:
            for finding in each.findings:
                if finding.severity is severity:
                    texts[finding.code].add(each.name)
        common = Counter(finding.code for finding in found).most_common(_MOST_KINDS)
        listed = "；".join(f"{code} {titles[code]} {n}处（{len(texts[code])}份）" for code, n in common)
        yield f"{severity.label}{len(found)}处：{listed}。" if found else f"没有{severity.label}。"


def _weakest(files: Sequence[JudgedFile]) -> Iterator[str]:
    faulty = [each for each in files if each.count(Severity.ERROR) + each.count(Severity.WARNING)]
    faulty.sort(key=lambda each: (-each.count(Severity.ERROR), -each.count(Severity.WARNING), each.name))
    for number, each in enumerate(faulty[:_MOST_DEPARTMENTS], 1):
        projects = len(each.content.projects)
        errors, warnings = each.count(Severity.ERROR), each.count(Severity.WARNING)
        yield f"{number}．{each.department}：错误{errors}处、警告{warnings}处，{projects}个项目。"
    if not faulty:
        yield "没有需要修改或说明的文本。"


def _repeats(files: Sequence[JudgedFile]) -> Iterator[str]:
    """Known by what they say, whatever the files are called."""
    same: dict[str, list[str]] = defaultdict(list)
    for each in files:
        same[dump_content(each.content)].append(each.name)
    repeated = [names for names in same.values() if len(names) > 1]
    yield from (f"{'、'.join(names)} 的内容完全相同，只需审核一份。" for names in repeated)
    if not repeated:
        yield "没有。"

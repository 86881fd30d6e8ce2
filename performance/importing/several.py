"""Several files at once, such as one for each project: read one by one, and looked at as one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from performance.documents.mirror import Mirror
from performance.documents.reading import Read, ReadingRemark, Report, Unplaced
from performance.importing.proposals import WrongFile

MOST_FILES = 50
Named = tuple[str, Read]


def together(reads: Sequence[Named]) -> Read:
    """One text with the projects of all. Raises WrongFile where they are not of one department, year and form."""
    _refuse_strangers(reads)
    _refuse_repeated(reads)
    whole = next((named for named in reads if _department_part(named[1])), reads[0])
    projects = tuple(chain.from_iterable(read.content.projects for _, read in reads))
    others = [
        name
        for name, read in reads
        if _department_part(read) and _department_part(read) != _department_part(whole[1])
    ]
    report = _account(reads)
    if others:
        remark = ReadingRemark(
            None, "", f"部门部分只取自“{whole[0]}”，{'、'.join(others)}中的不同写法没有读入。"
        )
        report = replace(report, notices=(*report.notices, remark))
    content = replace(whole[1].content, projects=projects)
    scanned = any(read.scan is not None for _, read in reads)
    return Read(content, report, _mirrors(reads), parts=tuple(reads) if scanned else ())


def _mirrors(reads: Sequence[Named]) -> Mirror | None:
    """The sources one behind the other; each place begins with its file."""
    mirrors = [(name, read.mirror) for name, read in reads if read.mirror is not None]
    if not mirrors:
        return None
    return Mirror(
        tuple(
            replace(block, place=f"{name}：{block.place}")
            for name, mirror in mirrors
            for block in mirror.blocks
        ),
        pages=sum(mirror.pages for _, mirror in mirrors),
        tables=sum(mirror.tables for _, mirror in mirrors),
        hidden=sum(mirror.hidden for _, mirror in mirrors),
    )


def _department_part(read: Read) -> tuple[object, ...]:
    content = read.content
    return (
        *(*content.sections, *content.goals, *content.funding),
        *(*content.tasks, *content.funds, *content.fields),
    )


def _refuse_strangers(reads: Sequence[Named]) -> None:
    """A file that names another department or year, or is of another form, belongs into another import."""
    for label, words in (
        ("版式", [f"{read.content.province} {read.content.edition}" for _, read in reads]),
        ("预算年度", [f"{read.content.year or ''}" for _, read in reads]),
        ("部门", [read.content.department_code or read.content.department_name for _, read in reads]),
    ):
        if len(set(filter(None, words))) > 1:
            message = "；".join(
                f"{name}：{word or '未写明'}" for (name, _), word in zip(reads, words, strict=True)
            )
            raise WrongFile(f"这些文件的{label}不一致，不能一起导入：{message}。")


def _refuse_repeated(reads: Sequence[Named]) -> None:
    """Which of two files is right about a project, nobody but their author knows."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, read in reads:
        for project in read.content.projects:
            key = (project.unit_code or project.unit_name, project.code or project.name)
            found.setdefault(key, []).append(name)
    faults = [
        f"项目“{project}”在几个文件中都有：{'、'.join(Counter(names))}。请只选其中一个。"
        for (_, project), names in found.items()
        if len(set(names)) > 1
    ]
    if faults:
        raise WrongFile(*faults)


def _account(reads: Sequence[Named]) -> Report:
    """What all of them left over; every sentence begins with the file that it speaks of."""
    noise: Counter[str] = Counter()
    for _, read in reads:
        noise.update(dict(read.report.noise))
    return Report(
        characters=sum(read.report.characters for _, read in reads),
        noise=tuple(sorted(noise.items())),
        unplaced=tuple(
            Unplaced(piece.place, f"{name}：{piece.text.strip()}")
            for name, read in reads
            for piece in read.report.unplaced
        ),
        problems=tuple(_named(name, remark) for name, read in reads for remark in read.report.problems),
        notices=tuple(_named(name, remark) for name, read in reads for remark in read.report.notices),
        normalised=tuple(_named(name, remark) for name, read in reads for remark in read.report.normalised),
        uncertain=tuple(_named(name, remark) for name, read in reads for remark in read.report.uncertain),
        likely=reads[0][1].report.likely,
    )


def _named(name: str, remark: ReadingRemark) -> ReadingRemark:
    return replace(remark, message=f"{name}：{remark.message}")

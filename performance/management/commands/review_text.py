"""Review published texts from the command line, without a database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from performance.content.model import StatementContent
from performance.documents.convert import Unreadable
from performance.documents.reading import Report
from performance.findings.review_workbook import review_workbook, verdict
from performance.management.text_files import TextCommand, write_whole
from performance.review import (
    Finding,
    FindingGroup,
    OwnerKind,
    Severity,
    TextPlace,
    finding_to_plain,
    group,
    review,
)

FORMATS = ("text", "json", "xlsx")
SOUND, FAULTY, UNREAD = 0, 1, 2
NOT_READ = "READ"  # stands where a finding names its rule


@dataclass(frozen=True)
class Reviewed:
    file: Path
    content: StatementContent
    findings: tuple[Finding, ...]
    report: Report

    @property
    def verdict(self) -> str:
        return verdict(self.findings, self.report.shortfall)


class Command(TextCommand):
    help = (
        "审核部门预算绩效文本：review_text 文件… [--format text|json|xlsx] [--output 文件]。"
        "退出状态：0 没有错误，1 有错误，2 有文件未能读取或没有读全。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="文件", help="要审核的文件")
        parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="输出格式，默认 text")
        parser.add_argument(
            "--output", type=Path, metavar="文件", help="写入文件；多个文件的审核工作簿写入该文件夹"
        )
        self.add_layout_arguments(parser)

    def handle(self, *args, **options):
        reviewed = [each for path in options["files"] if (each := self._review(path, options))]
        try:
            self._write(reviewed, options)
        except Unreadable as error:
            self.complain("review_text", error.problems)
        if self.failed:
            sys.exit(UNREAD)
        if any(finding.severity is Severity.ERROR for each in reviewed for finding in each.findings):
            sys.exit(FAULTY)

    def _review(self, path: Path, options) -> Reviewed | None:
        """What was read is judged, also where there are gaps; these are complained about."""
        try:
            read = self.read(path, options)
        except Unreadable as error:
            self.complain(path, error.problems)
            return None
        if not read.report.complete:
            self.complain(path, read.report.complaints())
        return Reviewed(path, read.content, review(read.content), read.report)

    def _write(self, reviewed: Sequence[Reviewed], options) -> None:
        target = options["output"]
        if options["format"] == "xlsx":
            self._write_workbooks(reviewed, target, len(options["files"]))
            return
        compose = _as_json if options["format"] == "json" else _as_text
        if target:
            write_whole(target, compose(reviewed).encode())
        else:
            self.stdout.write(compose(reviewed), ending="")

    def _write_workbooks(self, reviewed: Sequence[Reviewed], target: Path | None, files: int) -> None:
        if target is None:
            raise Unreadable(["审核工作簿须写入文件，请加 --output 文件（多个文件时为文件夹）。"])
        if files > 1:
            _make_folder(target)
        for each, path in _targets(reviewed, target, files):
            write_whole(path, review_workbook(each.content, each.findings, each.report))
            self.stdout.write(f"{each.file} → {path}：{each.verdict}")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreadable([f"建不了文件夹“{folder}”（{error.strerror}），请换一个位置。"]) from None


def _targets(reviewed: Sequence[Reviewed], target: Path, files: int) -> Iterator[tuple[Reviewed, Path]]:
    """Where each workbook goes; files of one name in different folders get a number."""
    if files == 1:
        yield from ((each, target) for each in reviewed)
        return
    taken: set[str] = set()
    for each in reviewed:
        name, number = f"{each.file.stem}-审核.xlsx", 1
        while name in taken:
            number += 1
            name = f"{each.file.stem}({number})-审核.xlsx"
        taken.add(name)
        yield each, target / name


def _as_json(reviewed: Sequence[Reviewed]) -> str:
    """A list over all files; what of a file was not read stands in it too, for an empty list says that all is well."""
    plain = [entry for each in reviewed for entry in (*_unread(each), *_found(each))]
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _found(reviewed: Reviewed) -> Iterator[dict[str, object]]:
    return (finding_to_plain(finding, str(reviewed.file)) for finding in reviewed.findings)


def _unread(reviewed: Reviewed) -> Iterator[dict[str, object]]:
    for complaint in reviewed.report.complaints():
        finding = Finding(
            NOT_READ,
            Severity.ERROR,
            "文件没有读全",
            TextPlace(OwnerKind.STATEMENT),
            evidence="",
            message=complaint,
            remedy="请按正式表样修改这一处，再审核一遍。",
        )
        yield finding_to_plain(finding, str(reviewed.file))


def _as_text(reviewed: Sequence[Reviewed]) -> str:
    return "".join(f"{line}\n" for each in reviewed for line in _lines(each))


def _lines(reviewed: Reviewed) -> Iterator[str]:
    yield f"{reviewed.file}"
    for found in group(reviewed.findings):
        yield from (f"  {line}" for line in _group_lines(found))
    yield f"  合计：{reviewed.verdict}。"


def _group_lines(found: FindingGroup) -> Iterator[str]:
    first = found.first
    together = f"（同一问题 {found.count} 处）" if found.count > 1 else ""
    yield f"[{first.code} {first.severity.label}] {first.message}{together}改法：{first.remedy}"
    for finding in found.findings:
        quoted = f"：“{_flat(finding.evidence)}”" if finding.evidence else ""
        expected = f" → 应当：{_flat(finding.expected)}" if finding.expected else ""
        yield f"    {finding.place}{quoted}{expected}"


def _flat(text: str) -> str:
    return " ".join(text.split())

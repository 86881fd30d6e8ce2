"""Review published texts from the command line, without a database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from django.utils import timezone

from departments.models import FinanceOffice
from performance.content.model import StatementContent
from performance.documents.convert import Unreadable
from performance.findings.batch_check import batch_workbook, summary
from performance.findings.batch_opinion import batch_opinion
from performance.findings.checked_file import CheckedFile, not_read
from performance.findings.opinion import OPINION_WRITERS
from performance.management.input_files import InputFile
from performance.management.review_output import COMPOSERS, FILES, Reviewed, as_comparison
from performance.management.text_files import TextCommand, write_whole
from performance.office_forms.shelf import reading_at
from performance.review import RuleSet, Severity, review, rule_set_for
from performance.review.adjustments import Adjustment, AdjustmentError, adjusted, read_adjustment
from performance.rule_adjustments.in_force import rule_set_in

FORMATS = (*COMPOSERS, *FILES)
_WORKBOOK = "xlsx"
SOUND, FAULTY, UNREAD = 0, 1, 2


class Command(TextCommand):
    help = (
        f"审核部门预算绩效文本：review_text 文件… [--format {'|'.join(FORMATS)}] [--output 文件]。"
        "文件可以是文件夹或 .zip。退出状态：0 没有错误，1 有错误，2 有文件未能读取或没有读全。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="文件", help="要审核的文件、文件夹、.zip")
        parser.add_argument(
            "--format",
            choices=FORMATS,
            default=FORMATS[0],
            help="输出格式，默认 text；account 是带“审了什么”的 JSON，docx、pdf 是审核意见",
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="文件",
            help="写入文件；多个文件时写入该文件夹，写成 .xlsx 时全部问题写入一个工作簿",
        )
        parser.add_argument(
            "--rule-set", type=Path, metavar="文件", help="规则调整文件（JSON），只在允许的范围内生效"
        )
        parser.add_argument(
            "--compare", action="store_true", help="与 --rule-set 合用：只列出调整前后各规则的问题数"
        )
        parser.add_argument(
            "--office",
            metavar="区划代码",
            help="按这个财政局已保存的规则调整审核，也认得它自己的表样（读数据库），年度取自文本",
        )
        self.add_layout_arguments(parser)

    def handle(self, *args, **options):
        self.adjustment = self._adjustment(options["rule_set"])
        self.office = self._office(options["office"])
        self.not_read: list[CheckedFile] = []
        files = self.files(options["files"])
        self.several = len(files) > 1 or len(options["files"]) > 1
        reviewed = [each for file in files if (each := self._review(file, options))]
        try:
            self._write(reviewed, options)
        except Unreadable as error:
            self.complain("review_text", error.problems)
        if self.failed:
            sys.exit(UNREAD)
        if any(finding.severity is Severity.ERROR for each in reviewed for finding in each.findings):
            sys.exit(FAULTY)

    def _adjustment(self, path: Path | None) -> Adjustment | None:
        """Ends the command where the file is not there or asks for what is out of bounds."""
        if path is None:
            return None
        try:
            return read_adjustment(path.read_text(encoding="utf-8"))
        except AdjustmentError as error:
            self.complain(path, error.problems)
        except (OSError, UnicodeDecodeError):
            self.complain(path, ["打不开规则调整文件，请核对文件名，并保存为 UTF-8 文本。"])
        sys.exit(UNREAD)

    def _review(self, file: InputFile, options) -> Reviewed | None:
        """What was read is judged, also where there are gaps; these are complained about."""
        try:
            with reading_at(self.office) if self.office else nullcontext():
                read = self.read(file, options)
        except Unreadable as error:
            self.complain(file, error.problems)
            self.not_read.append(not_read(str(file), error))
            return None
        if not read.report.complete:
            self.complain(file, read.report.complaints())
        rule_set = self._rule_set(read.content)
        at = timezone.localtime().strftime("%Y-%m-%d %H:%M")
        return Reviewed(file.path, read.content, review(read.content, rule_set), read.report, rule_set, at)

    def _office(self, code: str | None) -> FinanceOffice | None:
        """Ends the command where there is no such office: nobody would see that other rules judged."""
        if code is None:
            return None
        office = FinanceOffice.objects.filter(division_code=code).first()
        if office is None:
            self.complain("--office", [f"没有区划代码为“{code}”的财政局。"])
            sys.exit(UNREAD)
        return office

    def _rule_set(self, content: StatementContent) -> RuleSet:
        """The file of an adjustment comes on top of what the office has saved."""
        held = rule_set_for(content.province, content.edition)
        if self.office:
            held = rule_set_in(self.office, content.year, content.province, content.edition)
        return adjusted(held, self.adjustment) if self.adjustment else held

    def _write(self, reviewed: Sequence[Reviewed], options) -> None:
        target, kind = options["output"], options["format"]
        if kind in FILES and not options["compare"]:
            self._write_files(reviewed, kind, target)
            return
        composed = as_comparison(reviewed) if options["compare"] else COMPOSERS[kind](reviewed)
        if target:
            write_whole(target, composed.encode())
        else:
            self.stdout.write(composed, ending="")

    def _write_files(self, reviewed: Sequence[Reviewed], suffix: str, target: Path | None) -> None:
        """One file for each; of opinions on several texts one more, on all of them."""
        if target is None:
            raise Unreadable(["审核工作簿和审核意见须写入文件，请加 --output 文件（多个文件时为文件夹）。"])
        if self.several and suffix == _WORKBOOK and target.suffix.lower() == f".{_WORKBOOK}":
            self._write_one_workbook(reviewed, target)
            return
        if self.several:
            _make_folder(target)
        for each, path in _targets(reviewed, suffix, target, self.several):
            write_whole(path, FILES[suffix](each))
            self.stdout.write(f"{each.file} → {path}：{each.verdict}。{each.account}审核时间 {each.at}。")
        if self.several and suffix in OPINION_WRITERS:
            path = target / f"批量审核意见.{suffix}"
            write_whole(
                path,
                OPINION_WRITERS[suffix](
                    batch_opinion([*(each.checked for each in reviewed), *self.not_read])
                ),
            )
            self.stdout.write(f"汇总 → {path}")

    def _write_one_workbook(self, reviewed: Sequence[Reviewed], target: Path) -> None:
        """All findings on all files, and what was not read, in one workbook."""
        checked = [*(each.checked for each in reviewed), *self.not_read]
        write_whole(target, batch_workbook(checked))
        self.stdout.write(f"{target}：{summary(checked)}")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreadable([f"建不了文件夹“{folder}”（{error.strerror}），请换一个位置。"]) from None


def _targets(
    reviewed: Sequence[Reviewed], suffix: str, target: Path, several: bool
) -> Iterator[tuple[Reviewed, Path]]:
    """Where each file goes; files of one name in different folders get a number."""
    if not several:
        yield from ((each, target) for each in reviewed)
        return
    taken: set[str] = set()
    for each in reviewed:
        name, number = f"{each.file.stem}-审核.{suffix}", 1
        while name in taken:
            number += 1
            name = f"{each.file.stem}({number})-审核.{suffix}"
        taken.add(name)
        yield each, target / name

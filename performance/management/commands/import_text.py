"""Import published texts into the database: one transaction per file, all of a file or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.db import transaction

from departments.models import FinanceOffice
from departments.trail.entry import Action
from departments.trail.writing import record
from indicators.alignment import Tally
from performance.content.model import StatementContent
from performance.documents.convert import Unreadable
from performance.importing.modes import deletions
from performance.importing.other_forms import other_forms
from performance.importing.proposals import Target
from performance.management.input_files import InputFile
from performance.management.text_files import TextCommand, account, summary
from performance.models import PerformanceStatement
from performance.office_forms.shelf import reading_at
from performance.statements.department_lookup import UnknownDepartment, department_of
from performance.statements.list_numbers import said_of_list_numbers
from performance.statements.selectors import statement_content
from performance.statements.services import ContentRefused, SaveReport, save_content
from performance.steps.refusals import Refused
from projects.amounts import grouped


class Command(TextCommand):
    help = "把部门预算绩效文本读入数据库；同一文件再次读入不产生任何更改"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="文件")
        parser.add_argument("--office", metavar="代码", help="财政区划代码，如 130200；不写则从文本识别")
        parser.add_argument("--dry-run", action="store_true", help="只检查并报告，不写入数据库")
        parser.add_argument(
            "--whole", action="store_true", help="以文件为准：库中有、文件里没有的项目一并删除"
        )
        self.add_layout_arguments(parser)

    def handle(self, *args, **options):
        code = options["office"]
        self.office = FinanceOffice.objects.filter(division_code=code).first() if code else None
        for path in options["files"]:
            try:
                with reading_at(self.office):
                    self._import(path, options)
            except (Unreadable, ContentRefused) as error:
                self.complain(path, error.problems)
            except (UnknownDepartment, Refused) as error:
                self.complain(path, [str(error)])
        self.finish()

    def _import(self, path: Path, options) -> None:
        read = self.read(InputFile(path), options)
        if not read.report.complete:
            self.complain(path, [*read.report.complaints(), "没有读全，未写入数据库。"])
            return
        content = read.content
        if content.year is None:
            raise Unreadable(["文本没有写明预算年度，请用 --year 指明，如 --year 2026。"])
        department = department_of(content, office_code=options["office"])
        stored = PerformanceStatement.objects.filter(department=department, fiscal_year=content.year).first()
        if stored is not None and not options["whole"]:
            _refuse_deletions(stored, content)
        notices = [*read.report.notices, *other_forms(Target(department, content.year, stored), content)]
        with transaction.atomic():
            report = save_content(content, department=department, year=content.year)
            if report.changed and not options["dry_run"]:
                record(Action.IMPORT, by=None, subject=report.statement, details=path.name)
            transaction.set_rollback(options["dry_run"])
        for notice in (*notices, *said_of_list_numbers(content, report.after.content)):
            self.stdout.write(f"{path}：提示：{notice}")
        self.stdout.write(f"{path}：{summary(content)} · {account(read.report)}")
        self.stdout.write(f"{path}：{_outcome(report, dry_run=bool(options['dry_run']))}")


def _refuse_deletions(stored: PerformanceStatement, content: StatementContent) -> None:
    """Raises Unreadable with everything that the file would take out: whoever wants that has to say so."""
    lost = list(deletions(statement_content(stored), content))
    if lost:
        named = [
            f"将删除项目“{one.name}”" + (f"，预算{grouped(one.amount)}万元" if one.amount else "")
            for one in lost
        ]
        raise Unreadable([*named, f"文件里没有以上{len(lost)}个项目，未写入数据库；确要删除，请加 --whole。"])


def _outcome(report: SaveReport, *, dry_run: bool) -> str:
    if not report.changed:
        return "与库中内容一致，没有任何更改。"
    counts = [f"{word} {_counts(tally)}" for word, tally in report.tallies.items() if tally.written]
    verb = "试运行，将写入（实际未写入）" if dry_run else ("已新建" if report.created else "已更新")
    return f"{verb}：{'；'.join(counts) or '封面信息'}。"


def _counts(tally: Tally) -> str:
    pairs = (
        ("新增", tally.new),
        ("更改", tally.changed),
        ("移动", tally.moved),
        ("删除", tally.removed),
        ("不变", tally.unchanged),
    )
    return "、".join(f"{word} {count}" for word, count in pairs if count)

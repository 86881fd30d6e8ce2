"""A package read back in: all of it in one transaction, or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.db import transaction

from departments.models import Department
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.convert import Unreadable
from performance.exchange.applying import save_text
from performance.exchange.opening import opened
from performance.exchange.places import Unregistrable, register_places
from performance.exchange.preview import Refusals
from performance.exchange.texts import ExchangedText
from performance.importing.modes import deletions
from performance.management.text_files import TextCommand
from performance.models import PerformanceStatement
from performance.statements.list_numbers import said_of_list_numbers
from performance.statements.selectors import statement_content
from performance.statements.services import ContentRefused


class Command(TextCommand):
    help = "把交换包（字段名参照）读入数据库；批复状态不随之带入，读入的是草稿"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="文件", help="由“系统交换”或 export_exchange 写成的 .zip"
        )
        parser.add_argument(
            "--create", action="store_true", help="登记还没有的财政局、部门、单位和指标类别代码"
        )
        parser.add_argument("--whole", action="store_true", help="库中有、包里没有的项目一并删除")
        parser.add_argument("--dry-run", action="store_true", help="只检查并报告，不写入数据库")

    def handle(self, *args, **options):
        path = options["file"]
        try:
            with path.open("rb") as stream, opened(stream) as texts, transaction.atomic():
                for text in texts:
                    self._take(text, options)
                transaction.set_rollback(self.failed or options["dry_run"])
        except OSError as error:
            self.complain(path, [f"打不开（{error.strerror}）。"])
        except Unreadable as error:
            self.complain(path, error.problems)
        if self.failed:
            self.stderr.write(f"{path}：没有写入任何内容。")
        self.finish()

    def _take(self, text: ExchangedText, options) -> None:
        try:
            department = self._department(text, create=options["create"])
            if not options["whole"]:
                _refuse_deletions(text, department)
            name = options["file"].name
            with transaction.atomic():
                report = save_text(text, department, by=None, version=None, note=name)
                if report.changed:
                    record(Action.IMPORT, by=None, subject=report.statement, details=f"交换包 {name}")
        except (ContentRefused, Unreadable) as error:
            self.complain(text.name, error.problems)
        except (Unregistrable, *Refusals) as error:
            self.complain(text.name, [str(error)])
        else:
            done = "将写入" if options["dry_run"] else "已写入"
            for notice in said_of_list_numbers(text.content, report.after.content):
                self.stdout.write(f"{text.name}：提示：{notice}")
            self.stdout.write(f"{text.name}：{done if report.changed else '与库中内容一致，没有更改'}")

    def _department(self, text: ExchangedText, *, create: bool) -> Department:
        if create:
            registered = register_places(text)
            for sentence in (*registered.added, *registered.differing):
                self.stdout.write(f"{text.name}：{sentence}")
            return registered.department
        found = Department.objects.filter(office__division_code=text.office_code, code=text.department_code)
        if (department := found.select_related("office").first()) is None:
            raise Unregistrable(
                f"财政区划 {text.office_code} 没有编码为“{text.department_code}”的部门；请先登记，或加 --create。"
            )
        return department


def _refuse_deletions(text: ExchangedText, department: Department) -> None:
    stored = PerformanceStatement.objects.filter(department=department, fiscal_year=text.fiscal_year).first()
    lost = list(deletions(statement_content(stored), text.content)) if stored else []
    if lost:
        named = [f"将删除项目“{one.name}”" for one in lost]
        raise Unreadable([*named, f"包里没有以上{len(lost)}个项目；确要删除，请加 --whole。"])

"""The package for the finance bureau of an office and year, or of one of its departments."""

from __future__ import annotations

from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path

from departments.trail.writing import head
from performance.documents.convert import Unreadable
from performance.exporting.package import write_package
from performance.exporting.requests import record_export
from performance.management.text_files import TextCommand, write_whole
from performance.models import JobKind, PerformanceStatement


class Command(TextCommand):
    help = "把一个财政局一个年度的全部文本，或其中一个部门的文本，打成上报材料包（.zip）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, metavar="代码", help="财政区划代码，如 130200")
        parser.add_argument("--year", required=True, type=int, help="预算年度")
        parser.add_argument("--department", metavar="编码", help="部门编码，如 405；不写则为全部部门")
        parser.add_argument("--output", required=True, type=Path, metavar="文件", help="写成的 .zip 文件")

    def handle(self, *args, **options):
        try:
            self._export(options)
        except Unreadable as error:
            self.complain(options["output"], error.problems)
        self.finish()

    def _export(self, options) -> None:
        statements = PerformanceStatement.objects.filter(
            department__office__division_code=options["office"], fiscal_year=options["year"]
        ).select_related("department__office")
        if options["department"]:
            statements = statements.filter(department__code=options["department"])
        found = list(statements)
        if not found:
            scope = f"部门 {options['department']} " if options["department"] else ""
            raise Unreadable(
                [f"库中没有财政区划 {options['office']} {scope}{options['year']} 年的绩效文本。"]
            )
        stream = BytesIO()
        write_package(statements, stream, head=head())
        write_whole(options["output"], stream.getvalue())
        record_export(JobKind.PACKAGE, found, by=None)
        self.stdout.write(f"{options['output']}：{len(found)} 个部门")

"""The package for the finance bureau of an office and year, or of one of its departments."""

from __future__ import annotations

from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path

from departments.trail.writing import head
from performance.documents.convert import Unreadable
from performance.exporting.gathering import goes_unasked
from performance.exporting.package import write_package
from performance.exporting.requests import record_export
from performance.management.chosen_texts import add_choice, chosen_texts
from performance.management.text_files import TextCommand, write_whole
from performance.models import JobKind, PerformanceStatement


class Command(TextCommand):
    help = "把一个财政局一个年度的全部文本，或其中一个部门的文本，打成上报材料包（.zip）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_choice(parser)
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="没有批复的文本也放入，标“草案”；写明 --department 的总是放入",
        )
        parser.add_argument("--output", required=True, type=Path, metavar="文件", help="写成的 .zip 文件")

    def handle(self, *args, **options):
        try:
            self._export(options)
        except Unreadable as error:
            self.complain(options["output"], error.problems)
        self.finish()

    def _export(self, options) -> None:
        there = list(chosen_texts(options))
        asked = options["drafts"] or options["department"]
        found = [statement for statement in there if asked or goes_unasked(statement)]
        left_out = len(there) - len(found)
        if not found:
            raise Unreadable([f"{left_out}份文本都没有批复，没有放入；确须上报草案的，加上 --drafts。"])
        stream = BytesIO()
        chosen = PerformanceStatement.objects.filter(pk__in=[statement.pk for statement in found])
        write_package(chosen, stream, head=head())
        write_whole(options["output"], stream.getvalue())
        record_export(JobKind.PACKAGE, found, by=None)
        self.stdout.write(f"{options['output']}：{len(found)} 个部门")
        if left_out:
            self.stdout.write(f"没有批复的{left_out}个部门没有放入；确须上报草案的，加上 --drafts。")

"""Write one statement of the database as a file, in the format of its suffix."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.convert import WRITERS, Unreadable, write_text
from performance.management.text_files import TextCommand, summary, write_whole
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content


class Command(TextCommand):
    help = f"把库中一个部门一个年度的绩效文本写成文件（{'、'.join(WRITERS)}）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, metavar="代码", help="财政区划代码，如 130200")
        parser.add_argument("--department", required=True, metavar="编码", help="部门编码，如 405")
        parser.add_argument("--year", required=True, type=int, help="预算年度")
        parser.add_argument("--output", required=True, type=Path, metavar="文件", help="格式由扩展名决定")

    def handle(self, *args, **options):
        target = options["output"]
        try:
            self._export(target, options)
        except Unreadable as error:
            self.complain(target, error.problems)
        self.finish()

    def _export(self, target: Path, options) -> None:
        statement = PerformanceStatement.objects.filter(
            department__office__division_code=options["office"],
            department__code=options["department"],
            fiscal_year=options["year"],
        ).first()
        if statement is None:
            raise Unreadable([_not_there(options)])
        content = statement_content(statement)
        data = write_text(content, target.suffix)
        record(Action.EXPORT, by=None, subject=statement, details=target.name)
        write_whole(target, data)
        self.stdout.write(f"{target}：{summary(content)}")


def _not_there(options) -> str:
    wanted = f"财政区划 {options['office']}、部门 {options['department']}、{options['year']} 年"
    known = PerformanceStatement.objects.filter(department__office__division_code=options["office"])
    rows = known.values_list("department__code", "fiscal_year").order_by("department__code", "fiscal_year")
    there = "、".join(f"{code}（{year} 年）" for code, year in rows[:20])
    return f"库中没有{wanted}的绩效文本。该财政区划已有：{there or '（无）'}。"

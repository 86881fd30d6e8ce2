"""The package for other systems of an office and year, or of one of its departments."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from performance.documents.convert import Unreadable
from performance.documents.formats.unprintable import Unprintable
from performance.exchange.kinds import FORM_OF, lengths_of
from performance.exchange.package import Form, write_exchange
from performance.exchange.texts import exchanged_texts
from performance.exporting.requests import record_export
from performance.management.chosen_texts import add_choice, chosen_texts
from performance.management.text_files import TextCommand, whole_file

KIND_OF = {form: kind for kind, form in FORM_OF.items()}


class Command(TextCommand):
    help = "把一个财政局一个年度的文本，按字段名参照写成交换包（.zip）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_choice(parser)
        parser.add_argument("--output", type=Path, metavar="文件", help="写成的 .zip 文件")
        parser.add_argument(
            "--form", choices=[form.value for form in Form], default="csv", help="每表一个 CSV，或一个工作簿"
        )
        parser.add_argument("--check", action="store_true", help="只列出超过字段长度的地方，不写文件")

    def handle(self, *args, **options):
        try:
            statements = chosen_texts(options)
            if options["check"]:
                self._check(statements)
            elif options["output"]:
                self._write(statements, Form(options["form"]), options["output"])
            else:
                raise Unreadable(["请用 --output 指明写成的文件，或用 --check 只作检查。"])
        except (Unreadable, Unprintable) as error:
            self.complain("交换包", error.problems if isinstance(error, Unreadable) else [str(error)])
        self.finish()

    def _check(self, statements) -> None:
        found = lengths_of(statements)
        for fault in found:
            self.stdout.write("　".join(fault.cells))
        self.stdout.write(f"{statements.count()} 个部门，{len(found)} 处超过字段长度")

    def _write(self, statements, form: Form, output: Path) -> None:
        with whole_file(output) as stream:
            written = write_exchange(exchanged_texts(statements), form, stream)
        record_export(KIND_OF[form], statements, by=None)
        self.stdout.write(f"{output}：{written.texts} 个部门，{written.too_long} 处超过字段长度")

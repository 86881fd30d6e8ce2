"""Convert published texts between formats, without a database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from performance.documents.convert import WRITERS, Unreadable, write_text
from performance.management.input_files import InputFile
from performance.management.text_files import TextCommand, account, summary, write_whole


class Command(TextCommand):
    help = (
        "把部门预算绩效文本转换成另一种格式：convert_text 输入 输出，"
        "或 convert_text 文件、文件夹或 .zip… --format xlsx --into 文件夹"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="文件",
            help="输入的文件、文件夹、.zip；或输入与输出文件各一个",
        )
        formats = [suffix.removeprefix(".") for suffix in WRITERS]
        parser.add_argument("--format", choices=formats, help="与 --into 合用：写成哪种格式")
        parser.add_argument("--into", type=Path, metavar="文件夹", help="把每个输入文件转换后写入该文件夹")
        parser.add_argument(
            "--incomplete", action="store_true", help="有未能归入的文字时也写出（状态仍为 1）"
        )
        self.add_layout_arguments(parser)

    def handle(self, *args, **options):
        for source, target in self._pairs(options):
            try:
                self._convert(source, target, options)
            except Unreadable as error:
                self.complain(source, error.problems)
        self.finish()

    def _pairs(self, options) -> list[tuple[InputFile, Path]]:
        files, folder, suffix = options["files"], options["into"], options["format"]
        if folder and suffix:
            folder.mkdir(parents=True, exist_ok=True)
            return self._into(self.files(files), folder, f".{suffix}")
        if folder or suffix or len(files) != 2:
            self.complain(
                "convert_text",
                ["请写“convert_text 输入 输出”，或“convert_text 文件… --format xlsx --into 文件夹”。"],
            )
            return []
        return [(InputFile(files[0]), files[1])]

    def _into(self, files: list[InputFile], folder: Path, suffix: str) -> list[tuple[InputFile, Path]]:
        pairs = [(source, folder / source.path.with_suffix(suffix).name) for source in files]
        targets = [target for _, target in pairs]
        for source, target in pairs:
            if targets.count(target) > 1:
                self.complain(source, [f"与另一个输入文件同名，都要写成“{target.name}”；请分开转换。"])
        return [(source, target) for source, target in pairs if targets.count(target) == 1]

    def _convert(self, source: InputFile, target: Path, options) -> None:
        if target.suffix.lower() not in WRITERS:
            raise Unreadable([f"不能写成“{target.suffix or target}”文件；可写的有：{'、'.join(WRITERS)}。"])
        read = self.read(source, options)
        if not read.report.complete:
            self.complain(source, read.report.complaints())
            if not options["incomplete"]:
                self.complain(source, ["没有读全，未写出文件；确认可以缺少上述内容时，加 --incomplete。"])
                return
        write_whole(target, write_text(read.content, target.suffix))
        for notice in read.report.notices:
            self.stdout.write(f"{source}：提示：{notice}")
        self.stdout.write(f"{source} → {target}：{summary(read.content)} · {account(read.report)}")

"""What the text commands share: reading a file from disk, and saying on standard error what was wrong."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError, connection

from performance.content.model import StatementContent
from performance.documents.convert import Unreadable, read_text
from performance.documents.reading import Read, Report
from performance.management.input_files import InputFile, input_files


class TextCommand(BaseCommand):
    """A command over files: every file is tried, every complaint is printed, and the status tells."""

    requires_system_checks = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.failed = False

    def complain(self, about: object, sentences: Iterable[str]) -> None:
        """Print sentences about a file on standard error and let the command end with status 1."""
        self.failed = True
        for sentence in sentences:
            self.stderr.write(f"{about}：{sentence}", self.style.ERROR)

    def execute(self, *args, **options):
        """Run as ever; a database that was never set up is a sentence, not a trace."""
        try:
            return super().execute(*args, **options)
        except (OperationalError, ProgrammingError) as error:
            if connection.introspection.table_names():
                raise
            self.complain(
                "数据库", ["还没有建表。请先运行 manage.py migrate；要用演示数据的库，在命令前加 DEMO=1。"]
            )
            raise SystemExit(1) from error

    def finish(self) -> None:
        if self.failed:
            sys.exit(1)

    @staticmethod
    def add_layout_arguments(parser: ArgumentParser) -> None:
        parser.add_argument("--province", help="省份，如 河北；不写则从文本识别")
        parser.add_argument("--edition", help="版式年份，如 2023；不写则从文本识别")
        parser.add_argument("--year", type=int, help="预算年度；不写则从文本识别")

    def files(self, paths: Iterable[Path]) -> list[InputFile]:
        """All files of the paths, folders and archives; what cannot be opened is complained about."""
        found = []
        for each in input_files(paths):
            if isinstance(each, InputFile):
                found.append(each)
            else:
                self.complain(each[0], each[1].problems)
        return found

    @staticmethod
    def read(file: InputFile, options) -> Read:
        """Raises Unreadable, also for a file that is not there or too large to be opened at all."""
        return read_text(
            file.read(),
            file.path.name,
            province=options["province"],
            edition=options["edition"],
            year=options["year"],
        )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there in full or not at all. Raises Unreadable."""
    with whole_file(path) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is there in full once all is written, or not at all. Raises Unreadable."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Unreadable([f"写不进“{path}”（{error.strerror}），请核对文件夹是否存在、可写。"]) from None


def summary(content: StatementContent) -> str:
    """Province, edition, department, year and counts of a text in one line."""
    department = " ".join(filter(None, (content.department_code, content.department_name)))
    goals = sum(len(goal.indicators) for goal in content.goals)
    counts = [f"项目 {len(content.projects)} 个"]
    if goals:
        counts.append(f"部门指标 {goals} 个")
    counts.append(f"项目指标 {sum(len(p.indicators) for p in content.projects)} 个")
    year = f"{content.year} 年" if content.year else "年度未知"
    return " · ".join(
        (f"{content.province} {content.edition} 版", department or "部门未知", year, "、".join(counts))
    )


def account(report: Report) -> str:
    """How much of the source was placed, rounded down, and the known noise by kind."""
    share = int(report.placed_share * 10_000) / 100
    noise = "、".join(f"{kind} {count} 字" for kind, count in report.noise)
    return f"归入 {share:g} %（共 {report.characters} 字{f'，略去{noise}' if noise else ''}）"

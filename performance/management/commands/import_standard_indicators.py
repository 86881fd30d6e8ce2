"""A list of standard indicators of an office, as the page takes it: all of it, or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from departments.models import FinanceOffice
from departments.uploads.refused_file import RefusedFile
from performance.documents.readers import READ_HERE
from performance.indicator_library.standard_list import YEARS, NoStandards, read_standards
from performance.indicator_library.standards import Group, Plan, plan_of, take_standards
from performance.management.text_files import TextCommand


class Command(TextCommand):
    help = "导入一个财政局的标准指标名单（.xlsx、.csv），按指标编码合并；与现有的不同的，从所写的年度起是新的一版"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="文件")
        parser.add_argument("--office", required=True, metavar="区划代码", help="财政区划代码，例如130200")
        parser.add_argument("--year", required=True, type=int, metavar="年度", help="自哪一年起")
        parser.add_argument("--gone", action="store_true", help="同类项目里名单没有的一并停用")
        parser.add_argument("--dry-run", action="store_true", help="只报告会改变什么，不写入")

    def handle(self, *args, **options):
        path, office = options["file"], FinanceOffice.objects.filter(division_code=options["office"]).first()
        reader = READ_HERE.get(path.suffix.lower())
        if office is None or reader is None or path.suffix.lower() not in (".xlsx", ".csv"):
            fault = (
                "可以读入的是 .xlsx、.csv。" if office else f"没有区划代码为“{options['office']}”的财政局。"
            )
            self.complain(path, [fault])
        elif options["year"] not in YEARS:
            self.complain(path, [f"年度应为{YEARS.start}至{YEARS.stop - 1}之间的年份。"])
        else:
            self._read(path, reader, office, options)
        self.finish()

    def _read(self, path: Path, reader, office: FinanceOffice, options) -> None:
        groups = [group for group in Group if group is not Group.GONE or options["gone"]]
        try:
            listed = read_standards(reader(path.read_bytes()))
            plan = plan_of(listed, office, options["year"])
            if any(plan.steps[group] for group in groups) and not options["dry_run"]:
                take_standards(listed, office, options["year"], groups=groups, digest=plan.digest, by=None)
        except OSError as error:
            self.complain(path, [f"打不开（{error.strerror}）。"])
        except (NoStandards, RefusedFile) as fault:
            self.complain(path, str(fault).splitlines())
        else:
            self._tell(path, plan, groups, dry=options["dry_run"])

    def _tell(self, path: Path, plan: Plan, groups: list[Group], *, dry: bool) -> None:
        counts = "、".join(f"{group.label}{len(plan.steps[group])}个" for group in groups)
        gone = len(plan.steps[Group.GONE])
        left = f"；名单里没有的{gone}个没有停用" if gone and Group.GONE not in groups else ""
        self.stdout.write(
            f"{path}：{'将' if dry else '已'}导入{counts}，没有变化{plan.same}个{left}{'（没有写入）' if dry else ''}。"
        )

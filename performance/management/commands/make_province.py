"""A made-up province for measuring: the same rows from the same seed, of any size."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError

from performance.setup.simulated_province.making import DatabaseNotEmpty, make_province
from performance.setup.simulated_province.size import Size

LARGEST = 100_000


def number(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= LARGEST:
        raise ArgumentTypeError(f"“{word}”应为1到{LARGEST}之间的整数。")
    return int(word)


class Command(BaseCommand):
    help = (
        "生成一个模拟的省，供性能测试和演练：财政局、部门、单位、文本、项目、指标；同样的参数得到同样的数据。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--departments", type=number, default=100, metavar="数", help="部门数，默认 100")
        parser.add_argument(
            "--units", type=number, default=Size.units, metavar="数", help="每个部门的单位数，默认 10"
        )
        parser.add_argument(
            "--projects", type=number, default=Size.projects, metavar="数", help="每个单位的项目数，默认 10"
        )
        parser.add_argument(
            "--indicators",
            type=number,
            default=Size.indicators,
            metavar="数",
            help="每个项目的指标数，默认 10",
        )
        parser.add_argument(
            "--year", type=number, default=Size.year, metavar="年度", help="预算年度，默认 2026"
        )
        parser.add_argument("--seed", type=number, default=Size.seed, metavar="数", help="随机数种子，默认 1")
        parser.add_argument(
            "--years",
            type=number,
            default=Size.years,
            metavar="数",
            help="预算年度及以前共几年，默认 1；以前各年已批复或公开",
        )
        parser.add_argument(
            "--lived-in",
            action="store_true",
            help="像办理过一样：各步的文本都有留存，审核意见已统计，本年的监控报告已填，以前年度的自评表已建立；供演练，用时较长",
        )
        parser.add_argument("--beside", action="store_true", help="库中已有数据时，在其旁另建；不写则拒绝")

    def handle(self, *args, **options):
        size = Size(
            **{
                name: options[name]
                for name in (
                    "departments",
                    "units",
                    "projects",
                    "indicators",
                    "year",
                    "seed",
                    "years",
                    "lived_in",
                )
            }
        )
        started = perf_counter()
        try:
            make_province(size, beside=options["beside"], told=self._tell)
        except DatabaseNotEmpty as fault:
            raise CommandError("库中已有数据，没有写入。确要在其旁另建模拟数据，请加 --beside。") from fault
        self.stdout.write(
            f"已生成：财政局{size.offices}个，部门{size.departments}个，项目{size.all_projects}个，"
            f"指标{size.all_indicators}个，用时{perf_counter() - started:.1f}秒。"
        )

    def _tell(self, done: int) -> None:
        self.stderr.write(f"已写入{done}个部门")

"""For cron, once a night or after an approval: the indicator library of an office, counted from its approved texts."""

from django.core.management.base import BaseCommand, CommandError

from departments.models import FinanceOffice
from performance.indicator_library.building import gather, load_seeded


class Command(BaseCommand):
    help = "更新指标库：载入内置的通用指标；指定财政局时，汇集该财政局已批复文本中的指标并重新计算使用次数。可以重复执行。"

    def add_arguments(self, parser):
        parser.add_argument("--office", metavar="区划代码", help="财政区划代码，例如130200")

    def handle(self, *args, **options):
        self._tell("内置指标", load_seeded())
        code = options["office"]
        if code is None:
            return
        office = FinanceOffice.objects.filter(division_code=code).first()
        if office is None:
            raise CommandError(f"没有区划代码为“{code}”的财政局。")
        self._tell(office.name, gather(office))

    def _tell(self, whose, report):
        self.stdout.write(
            f"{whose}：新增{report.new}个，更新{report.changed}个，没有变化{report.unchanged}个。"
        )

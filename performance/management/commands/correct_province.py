from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from departments.models import FinanceOffice
from departments.places.provinces import PROVINCES
from departments.trail.entry import Action
from departments.trail.writing import record
from indicators.renamed_provinces import provinces_named, rename_province


class Command(BaseCommand):
    help = "更正写错的省份：财政局、指标词表和指标库中的旧写法改为规范简称；两边都有的合为一项。"

    def add_arguments(self, parser):
        parser.add_argument("old", metavar="旧写法")
        parser.add_argument("--to", required=True, metavar="省份", help="规范简称，如 河北")

    @transaction.atomic
    def handle(self, *, old, to, **options):
        if to not in PROVINCES:
            raise CommandError(f"“{to}”不是省份的规范简称，应为{'、'.join(PROVINCES)}之一。")
        if old in PROVINCES:
            raise CommandError(f"“{old}”本身就是省份，不能用本命令改成另一个省份；请在管理后台逐项更改。")
        offices = list(FinanceOffice.objects.filter(province=old))
        if not offices and old not in provinces_named():
            raise CommandError(f"没有写作“{old}”的省份。")
        for office in offices:
            office.province = to
            office.save(update_fields=["province"])
        categories, templates = rename_province(old, to)
        done = f"省份“{old}”改为“{to}”：财政局{len(offices)}个、一级指标{categories}个、指标库{templates}条"
        record(Action.SETTINGS, by=None, details=done)
        self.stdout.write(f"{done}。")

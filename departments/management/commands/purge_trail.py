"""Old rows of the trail into a file, then out of the database."""

from datetime import date, datetime, time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from departments.trail.purging import LEAST_DAYS, PurgeRefused, purge


class Command(BaseCommand):
    help = f"把早于某日的操作记录导出到文件并从库中清理；{LEAST_DAYS}天以内的不能清理"

    def add_arguments(self, parser):
        parser.add_argument(
            "--before", required=True, type=date.fromisoformat, metavar="日期", help="如 2026-01-01"
        )
        parser.add_argument("--export", required=True, type=Path, metavar="文件", help="导出文件，须尚不存在")

    def handle(self, *args, **options):
        before = timezone.make_aware(datetime.combine(options["before"], time.min))
        try:
            purged = purge(before=before, export=options["export"])
        except PurgeRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"已导出并清理操作记录{purged.rows}条：{options['export']}。清理本身记为第{purged.checkpoint.number}条。"
        )

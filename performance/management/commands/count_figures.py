"""After an update of the program, or after rows were written past it: the figures behind the overview, counted anew."""

from django.core.management.base import BaseCommand

from performance.models import PerformanceStatement
from performance.statements.figures.renewing import count_anew, not_counted


class Command(BaseCommand):
    help = "重新统计总览所用的资金、指标和审核意见：默认只统计尚未按现行规则统计的文本。程序升级后执行一次，可以重复执行。"

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="全部文本重新统计")

    def handle(self, *args, **options):
        statements = PerformanceStatement.objects.all()
        counted = count_anew(statements if options["all"] else not_counted(statements))
        self.stdout.write(f"已重新统计{counted}份文本。")

"""After a new edition of the rules, or a newer approved text: lights and warnings of all reports computed anew."""

from django.core.management.base import BaseCommand

from performance.models import MonitoringReport
from performance.monitoring.recalculation import recalculate


class Command(BaseCommand):
    help = (
        "按现在的规则重新计算监控报告的金额、三盏灯和已报送的报告的预警，已作的答复不变；"
        "只算所依据的（规则、参数、批复版、各期所填）有变化的"
    )

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, metavar="年度", help="只算这一预算年度；不写即全部")
        parser.add_argument("--closed", action="store_true", help="已关闭的任务也算")
        parser.add_argument("--anew", action="store_true", help="没有变化的也算")

    def handle(self, *args, **options):
        reports = MonitoringReport.objects.filter(latest__isnull=False)
        if options["year"]:
            reports = reports.filter(task__fiscal_year=options["year"])
        if not options["closed"]:
            reports = reports.filter(task__closed=None)
        changed = recalculate(reports, anew=options["anew"])
        self.stdout.write(f"{reports.count()}份监控报告已重新计算，{changed}份的金额、灯或预警有变化。")

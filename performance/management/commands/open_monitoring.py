"""For cron: open the periods of the offices' calendars whose months are over."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from departments.models import FinanceOffice
from performance.jobs.queueing import TooManyJobs
from performance.monitoring.calendar import periods_to_open, wording_of
from performance.monitoring.tasks import may_arrange, open_task
from performance.steps.refusals import Refused


class Command(BaseCommand):
    help = (
        "按各财政局的监控日历，安排已到数据截止日期、还没有安排的监控任务；以所给账号的名义，"
        "只安排该账号可以安排的财政局；监控报告由后台任务建立"
    )

    def add_arguments(self, parser):
        parser.add_argument("--by", required=True, metavar="账号", help="财政绩效科审核人，任务以其名义安排")
        parser.add_argument("--dry-run", action="store_true", help="只列出，不安排")

    def handle(self, *args, **options):
        by = get_user_model().objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError(f"没有账号“{options['by']}”。")
        offices = [one for one in FinanceOffice.objects.visible_to(by) if may_arrange(by, one)]
        if not offices:
            raise CommandError(f"“{by}”不是任何财政局的财政绩效科审核人，不能安排监控任务。")
        refused = 0
        for office in offices:
            for planned in periods_to_open(office, timezone.localdate()):
                refused += not self._opened(office, planned, by, silent=options["dry_run"])
        if refused:
            raise CommandError(f"有{refused}项没有安排，原因见上。")

    def _opened(self, office, planned, by, *, silent):
        name = f"{office}{planned.cutoff.year}年{planned.period}"
        if silent:
            self.stdout.write(f"{name}：数据截至{planned.cutoff}，{planned.due}以前报送，还没有安排。")
            return True
        try:
            _, job = open_task(office, wording_of(planned), by=by)
        except (Refused, TooManyJobs) as refusal:
            self.stderr.write(f"{name}没有安排：{' '.join(str(refusal).splitlines())}")
            return False
        self.stdout.write(f"{name}：已安排，{job.total}个部门的监控报告在后台建立。")
        return True

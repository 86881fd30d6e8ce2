"""For cron, once a day: remind those who have not sent their statement or their report, and chase unanswered warnings."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from performance.models import MonitoringReport
from performance.monitoring.answering import chase
from performance.monitoring.notifications import near_tasks, remind_of_task, writers_of
from performance.monitoring.recalculation import recalculate
from performance.monitoring.renewal import renew_due
from performance.notifications.reminders import near_deadlines, not_submitted, remind


class Command(BaseCommand):
    help = (
        "报送截止前几天和截止以后几天，提醒尚未报送的部门和单位（延期的按延期），并按财政局列出名单；监控报告同样提醒，"
        "预警逾期没有答复的记为逾期并通知部门和财政局；同一天重复执行不会重复提醒"
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", required=True, type=int, metavar="天数", help="截止前几天开始提醒")
        parser.add_argument(
            "--after", type=int, default=7, metavar="天数", help="截止以后几天之内仍提醒，默认 7"
        )
        parser.add_argument("--dry-run", action="store_true", help="只列名单，不发提醒")

    def handle(self, *args, **options):
        if options["days"] < 0 or options["after"] < 0:
            raise CommandError("天数不能为负数。")
        today, silent = timezone.localdate(), options["dry_run"]
        timetables = near_deadlines(today, options["days"], options["after"])
        if not timetables:
            self.stdout.write(f"{options['days']}天之内没有报送截止日期。")
        for timetable in timetables:
            self._list(timetable, today, range(-options["after"], options["days"] + 1), silent=silent)
        for task in near_tasks(options["days"]):
            waiting = writers_of(task).count()
            reminded = 0 if silent else remind_of_task(task, today=today)
            self.stdout.write(
                f"{task.office} {task}，{task.due}截止：{waiting}人还有没有报送的报告，已提醒{reminded}人"
            )
        if not silent:
            self._renew()
        if not silent and (late := chase(today)):
            self.stdout.write(f"{len(late)}条监控预警逾期没有答复，已通知部门和财政局。")

    def _renew(self):
        """Before anybody is chased: by the calendar and the rules of today."""
        open_now = MonitoringReport.objects.filter(task__closed=None)
        changed, moved = recalculate(open_now), renew_due()
        if changed or moved:
            self.stdout.write(
                f"{changed}份监控报告的灯或预警、{moved}条预警的答复期限已按现在的规则和日历更新。"
            )

    def _list(self, timetable, today, near, *, silent):
        """Those whose own last day is near."""
        missing = [one for one in not_submitted(timetable) if one.closing.left in near]
        self.stdout.write(
            f"{timetable.office} {timetable.fiscal_year}年，{timetable.closes}截止："
            f"尚未报送{len(missing)}个部门{'。' if not missing else '：'}"
        )
        for one in missing:
            recipients = [] if silent else remind(timetable, one, today=today)
            self.stdout.write(f"  {one.department}（{one.state}），已提醒{len(recipients)}人")

"""For cron, once a day: remind the departments that have not sent their statement, and list them."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from performance.notifications.reminders import near_deadlines, not_submitted, remind


class Command(BaseCommand):
    help = "报送截止前几天，提醒尚未报送的部门和单位，并按财政局列出名单；同一天重复执行不会重复提醒"

    def add_arguments(self, parser):
        parser.add_argument("--days", required=True, type=int, metavar="天数", help="截止前几天开始提醒")
        parser.add_argument("--dry-run", action="store_true", help="只列名单，不发提醒")

    def handle(self, *args, **options):
        if options["days"] < 0:
            raise CommandError("天数不能为负数。")
        today = timezone.localdate()
        timetables = near_deadlines(today, options["days"])
        if not timetables:
            self.stdout.write(f"{options['days']}天之内没有报送截止日期。")
        for timetable in timetables:
            self._list(timetable, today, silent=options["dry_run"])

    def _list(self, timetable, today, *, silent):
        missing = not_submitted(timetable)
        self.stdout.write(
            f"{timetable.office} {timetable.fiscal_year}年，{timetable.closes}截止："
            f"尚未报送{len(missing)}个部门{'。' if not missing else '：'}"
        )
        for one in missing:
            recipients = [] if silent else remind(timetable, one, today=today)
            self.stdout.write(f"  {one.department}（{one.state}），已提醒{len(recipients)}人")

"""The head of the trail, to be kept where nobody who can write to the database can write: for cron, to syslog."""

from django.core.management.base import BaseCommand, CommandError

from departments.trail.writing import head


class Command(BaseCommand):
    help = (
        "打印操作记录末条的锚点，供定时任务送往系统日志保存，例如：manage.py anchor_trail | logger -t trail"
    )

    def handle(self, *args, **options):
        anchor = head()
        if anchor is None:
            raise CommandError("尚无操作记录。")
        self.stdout.write(str(anchor))

"""After a database was put back by other means than restore_backup: no cursor of before is taken any more."""

from django.core.management.base import BaseCommand

from performance.changes.numbering import begin_anew


class Command(BaseCommand):
    help = "使此前发出的变更游标一律失效：用数据库自己的工具恢复过数据的，执行一次。"

    def handle(self, **options):
        begin_anew()
        self.stdout.write("此前的变更游标不再有效，各系统须重新取得起点并全部重读。")

from django.core.management.base import BaseCommand

from performance.statements.office_codes import recode


class Command(BaseCommand):
    """Saving keeps the codes right; whoever has written into the tables otherwise lets them be set right."""

    help = "核对各行的财政区划代码并改正；平时随保存写入，恢复备份或直接改库之后执行"

    def handle(self, *args, **options):
        self.stdout.write(f"财政区划代码：{recode()}行有更正。")

"""From SQLite to PostgreSQL and back."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.database import FORMS, database_at
from config.operation.copy_database import MoveRefused, move
from config.operation.second_database import opened


class Command(BaseCommand):
    help = "把全部数据从一个数据库搬到另一个空库（SQLite ⇄ PostgreSQL），逐表、逐文件核对一致才算数"

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="source", required=True, metavar="地址", help=f"来源：{FORMS}")
        parser.add_argument("--to", dest="target", required=True, metavar="地址", help="目标：须为空库")

    def handle(self, *args, **options):
        try:
            source, target = database_at(options["source"]), database_at(options["target"])
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        if source["ENGINE"].endswith("sqlite3") and not source["NAME"].is_file():
            raise CommandError(f"找不到来源数据库文件 {source['NAME']}。")
        try:
            with opened(source) as reading, opened(target) as writing:
                moved = move(reading, writing, tell=self._tell if options["verbosity"] > 1 else str)
        except MoveRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as error:
            raise CommandError(f"没有搬移：数据库报告 {error}") from error
        self.stdout.write(
            f"已搬移{moved.tables}张表、{moved.rows}行，用时{moved.seconds:.1f}秒。"
            f"各表行数和内容、{moved.workbooks}份文本的工作簿逐字节一致；操作记录{moved.trail_rows}条校验通过。"
            "请把 DATABASE_URL 改为目标地址，并重新启动服务。"
        )

    def _tell(self, line: str) -> None:
        self.stdout.write(line)

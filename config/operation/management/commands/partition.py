"""Large tables of PostgreSQL into partitions; broken off, the same command goes on."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from config.operation.releases import waiting_migrations
from config.partitions.converting import PartitionRefused, add_years, convert, waiting
from config.partitions.estimating import Foreseen, foreseen

PARTITIONS = 8


class Command(BaseCommand):
    help = (
        "把 PostgreSQL 中的大表改为分区表：项目和指标按财政局散列，操作记录按年。停止服务、备份之后执行；"
        "中断的再执行一次，接着做没有做的。全部做完以后再执行，只补建以后各年的分区并更新统计信息"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="只说明会做什么、有多少行、约需多久，不改动"
        )
        parser.add_argument(
            "--partitions",
            type=int,
            default=PARTITIONS,
            metavar="个数",
            help=f"按财政局散列成几个分区（默认 {PARTITIONS}）",
        )

    def handle(self, *args, **options):
        if connection.vendor != "postgresql":
            raise CommandError(
                "只有 PostgreSQL 有分区表。SQLite 的数据可以先用 move_database 搬到 PostgreSQL。"
            )
        if not 2 <= options["partitions"] <= 256:
            raise CommandError("分区的个数应在 2 到 256 之间。")
        if ahead := waiting_migrations(connection):
            raise CommandError(f"还有{len(ahead)}项迁移没有执行，请先执行 migrate。")
        try:
            self._foresee() if options["dry_run"] else self._convert(options["partitions"])
        except PartitionRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as error:
            raise CommandError(f"没有做完，正在改的一张表没有改动：{error}") from error

    def _waiting(self):
        with connection.cursor() as cursor:
            return waiting(cursor)

    def _convert(self, partitions):
        left = self._waiting()
        for spread in left:
            done = convert(connection, spread, partitions)
            self.stdout.write(f"{done.table}：{done.rows:,}行，用时{done.seconds:.1f}秒")
        if faults := add_years(connection, tell=self.stdout.write):
            raise CommandError("\n".join(faults))
        self.stdout.write(f"已分区{len(left)}张表。" if left else "各表已经分区，统计信息已更新。")

    def _foresee(self):
        tables = [foreseen(connection, spread) for spread in self._waiting()]
        for one in tables:
            self._tell(one)
        seconds = sum(one.seconds for one in tables)
        largest = max((one.bytes for one in tables), default=0)
        self.stdout.write(
            f"共{len(tables)}张表、{sum(one.rows for one in tables):,}行，估计{seconds / 60:.1f}分钟，"
            f"其间另占磁盘约{largest / 2**20:,.0f} MB（最大的一张表的两份）。没有改动。"
        )
        if refused := [why for one in tables for why in one.refusals]:
            raise CommandError("\n".join(refused))

    def _tell(self, one: Foreseen):
        way = "按年" if one.spread.by_year else "按财政局"
        self.stdout.write(
            f"{one.spread.table}：{way}（{one.spread.column}），{one.rows:,}行，{one.bytes / 2**20:,.1f} MB，估计{one.seconds:.1f}秒；"
            f"加上该列的唯一约束：{'、'.join(one.unique_keys)}；外键：{'、'.join(one.foreign_keys) or '无'}"
        )

"""From the file of a backup into the configured database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from config.operation.backup.archive import UNSEALED
from config.operation.backup.manifest import NotABackup
from config.operation.backup.postgres_programs import ProgramFailed, ProgramMissing
from config.operation.backup.restoring import restore
from config.operation.releases import waiting_migrations


class Command(BaseCommand):
    help = "从备份恢复到空库，并与备份清单逐表核对；请先停止服务"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="文件", help="backup 写成的文件")
        parser.add_argument(
            "--replace", action="store_true", help="数据库不是空的也恢复：现有数据全部由备份取代"
        )

        parser.add_argument(
            "--unsealed", action="store_true", help="清单的密封不符也恢复：TRAIL_KEY 已经遗失，而备份来源可靠"
        )

    def handle(self, *args, **options):
        try:
            restored = restore(options["file"], replace=options["replace"], unsealed=options["unsealed"])
        except (NotABackup, ProgramMissing, ProgramFailed, DatabaseError, OSError) as error:
            raise CommandError(f"没有恢复。{error}") from error
        if restored.problems:
            raise CommandError("已恢复，但与备份清单不一致：\n" + "\n".join(restored.problems))
        self.stdout.write(
            f"已恢复{len(restored.manifest.tables)}张表、{restored.rows}行，用时{restored.seconds:.1f}秒；"
            f"行数、内容和导出文件与清单一致，操作记录{restored.trail_rows}条校验通过。"
        )
        if not restored.sealed:
            self.stdout.write(f"注意：{UNSEALED}")
        if waiting := waiting_migrations(connections["default"]):
            self.stdout.write(f"备份出自较早的版本，还有{len(waiting)}项迁移：请执行 migrate。")

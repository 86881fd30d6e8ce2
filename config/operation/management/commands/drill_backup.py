"""Whether a backup can really be restored: done, not assumed."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.database import FORMS, database_at
from config.operation.backup.archive import UNSEALED
from config.operation.backup.drill import drill
from config.operation.backup.manifest import NotABackup
from config.operation.backup.postgres_programs import ProgramFailed, ProgramMissing


class Command(BaseCommand):
    help = "备份演练：恢复到一个空库，核对各表行数和内容、操作记录和十个导出文件，打印用时；不影响现有数据"

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, metavar="文件", help="已有的备份；不写则现做一个")
        parser.add_argument(
            "--into", metavar="地址", help=f"用来演练的空库；不写则临时建一个，用后删除。{FORMS}"
        )

    def handle(self, *args, **options):
        try:
            into = database_at(options["into"]) if options["into"] else None
            done = drill(options["file"], into=into)
        except (
            NotABackup,
            ProgramMissing,
            ProgramFailed,
            ImproperlyConfigured,
            DatabaseError,
            OSError,
        ) as error:
            raise CommandError(f"演练没有完成。{error}") from error
        restored = done.restored
        if restored.problems:
            raise CommandError("演练不通过：\n" + "\n".join(restored.problems))
        spent = f"备份{done.backup_seconds:.1f}秒，" if done.backup_seconds else ""
        self.stdout.write(
            f"演练通过：{len(restored.manifest.tables)}张表、{restored.rows}行的行数和内容一致，"
            f"操作记录{restored.trail_rows}条校验通过，{len(restored.manifest.exported)}个导出文件一致。"
            f"{spent}恢复并核对{restored.seconds:.1f}秒，共{done.seconds:.1f}秒。"
        )
        if not restored.sealed:
            self.stdout.write(f"注意：{UNSEALED}")

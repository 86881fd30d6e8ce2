"""Everything into one file, while the service runs."""

import sqlite3
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.operation.backup.making import make_backup
from config.operation.backup.manifest import NotABackup
from config.operation.backup.postgres_programs import ProgramFailed, ProgramMissing
from departments.accounts.full_disk import is_disk_full

FULL = "磁盘空间不足，写到一半的文件已经删除。请清理磁盘，或把备份写到别的磁盘。"


class Command(BaseCommand):
    help = "备份数据库和尚可下载的导出文件；不必停止服务。TRAIL_KEY 不在其中，请另行保存"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="文件", help="备份文件，须尚不存在")

    def handle(self, *args, **options):
        try:
            made = make_backup(options["file"])
        except (NotABackup, ProgramMissing, ProgramFailed, OSError, DatabaseError, sqlite3.Error) as error:
            raise CommandError(f"没有备份。{FULL if is_disk_full(error) else error}") from error
        manifest = made.manifest
        rows = sum(state.rows for state in manifest.tables.values())
        self.stdout.write(
            f"已备份到 {options['file']}：{len(manifest.tables)}张表、{rows}行，{made.bytes / 2**20:.1f} MB，"
            f"用时{made.seconds:.1f}秒。操作记录末条锚点：{manifest.trail}"
        )

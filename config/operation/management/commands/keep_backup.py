"""The backup of the night: scheduled by the worker, or by hand."""

import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.operation.backup.keeping import NotCopied, folder_of, keep_backup
from config.operation.backup.manifest import NotABackup
from config.operation.backup.postgres_programs import ProgramFailed, ProgramMissing
from config.operation.management.commands.backup import FULL
from departments.accounts.full_disk import is_disk_full


class Command(BaseCommand):
    help = "备份到 BACKUP_FOLDER，保留最近 BACKUP_DAYS 天的备份，复制到 BACKUP_COPY（另一台机器的磁盘）并读回核对"

    def add_arguments(self, parser):
        parser.add_argument(
            "--new-disk", action="store_true", help="BACKUP_COPY 换了磁盘：以后认现在挂上的这一块"
        )

    def handle(self, *args, **options):
        copies = Path(settings.BACKUP_COPY) if settings.BACKUP_COPY else None
        try:
            folder = folder_of(settings.BACKUP_FOLDER)
            kept = keep_backup(folder, copies, days=settings.BACKUP_DAYS, new_disk=options["new_disk"])
        except NotCopied as fault:
            raise CommandError(f"已备份，但只在本机。{fault}") from fault
        except (NotABackup, ProgramMissing, ProgramFailed, OSError, DatabaseError, sqlite3.Error) as error:
            raise CommandError(f"没有备份。{FULL if is_disk_full(error) else error}") from error
        self.stdout.write(
            f"已备份到 {kept.file}：{kept.made.bytes / 2**20:.1f} MB，用时{kept.made.seconds:.1f}秒；"
            f"保留最近{settings.BACKUP_DAYS}天的，删除更早的{kept.deleted}个。"
        )
        if copies is None:
            self.stdout.write("没有设置 BACKUP_COPY，备份只在本机。")
            return
        self.stdout.write(f"已复制{kept.copied}个到 {copies}，读回一致。")
        if kept.same_disk:
            self.stdout.write("注意：BACKUP_COPY 与备份在同一块磁盘上，磁盘损坏时一起损失。")

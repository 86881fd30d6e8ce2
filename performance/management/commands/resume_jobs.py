"""For installations without a running worker: a worker does this itself, again and again."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from performance.jobs.queueing import purge_expired, resume_lost


class Command(BaseCommand):
    help = "接续因进程中断而停下的后台任务，清理过期的结果"

    def handle(self, *args, **options):
        self.stdout.write(f"接续中断的任务 {resume_lost()} 个，清理过期的文件 {purge_expired()} 个。")

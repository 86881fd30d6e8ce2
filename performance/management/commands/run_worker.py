"""The worker beside the server: takes up what a dead worker left, clears away what has expired, then works."""

from __future__ import annotations

from django_tasks_db.management.commands import db_worker

from performance.exporting.jobs import purge_expired, resume_lost
from performance.exporting.worker_sign import giving_signs


class Command(db_worker.Command):
    help = "办理后台任务：先接续中断的任务、清理过期的结果，然后等待新的任务"

    def handle(self, **options):
        resumed, purged = resume_lost(), purge_expired()
        if resumed or purged:
            self.stdout.write(f"接续中断的任务 {resumed} 个，清理过期的文件 {purged} 个。")
        with giving_signs():
            super().handle(**options)

"""The worker beside the server: works off the queue, sweeps, and keeps the schedule from threads beside the work."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError, connections
from django_tasks_db.management.commands import db_worker

from performance.jobs.worker_sign import giving_signs
from performance.upkeep.scheduled_work import keeping_the_schedule
from performance.upkeep.sweep import Sweep, sweeping

logger = logging.getLogger("performance.upkeep")

LONGEST_PAUSE = 30.0


class Command(db_worker.Command):
    help = "办理后台任务；接续中断的任务，清理过期的结果、会话、上传和队列，按时办理定时任务"

    def handle(self, **options):
        done = Sweep().round()
        resumed, purged = done.get("resume_lost", 0), done.get("purge_expired", 0)
        if resumed or purged:
            self.stdout.write(f"接续中断的任务 {resumed} 个，清理过期的文件 {purged} 个。")
        with giving_signs(), sweeping(), keeping_the_schedule():
            self._work(options)

    def _work(self, options) -> None:
        """A database that is locked, restarted or gone for an hour ends no worker; it is asked again."""
        pause = 1.0
        while True:
            began = time.monotonic()
            try:
                return super().handle(**options)
            except DatabaseError:
                logger.exception("the database failed; asked again in %.0f seconds", pause)
                connections.close_all()
                time.sleep(pause)
                lasted = time.monotonic() - began > 10 * LONGEST_PAUSE
                pause = 1.0 if lasted else min(2 * pause, LONGEST_PAUSE)

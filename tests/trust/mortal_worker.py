"""Workers that are killed one after the other: ``python -m tests.trust.mortal_worker KILLS SEED``, then one that lives.

Each is a fork of this process, so that a thousand of them cost minutes and not hours. Leases are short for the
same reason, and a result is a few bytes: what is tried is the queue and not the files.
"""

import os
import random
import select
import signal
import sys
import time
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.worker_settings")

from django.core.management import call_command
from django.db import connections

import config.wsgi  # noqa: F401  (sets Django up)
from performance.exporting import jobs
from performance.jobs import leases, queueing, running
from performance.models import ExportJob
from performance.upkeep import sweep

LIVES = 0.15  # seconds at most
PATIENCE = 1  # seconds until a worker has begun a job, if there is one left
BEGUN = os.pipe()
CHANCE = random.Random(int(sys.argv[2]))  # noqa: S311  (a seed for the same trial each time)


def write(kind, statements, stream, progress):
    os.write(BEGUN[1], b"1")
    time.sleep(CHANCE.uniform(0, LIVES / 4))
    stream.write(b"made")
    progress(1)


def wait_for_work():
    """Every other worker is killed in the midst of a job, the others at any moment, before their first one too."""
    if CHANCE.random() < 0.5 and select.select(BEGUN[:1], [], [], PATIENCE)[0]:
        os.read(BEGUN[0], 4096)
        time.sleep(CHANCE.uniform(0, LIVES / 4))
    else:
        time.sleep(CHANCE.uniform(0, LIVES))


def work():
    call_command("run_worker", "--batch", "--interval", "0.02", "--no-startup-delay", verbosity=0)


def main(kills):
    leases.WORKING = running.WORKING = timedelta(seconds=0.5)
    leases.WAITING = queueing.WAITING = timedelta(seconds=1)
    leases.RENEWED_SECONDS = 0.1
    sweep.ROUND_SECONDS = 0.05
    sweep.DUTIES = {queueing.resume_lost: 0.05}
    jobs.write_export = write
    for _ in range(kills):
        connections.close_all()
        while select.select(BEGUN[:1], [], [], 0)[0]:
            os.read(BEGUN[0], 4096)  # of the worker before
        child = os.fork()
        if child == 0:
            work()
            os._exit(0)
        wait_for_work()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    os.set_blocking(BEGUN[1], False)  # nobody reads it any more
    while ExportJob.objects.under_way().exists():
        work()


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""gunicorn -c deploy/gunicorn.conf.py config.wsgi, from the folder of the project."""

import os
import shutil
from multiprocessing import cpu_count
from pathlib import Path

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY") or 2 * cpu_count() + 1)
threads = 4
timeout = 120  # the largest workbook is read within a fraction of it
graceful_timeout = 60  # whoever is saving gets to the end of it
keepalive = 5
max_requests = 5000  # a worker that has grown is followed by a fresh one
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  (signs of life, away from slow disks)
limit_request_line = 8190
accesslog = None  # the application writes a line for each request, with more in it
errorlog = "-"

if os.environ.get("METRICS_TOKEN") or os.environ.get("METRICS_ADDRESSES"):
    shared = os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(Path("var/metrics").absolute()))

    def on_starting(server):
        """What the processes of the last start counted is no more."""
        shutil.rmtree(shared, ignore_errors=True)
        Path(shared).mkdir(parents=True)

    def child_exit(server, worker):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)

"""What Prometheus may read: what the processes count, and what the database holds at the moment."""

import os
from collections.abc import Iterator
from http import HTTPMethod

from django.contrib.auth.signals import user_login_failed
from django.db.models import Count
from django.dispatch import receiver
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from departments.trail.writing import head
from performance.jobs.worker_sign import silence
from performance.models import (
    ExportJob,
    JobState,
    PerformanceStatement,
    RunState,
    ScheduledRun,
    StatementState,
)
from performance.upkeep.scheduled_work import standings

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # where several processes put their counts together; gunicorn's settings say so
COUNTED = CollectorRegistry()
REQUESTS = Counter(
    "goals_requests", "Requests by route name", ["route", "method", "status"], registry=COUNTED
)
LATENCY = Histogram(
    "goals_request_seconds",
    "Time to answer by route name",
    ["route"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=COUNTED,
)
FAILED_SIGN_INS = Counter("goals_failed_sign_ins", "Sign-ins that failed", registry=COUNTED)


def count_request(route: str, method: str, status: int, seconds: float) -> None:
    known = method if method in HTTPMethod.__members__ else "other"
    REQUESTS.labels(route, known, status).inc()
    LATENCY.labels(route).observe(seconds)


@receiver(user_login_failed)
def count_failed_sign_in(**_signal):
    FAILED_SIGN_INS.inc()


class Stored(Collector):
    """Asked of the database whenever somebody reads, so it is the same from every process."""

    def collect(self) -> Iterator[Metric]:
        yield _by_state("goals_statements", "Statements by state", PerformanceStatement, StatementState)
        yield _by_state("goals_jobs", "Background jobs by state", ExportJob, JobState)
        last = head()
        yield GaugeMetricFamily(
            "goals_trail_number", "Number of the trail's last row", value=last.number if last else 0
        )
        silent = silence()
        if silent is not None:
            yield GaugeMetricFamily(
                "goals_worker_silence_seconds", "Time since the worker's last sign of life", value=silent
            )

        yield from _schedule()

    def describe(self) -> list[Metric]:
        return []  # so that registering asks no database


STORED = CollectorRegistry()
STORED.register(Stored())


def exposition() -> bytes:
    counted = COUNTED
    if SHARED in os.environ:
        counted = CollectorRegistry()
        multiprocess.MultiProcessCollector(counted)
    return generate_latest(counted) + generate_latest(STORED)


def _schedule() -> Iterator[Metric]:
    """Of each scheduled task: whether it failed or is overdue, and how long it took when it was done last."""
    amiss = GaugeMetricFamily(
        "goals_schedule_amiss", "Scheduled tasks that failed or are overdue", labels=["task"]
    )
    seconds = GaugeMetricFamily(
        "goals_schedule_seconds", "Duration of the latest run of a scheduled task", labels=["task"]
    )
    for one in standings(ScheduledRun.objects.all()):
        amiss.add_metric([one.task.command], one.amiss)
        if one.run is not None and one.run.state == RunState.DONE and one.run.lasted is not None:
            seconds.add_metric([one.task.command], one.run.lasted.total_seconds())
    yield from (amiss, seconds)


def _by_state(name: str, about: str, model, states) -> GaugeMetricFamily:
    found = dict(model.objects.order_by().values_list("state").annotate(Count("pk")))
    family = GaugeMetricFamily(name, about, labels=["state"])
    for state in states:
        family.add_metric([state.value], found.get(state.value, 0))
    return family

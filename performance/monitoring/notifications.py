"""Who hears of a period: those who have to write its reports, when it is opened and when its day is near."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from departments.models import Membership
from departments.permissions.roles import Role
from performance.models import MonitoringReport, MonitoringTask, Notice, NoticeKind
from performance.notifications.matters import monitoring_task
from performance.notifications.services import notify
from performance.steps.locks import REPORT_OPEN


def tell_of_task(task: MonitoringTask) -> int:
    """That there is something to write; whoever has been told of the task is not told again."""
    text = f"{task}已开始：数据截至{task.cutoff}，{task.due}以前报送监控报告。"
    return _tell(task, text, NoticeKind.MONITORED)


@transaction.atomic
def remind_of_task(task: MonitoringTask, *, today: date) -> int:
    """Those whose reports are not handed in; twice on one day it tells nobody twice."""
    left = (task.due - today).days
    when = f"还有{left}天" if left else "今天截止"
    return _tell(task, f"{task}的监控报告{task.due}以前报送，{when}，您还有没有报送的。", NoticeKind.DEADLINE)


def near_tasks(days: int) -> QuerySet[MonitoringTask]:
    today = timezone.localdate()
    near = MonitoringTask.objects.filter(closed=None, due__range=(today, today + timedelta(days=days)))
    return near.select_related("office").order_by("due", "pk")


def _tell(task: MonitoringTask, text: str, kind: NoticeKind) -> int:
    about = monitoring_task(task)
    notified = Notice.objects.filter(kind=kind, text=text, about=about).values("recipient")
    link = reverse("monitoring_task", args=[task.pk])
    return len(notify(writers_of(task).exclude(pk__in=notified), kind, text, link=link, about=about))


def writers_of(task: MonitoringTask) -> QuerySet:
    """The fillers of the units and the reviewers of the departments whose reports are still theirs."""
    waiting = MonitoringReport.objects.filter(task=task, state__in=REPORT_OPEN)
    memberships = Membership.objects.filter(
        Q(role=Role.FILLER, unit__in=waiting.values("unit"))
        | Q(role=Role.DEPARTMENT_REVIEWER, department__in=waiting.values("statement__department"))
    )
    people = get_user_model().objects.filter(memberships__in=memberships, is_active=True)
    return people.distinct().order_by("pk")

"""Periods of monitoring: all that the reader sees, one with its reports by department, and a new one worded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from departments.models import FinanceOffice
from performance.alerts.settings import Light
from performance.jobs.queueing import TooManyJobs
from performance.models import MonitoringAlert, MonitoringReport, MonitoringState, MonitoringTask
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.calendar import calendars_of
from performance.monitoring.deciding import MARKS, decides_at, steps_together
from performance.monitoring.figures import by_class, by_department, by_period
from performance.monitoring.narrowing import HANDED_IN, LIGHTS, OF, TICKED, chosen_of, narrowed
from performance.monitoring.services import why_not_open
from performance.monitoring.tasks import addressees_of, close_task, fill_task, may_arrange
from performance.statement_pages.form_files import SUFFIXES
from performance.steps.refusals import Refused
from performance.written.together import MOST, label_of
from projects.amounts import grouped

OF_A_PAGE = 30


@never_cache
@login_required
@require_safe
def monitoring(request):
    """Every period of the offices where the reader has a place, with the reports that the reader sees."""
    tasks = MonitoringTask.objects.visible_to(request.user).select_related("office")
    page = Paginator(tasks, OF_A_PAGE).get_page(request.GET.get("page"))
    reports = MonitoringReport.objects.visible_to(request.user).filter(task__in=list(page))
    numbers = reports.order_by().values_list("task", "state").annotate(Count("pk"))
    counts = {(task, state): number for task, state, number in numbers}
    alerts = MonitoringAlert.objects.visible_to(request.user).filter(
        report__task__in=list(page), state__in=UNANSWERED
    )
    waiting = dict(alerts.order_by().values_list("report__task").annotate(Count("pk")))
    offices = FinanceOffice.objects.visible_to(request.user).order_by("division_code")
    arranged = [office for office in offices if may_arrange(request.user, office)]
    today = timezone.localdate()
    calendars = calendars_of(arranged, today.year)
    context = {
        "page": page,
        "rows": [
            (task, [counts.get((task.pk, state), 0) for state in MonitoringState], waiting.get(task.pk, 0))
            for task in page
        ],
        "states": MonitoringState,
        "arranges": [(office, calendars[office.pk]) for office in arranged],
        "year": today.year,
        "today": today,
    }
    return render(request, "performance/monitoring/monitoring.html", context)


@never_cache
@login_required
@require_safe
def monitoring_task(request, pk):
    """The reports of one period that the reader sees, by department, narrowed by where they stand and by their lights."""
    task = visible_task(request.user, pk)
    reports = MonitoringReport.objects.visible_to(request.user).filter(task=task)
    chosen = chosen_of(request.GET)
    ordered = (
        narrowed(reports, task, chosen)
        .select_related("unit", "statement__department")
        .order_by("statement__department__code", "position", "pk")
    )
    page = Paginator(ordered, OF_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "task": task,
        "addressees": addressees_of(task).words,
        "not_open": why_not_open(task),
        "arranges": may_arrange(request.user, task.office),
        "page": page,
        "rows": _with_alerts(page),
        "figures": [
            by_department(task, request.user, every=request.GET.get("departments") == "all"),
            by_class(task, request.user),
            by_period(task, request.user),
        ],
        "states": [*MonitoringState.choices, (HANDED_IN, "已报送")],
        "classes": reports.exclude(project_class="")
        .order_by("project_class")
        .values_list("project_class", flat=True)
        .distinct(),
        "decides": decides_at(request.user, task.office),
        "suffixes": SUFFIXES,
        "marks": MARKS.items(),
        "most": MOST,
        "together": [
            (action.value, label_of(found)) for action, found in steps_together(request.user).items()
        ],
        "kinds": OF.items(),
        "ticked": [(name, label, bool(chosen[name])) for name, label in TICKED.items()],
        "lights": [(name, label, chosen[name]) for name, label in LIGHTS.items()],
        "colours": tuple(Light),
        "chosen": chosen,
        "narrowed": any(chosen.values()),
        "kept": [(name, value) for name, value in chosen.items() if value],
        "query": urlencode({name: value for name, value in chosen.items() if value}),
    }
    return render(request, "performance/monitoring/task.html", context)


def _with_alerts(page):
    waiting = MonitoringAlert.objects.filter(report__in=list(page), state__in=UNANSWERED)
    counts = dict(waiting.order_by().values_list("report").annotate(Count("pk")))
    return [
        (report, counts.get(report.pk, 0), _words_of(report.budget), _words_of(report.spent))
        for report in page
    ]


def _words_of(amount):
    return "—" if amount is None else grouped(amount)


@login_required
@require_POST
def monitoring_fill(request, pk):
    task = visible_task(request.user, pk)
    try:
        fill_task(task, by=request.user, request=request)
    except (Refused, TooManyJobs) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "正在后台补建和更新监控报告，进度见“后台任务”。")
    return redirect("monitoring_task", pk)


@login_required
@require_POST
def monitoring_close(request, pk):
    task = visible_task(request.user, pk)
    closed = request.POST.get("closed") == "1"
    try:
        close_task(task, closed=closed, by=request.user, request=request)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{task}”已关闭。" if closed else f"“{task}”已重新开放。")
    return redirect("monitoring_task", pk)


def visible_task(user, pk):
    tasks = MonitoringTask.objects.visible_to(user).select_related("office")
    return get_object_or_404(tasks, pk=pk)

"""Periods of monitoring: all that the reader sees, one with its reports by department, and a new one worded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.models import FinanceOffice
from performance.alerts.setting_files import shipped_settings
from performance.alerts.settings import Light
from performance.jobs.queueing import TooManyJobs
from performance.models import MonitoringAlert, MonitoringReport, MonitoringState, MonitoringTask
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.figures import UNNAMED, by_class, by_department, by_period
from performance.monitoring.services import why_not_open
from performance.monitoring.tasks import addressees_of, close_task, fill_task, may_arrange, open_task
from performance.steps.refusals import Refused
from performance.views.monitoring.forms import MONTHS, TaskForm, initial_of, settings_named, usual_period
from projects.amounts import grouped

OF_A_PAGE = 30
YEARS = range(2000, 2100)
TEMPLATES = 12
LIGHTS = {"money_light": "资金灯", "goal_light": "目标灯", "forecast_light": "预计灯"}


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
    context = {
        "page": page,
        "rows": [
            (task, [counts.get((task.pk, state), 0) for state in MonitoringState], waiting.get(task.pk, 0))
            for task in page
        ],
        "states": MonitoringState,
        "arranges": [office for office in offices if may_arrange(request.user, office)],
        "year": timezone.localdate().year,
    }
    return render(request, "performance/monitoring/monitoring.html", context)


@never_cache
@login_required
@require_safe
def monitoring_task(request, pk):
    """The reports of one period that the reader sees, by department, narrowed by where they stand and by their lights."""
    task = visible_task(request.user, pk)
    reports = MonitoringReport.objects.visible_to(request.user).filter(task=task)
    chosen = {name: request.GET.get(name, "") for name in ("department", "class", "state", *LIGHTS, "alerts")}
    page = Paginator(_narrowed(reports, chosen), OF_A_PAGE).get_page(request.GET.get("page"))
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
        "states": MonitoringState,
        "classes": reports.exclude(project_class="")
        .order_by("project_class")
        .values_list("project_class", flat=True)
        .distinct(),
        "lights": [(name, label, chosen[name]) for name, label in LIGHTS.items()],
        "colours": tuple(Light),
        "chosen": chosen,
        "narrowed": any(chosen.values()),
        "query": "&".join(
            f"{name}={value}" for name, value in request.GET.items() if name != "page" and value
        ),
    }
    return render(request, "performance/monitoring/task.html", context)


def _narrowed(reports, chosen):
    found = reports.select_related("unit", "statement__department").order_by(
        "statement__department__code", "position", "pk"
    )
    if chosen["department"].isdecimal():
        found = found.filter(statement__department=int(chosen["department"][:9]))
    if chosen["state"] in MonitoringState.values:
        found = found.filter(state=chosen["state"])
    if chosen["class"]:
        found = found.filter(project_class="" if chosen["class"] == UNNAMED else chosen["class"])
    for name in LIGHTS:
        if chosen[name] in set(Light):
            found = found.filter(**{name: chosen[name]})
    if chosen["alerts"]:
        found = found.filter(alerts__state__in=UNANSWERED).distinct()
    return found


def _with_alerts(page):
    waiting = MonitoringAlert.objects.filter(report__in=list(page), state__in=UNANSWERED)
    counts = dict(waiting.order_by().values_list("report").annotate(Count("pk")))
    return [
        (report, counts.get(report.pk, 0), _words_of(report.budget), _words_of(report.spent))
        for report in page
    ]


def _words_of(amount):
    return "—" if amount is None else grouped(amount)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def monitoring_new(request, pk, year):
    office = get_object_or_404(FinanceOffice.objects.visible_to(request.user), pk=pk)
    if not may_arrange(request.user, office):
        raise PermissionDenied("监控任务由财政绩效科审核人安排。")
    if year not in YEARS:
        raise Http404
    earlier = list(MonitoringTask.objects.filter(office=office)[:TEMPLATES])
    settings = settings_named(request.GET.get("settings", ""), earlier)
    month = request.GET.get("month", "")
    period = usual_period(year, int(month)) if month in map(str, MONTHS) else {}
    initial = {**initial_of(settings), **period}
    form = TaskForm(request.POST or None, office=office, year=year, initial=initial)
    if request.method == "POST" and form.is_valid() and (task := _opened(request, office, form)):
        return redirect("monitoring_task", task.pk)
    context = {
        "office": office,
        "year": year,
        "form": form,
        "shipped": shipped_settings().values(),
        "earlier": earlier,
        "months": MONTHS,
        "asked": {"settings": request.GET.get("settings", ""), "month": month},
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "performance/monitoring/new.html", context, status=status)


def _opened(request, office, form):
    try:
        task, job = open_task(office, form.wording(), by=request.user, request=request)
    except (Refused, TooManyJobs) as refusal:
        for reason in str(refusal).splitlines():
            form.add_error(None, reason)
        return None
    messages.success(request, f"已安排“{task}”，{job.total}个部门的监控报告正在后台建立，进度见“后台任务”。")
    return task


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

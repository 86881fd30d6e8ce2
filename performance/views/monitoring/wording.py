"""A new period worded: from the office's calendar, from shipped parameters or as an earlier one was."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from departments.models import FinanceOffice
from performance.alerts.setting_files import shipped_settings
from performance.jobs.queueing import TooManyJobs
from performance.models import MonitoringTask
from performance.monitoring.calendar import calendars_of, wording_of
from performance.monitoring.tasks import may_arrange, open_task
from performance.steps.refusals import Refused
from performance.views.monitoring.forms import (
    MONTHS,
    TaskForm,
    initial_of,
    initial_of_wording,
    settings_named,
    usual_period,
)

YEARS = range(2000, 2100)
TEMPLATES = 12


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
    planned = _planned(request.GET.get("planned", ""), office, year)
    initial = initial_of_wording(wording_of(planned)) if planned else {**initial_of(settings), **period}
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
        "planned": planned,
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


def _planned(key, office, year):
    """The period of the office's calendar that an address names."""
    calendar = calendars_of([office], year)[office.pk]
    return next((each for each in calendar if str(each.period.pk) == key), None)

"""后台任务: how far one's own long work is, and what came of it. Nobody else's exists."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.exporting.jobs import collectable
from performance.http.responses import TYPES
from performance.jobs.queueing import cancel_job
from performance.models import ExportJob

SHOWN = 50


@never_cache
@login_required
@require_safe
def jobs(request):
    """While a job is under way the page asks for its list anew every few seconds, or a browser without script for all of it."""
    own = list(ExportJob.objects.visible_to(request.user)[:SHOWN])
    context = {
        "jobs": own,
        "under_way": any(job.under_way for job in own),
        "collectable": collectable(own, by=request.user),
    }
    request.sent_by_itself = "by-itself" in request.GET  # keeps no session alive
    return render(request, "performance/exporting/jobs.html", context)


@login_required
@require_POST
def job_cancel(request, pk):
    job = get_object_or_404(ExportJob.objects.visible_to(request.user), pk=pk)
    if cancel_job(job, by=request.user, request=request):
        messages.success(request, f"已取消“{job}”。")
    else:
        messages.error(request, "任务已经结束，不能取消。")
    return redirect("jobs")


@never_cache
@login_required
@require_safe
def job_download(request, pk):
    job = get_object_or_404(ExportJob.objects.visible_to(request.user), pk=pk)
    if not collectable([job], by=request.user):
        raise Http404
    record(Action.EXPORT, by=request.user, details=f"下载后台任务的结果：{job}", request=request)
    return FileResponse(
        job.result.open("rb"),
        as_attachment=True,
        filename=job.file_name,
        content_type=TYPES[job.result.suffix],
    )

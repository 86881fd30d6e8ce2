"""How far the reading of long files is; it leads to their preview, or says why there is none."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from performance.jobs.queueing import cancel_job
from performance.jobs.worker_sign import is_at_work
from performance.models import ExportJob, JobKind, JobState, PerformanceStatement, Upload


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_job(request, pk):
    job = get_object_or_404(ExportJob.objects.visible_to(request.user), pk=pk, kind=JobKind.READING)
    if request.method == "POST":
        if cancel_job(job, by=request.user, request=request):
            messages.success(request, "已取消读取，上传的文件已删除。")
            return redirect(_import_page(job))
        return redirect("import_job", job.pk)
    request.sent_by_itself = "by-itself" in request.GET  # keeps no session alive
    if job.state == JobState.DONE:
        return _led_on(request, job)
    statements = PerformanceStatement.objects.visible_to(request.user).select_related("department__office")
    context = {
        "job": job,
        "statement": statements.filter(pk=job.parameters["statement"]).first(),
        "import_page": _import_page(job),
        "is_waiting_for_worker": job.state == JobState.QUEUED and not is_at_work(),
    }
    return render(request, "performance/importing/reading.html", context)


def _led_on(request, job):
    upload = Upload.objects.visible_to(request.user).filter(pk=job.parameters["upload"]).first()
    if upload is None:
        messages.error(request, f"“{job.title}”的预览已经不在：已导入、已取消或已过期。请重新上传文件。")
    address = reverse("import_preview", args=[upload.pk]) if upload else _import_page(job)
    if (
        "HX-Request" in request.headers
    ):  # asked by the page itself, which cannot be exchanged for another in part
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _import_page(job):
    statement = job.parameters["statement"]
    return reverse("import_file", args=[statement]) if statement else reverse("import_any")

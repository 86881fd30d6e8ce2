"""文本体检: a file is reviewed on the page that took it, and nothing of it is stored; a batch is a job."""

from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from departments.file_names import as_file_name
from performance.exporting.statement_file import DOWNLOADS
from performance.findings.batch_files import BATCH_BYTES
from performance.findings.check_job import SUMMARY, finished_checks, start_check
from performance.findings.marked_text import laid_out, marked_text
from performance.findings.opinion import OPINION_WRITERS, opinion
from performance.findings.review_workbook import review_workbook
from performance.http.upload_handlers import MemoryUpload
from performance.jobs.queueing import TooManyJobs
from performance.office_forms.shelf import reading_for
from performance.review import review
from performance.rule_adjustments.in_force import office_for_reader, rule_set_for_reader
from performance.views.statements.forms import TextCheckForm


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text_check(request):
    """A form; with a file, its findings beside its official tables, or both as a review workbook."""
    request.upload_handlers = [MemoryUpload(BATCH_BYTES)]
    with reading_for(request.user):
        return _checked(request)


@csrf_protect
def _checked(request):
    form = TextCheckForm(request.POST, request.FILES) if request.method == "POST" else TextCheckForm()
    context = {"form": form}
    if form.is_valid() and (batch := form.cleaned_data.get("batch")):
        try:
            start_check(batch, by=request.user, request=request)
        except TooManyJobs as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"{_number(batch)}在后台体检，结果是一个工作簿，办完后在这里下载。")
            return redirect("jobs")
    elif form.is_valid():
        read = form.cleaned_data["read"]
        name = form.cleaned_data["file"][0].name
        rule_set = rule_set_for_reader(read.content, request.user)
        findings = review(read.content, rule_set)
        if wanted := next((suffix for suffix in FILES if suffix in request.POST), None):
            return _file(name, wanted, FILES[wanted](read, findings, rule_set))
        context |= {
            "file_name": name,
            "content": read.content,
            "rule_set": rule_set,
            "office": office_for_reader(read.content, request.user),
            "report": read.report,
            "reading": read,
            "review": marked_text(laid_out(read.content), findings, rule_set=rule_set),
        }
    else:
        context["batches"] = [(job, job.parameters[SUMMARY]) for job in finished_checks(request.user)]
    return render(request, "performance/findings/text_check.html", context)


def _number(batch):
    return f"{len(batch)} 个文件" if len(batch) > 1 else f"“{batch[0][0]}”较长，"


def _workbook_of(read, findings, rule_set):
    return review_workbook(read.content, findings, read.report, rule_set, at=_now())


def _now():
    return timezone.localtime().strftime("%Y-%m-%d %H:%M")


def _opinion_of(write):
    def of(read, findings, rule_set):
        shortfall = read.report.shortfall
        return write(opinion(read.content, findings, shortfall=shortfall, rule_set=rule_set, at=_now()))

    return of


FILES = {
    "workbook": _workbook_of,
    **{suffix: _opinion_of(write) for suffix, write in OPINION_WRITERS.items()},
}
_SUFFIXES = {"workbook": "xlsx"}
_TYPES = {download.suffix: download.content_type for download in DOWNLOADS}


def _file(file_name, wanted, data):
    suffix = _SUFFIXES.get(wanted, wanted)
    name = as_file_name(f"{PurePath(file_name).stem}-审核.{suffix}")
    return HttpResponse(
        data,
        content_type=_TYPES[suffix],
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )

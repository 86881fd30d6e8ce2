"""A report as a file, and a filled file as a proposal that nobody has saved yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from departments.trail.entry import Action
from departments.trail.writing import record
from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.unprintable import Unprintable
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.monitoring.national_form.printing import printed_report
from performance.monitoring.national_form.reading import NoForm, read_form
from performance.monitoring.services import may_write, report_of, why_not_open
from performance.statement_pages.form_files import LARGEST, WRITERS, FormFileForm, source_of
from performance.views.monitoring.reports import report_page, visible_report


@never_cache
@login_required
@require_safe
def monitoring_file(request, pk, suffix):
    row = visible_report(request.user, pk)
    try:
        written = WRITERS[suffix](printed_report(report_of(row)))
    except Unprintable as fault:
        messages.error(request, str(fault))
        return redirect("monitoring_report", pk)
    record(Action.EXPORT, by=request.user, subject=row, details=f".{suffix}", request=request)
    return attachment(written, get_valid_filename(f"{row}.{suffix}"))


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_POST
def monitoring_upload(request, pk):
    row = visible_report(request.user, pk)
    request.upload_handlers = [MemoryUpload(LARGEST)]
    return _proposed(request, row)


@csrf_protect
def _proposed(request, row):
    """The page with what the file says in its fields: looked over by whoever saves it."""
    form = FormFileForm(request.POST, request.FILES)
    try:
        if not may_write(row, request.user) or why_not_open(row.task):
            raise RefusedFile("目前不能填报这份监控报告。")
        if not form.is_valid():
            raise RefusedFile("请选择一个填好的监控表文件。")
        read = read_form(source_of(form.cleaned_data["file"]), report_of(row))
    except (RefusedFile, NoForm) as fault:
        messages.error(request, f"没有读入：{fault}")
        return redirect("monitoring_report", row.pk)
    messages.warning(request, "文件的内容已填在下面，还没有保存；请核对后按“保存”。")
    for remark in read.remarks:
        messages.warning(request, remark)
    return report_page(request, row, read.content)

"""文本体检: a file is reviewed on the page that took it, and nothing of it is stored."""

from pathlib import PurePath

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from performance.documents.limits import LARGEST_FILE
from performance.exporting.statement_file import DOWNLOADS
from performance.findings.marked_text import laid_out, marked_text
from performance.findings.review_workbook import review_workbook
from performance.http.upload_handlers import MemoryUpload
from performance.review import review
from performance.views.statements.forms import TextCheckForm

WORKBOOK = next(download for download in DOWNLOADS if download.suffix == "xlsx")


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text_check(request):
    """A form; with a file, its findings beside its official tables, or both as a review workbook."""
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _checked(request)


@csrf_protect
def _checked(request):
    form = TextCheckForm(request.POST, request.FILES) if request.method == "POST" else TextCheckForm()
    context = {"form": form}
    if form.is_valid():
        read = form.cleaned_data["read"]
        findings = review(read.content)
        if "workbook" in request.POST:
            return _workbook(
                form.cleaned_data["file"].name, review_workbook(read.content, findings, read.report)
            )
        context |= {
            "file_name": form.cleaned_data["file"].name,
            "content": read.content,
            "report": read.report,
            "review": marked_text(laid_out(read.content), findings),
        }
    return render(request, "performance/findings/text_check.html", context)


def _workbook(file_name, data):
    name = get_valid_filename(f"{PurePath(file_name).stem}-审核.xlsx")
    return HttpResponse(
        data,
        content_type=WORKBOOK.content_type,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )

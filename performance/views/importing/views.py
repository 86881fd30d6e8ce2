"""导入: a file is taken in memory, checked and previewed; what was previewed is what a confirmation writes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from departments.file_names import as_file_name
from departments.uploads.limits import LARGEST_FILE
from performance.documents.readers import kind_of_file
from performance.entry.sheets import is_entered
from performance.exporting.statement_file import DOWNLOADS
from performance.http.upload_handlers import MemoryUpload
from performance.http.whole_numbers import whole_number
from performance.importing.annotation import CannotAnnotate, annotated
from performance.importing.applying import Overtaken, confirm, confirm_cells, refuse_closed
from performance.importing.preview import preview_of
from performance.importing.proposals import WrongFile
from performance.importing.reading_job import read_or_queue
from performance.importing.scan_pages import MOST_PLACES, doubtful_pages
from performance.jobs.queueing import TooManyJobs
from performance.models import EarlierText, Upload
from performance.models.history import Source
from performance.statement_pages.context import visible_statement
from performance.statement_pages.shown_differences import shown
from performance.statements.editable_parts import editable_parts
from performance.statements.services import ContentRefused
from performance.steps.refusals import Refused
from performance.views.importing.forms import ConfirmForm, ModeForm, TemplateForm, UploadForm

WORKBOOK = next(download for download in DOWNLOADS if download.suffix == "xlsx")


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_any(request):
    """For a file that says itself which text it is."""
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _taken(request, None)


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request, pk):
    statement = visible_statement(request.user, pk)
    try:
        refuse_closed(statement, request.user)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _taken(request, statement)


@csrf_protect
def _taken(request, statement):
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return _read(request, form.cleaned_data["files"], statement)
        except WrongFile as wrong:
            form.add_error("file", ValidationError(list(wrong.reasons)))
        except TooManyJobs as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form, "statement": statement}
    if statement is not None:
        parts = editable_parts(statement, request.user)
        units = statement.department.units.business_of(request.user).filter(pk__in=parts.units)
        context |= {
            "units": units,
            "template_form": TemplateForm(),
            "parts": parts,
            "is_entered": is_entered(statement.province, statement.edition),
        }
    return render(request, "performance/importing/upload.html", context)


def _read(request, files, statement):
    taken = read_or_queue(files, by=request.user, statement=statement, request=request)
    return redirect("import_preview" if isinstance(taken, Upload) else "import_job", taken.pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request, pk):
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    mode = _mode(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        if "cancel" in request.POST:
            upload.delete()
            messages.success(request, "已取消导入，上传的文件已删除。")
            return _back(upload)
        if "check_cells" in request.POST:
            return _cells_confirmed(request, upload)
        done = _confirmed(request, upload, mode)
        if done is not None:
            return done
    try:
        preview = preview_of(upload, request.user, mode)
    except WrongFile as wrong:
        upload.delete()
        for reason in wrong.reasons:
            messages.error(request, reason)
        return _back(upload)
    context = {
        "upload": upload,
        "preview": preview,
        "difference": shown(preview.shown_difference),
        "mode_form": ModeForm({"mode": preview.proposal.mode.value}),
        "is_workbook": upload.name.lower().endswith(".xlsx"),
        "reading": preview.proposal.reading,
        "most_places": MOST_PLACES,
        "doubtful_pages": list(_doubtful(upload, preview.proposal.reading)),
        "file_kind": kind_of_file(upload.name),
    }
    return render(request, "performance/importing/preview.html", context)


def _doubtful(upload, reading):
    """The places that may be corrected one by one; without the recognised page they are only listed."""
    return doubtful_pages(upload, reading) if reading is not None and (reading.scan or reading.parts) else ()


@login_required
@require_safe
def import_page_picture(request, pk, file, page):
    """A page of a scan, for as long as its upload is kept."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    picture = get_object_or_404(upload.pages, file=file, page=page)
    return HttpResponse(
        bytes(picture.picture),
        content_type="image/jpeg",
        headers={"Cache-Control": "private, max-age=600"},
    )


def _cells_confirmed(request, upload):
    """Cells of a scan, ticked or corrected one by one, or all at once as they stand in the form."""
    post = request.POST
    given = {
        number: text
        for name, text in post.items()
        if name.startswith("cell-") and (number := whole_number(name[5:], None)) is not None
    }
    everything = post["check_cells"] == "all"
    chosen = {
        number: text
        for number, text in given.items()
        if everything or f"sure-{number}" in post or text != post.get(f"read-{number}")
    }
    try:
        corrected = confirm_cells(upload.pk, chosen, user=request.user)
    except (Overtaken, WrongFile) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已确认 {len(chosen)} 格，其中改正 {corrected} 格。")
    return redirect("import_preview", upload.pk)


def _mode(values):
    form = ModeForm(values)
    return form.cleaned_data["mode"] if form.is_valid() else None


def _confirmed(request, upload, mode):
    """The answer after an import; None where nothing was written and the preview is to be shown again."""
    post = request.POST
    agreed = ConfirmForm(post)
    deletions = agreed.cleaned_data["deletions"] if agreed.is_valid() else None
    try:
        report = confirm(
            upload.pk,
            user=request.user,
            sha256=post.get("sha256", ""),
            version=post.get("version", ""),
            acknowledged="acknowledged" in post,
            mode=mode,
            deletions=deletions or 0,
            request=request,
        )
    except (Overtaken, ContentRefused, Refused) as refusal:
        messages.error(request, str(refusal))
        return None
    except Upload.DoesNotExist:  # pressed twice: the first press has taken it
        messages.error(request, "这个文件已经导入或取消。")
        return _back(upload)
    except WrongFile:  # the preview says why
        return None
    messages.success(request, _said(upload, report))
    return redirect("statement", report.statement.pk)


def _said(upload, report):
    if not report.changed:
        return "与库中内容一致，没有任何更改。"
    acts = EarlierText.objects.filter(statement=report.statement, source=Source.IMPORT)
    act = acts.defer("content").first()
    if report.created or act is None:
        return f"已导入“{upload.name}”。"
    undo = reverse("history_undo", args=[report.statement.pk, act.pk])
    return format_html('已导入“{}”。导错了可以<a href="{}">撤销这次导入</a>。', upload.name, undo)


def _back(upload):
    return redirect("import_file", upload.statement_id) if upload.statement_id else redirect("import_any")


@never_cache
@login_required
@require_safe
def import_annotated(request, pk):
    """The user's own workbook with its faults marked."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk, name__iendswith=".xlsx")
    try:
        proposal = preview_of(upload, request.user).proposal
        marked = annotated(bytes(upload.content), (*proposal.problems, *proposal.left_out))
    except (WrongFile, CannotAnnotate) as fault:
        messages.error(request, str(fault))
        return redirect("import_preview", upload.pk)
    return _workbook(marked, f"{upload.name[:-5]}-批注.xlsx")


def _workbook(data, name):
    return HttpResponse(
        data,
        content_type=WORKBOOK.content_type,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=as_file_name(name))
        },
    )

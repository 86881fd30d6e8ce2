"""A card or a report as a file, and a filled file as a proposal that nobody has saved yet."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_protect

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.unprintable import Unprintable
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.statement_pages.form_files import LARGEST, WRITERS, FormFileForm, source_of
from performance.views.written.face import Shown
from performance.views.written.pages import page_of


def printed_file(request, face, pk, suffix):
    row = face.visible(request.user, pk)
    return as_file(request, face, row, suffix, lambda: face.printed(face.kind.read(row)), str(row))


def as_file(request, face, row, suffix, printed, title):
    """``printed`` makes what is printed; where it cannot be, the page of the row says why."""
    try:
        written = WRITERS[suffix](printed())
    except Unprintable as fault:
        messages.error(request, str(fault))
        return redirect(face.route, row.pk)
    record(Action.EXPORT, by=request.user, subject=row, details=f"{title} .{suffix}", request=request)
    return attachment(written, as_file_name(f"{title}.{suffix}"))


def uploaded_file(request, face, pk):
    """For a view that is exempt from the check of the token: it is checked once the handler is set."""
    row = face.visible(request.user, pk)
    request.upload_handlers = [MemoryUpload(LARGEST)]
    return _proposed(request, face, row)


@csrf_protect
def _proposed(request, face, row):
    """The page with what the file says in its fields: looked over by whoever saves it."""
    form = FormFileForm(request.POST, request.FILES)
    try:
        if face.kind.why_not(row, request.user):
            raise RefusedFile(f"目前不能填报{face.this}。")
        if not form.is_valid():
            raise RefusedFile(f"请选择一个填好的{face.noun}文件。")
        read = face.read_file(source_of(form.cleaned_data["file"]), face.kind.read(row))
    except (RefusedFile, face.no_such_file) as fault:
        messages.error(request, f"没有读入：{fault}")
        return redirect(face.route, row.pk)
    messages.warning(request, f"文件的内容已填在下面，还没有保存；请核对后按“{face.save_words}”。")
    for remark in read.remarks:
        messages.warning(request, remark)
    return page_of(request, face, row, Shown(read.content))

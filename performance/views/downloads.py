"""A statement as a file."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.convert import Unreadable, write_text
from performance.documents.formats.docx_writer import docx_bytes
from performance.documents.formats.pdf_writer import pdf_bytes
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx_writer import xlsx_bytes
from performance.documents.recognition import UnknownLayout, layout_of
from performance.exporting.approval import marks_of
from performance.models import PerformanceStatement
from performance.sight import is_partial, visible_content


@dataclass(frozen=True)
class Download:
    suffix: str
    label: str
    content_type: str


DOWNLOADS = (
    Download("xlsx", "工作簿", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Download("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Download("pdf", "PDF", "application/pdf"),
    Download("txt", "文本", "text/plain; charset=utf-8"),
    Download("json", "数据", "application/json; charset=utf-8"),
)


def file_of(statement, content, suffix):
    """An approved text is printed as one; the formats for machines say nothing of approval."""
    if suffix in (".txt", ".json"):
        return write_text(content, suffix)
    printed = layout_of(content.province, content.edition).render(content)
    marks = marks_of(statement, content)
    if suffix == ".pdf":
        return pdf_bytes(printed, marks=marks)
    return (xlsx_bytes if suffix == ".xlsx" else docx_bytes)(printed, approval=marks.approval)


class DownloadConverter:
    """The suffix at the end of an address; one that is not offered is 404."""

    regex = "|".join(download.suffix for download in DOWNLOADS)

    def to_python(self, value):
        return next(download for download in DOWNLOADS if download.suffix == value)

    def to_url(self, value):
        return value.suffix


@never_cache
@login_required
@require_safe
def download(request, pk, download):
    """The statement with the projects that the user may see; never kept by a cache."""
    statement = get_object_or_404(
        PerformanceStatement.objects.visible_to(request.user).select_related("department"), pk=pk
    )
    try:
        written = file_of(statement, visible_content(statement, request.user), f".{download.suffix}")
    except (UnknownLayout, Unprintable, Unreadable) as fault:
        messages.error(request, str(fault))
        return redirect("statement", pk)
    record(Action.EXPORT, by=request.user, subject=statement, details=f".{download.suffix}", request=request)
    extent = "-部分项目" if is_partial(statement, request.user) else ""
    name = get_valid_filename(f"{statement}{extent}.{download.suffix}")
    return HttpResponse(
        written,
        content_type=download.content_type,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )

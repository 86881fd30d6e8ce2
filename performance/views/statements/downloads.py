"""A statement as a file."""

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
from performance.documents.convert import Unreadable
from performance.documents.formats.unprintable import Unprintable
from performance.documents.recognition import UnknownLayout
from performance.exporting.statement_file import DOWNLOADS, file_of
from performance.models import PerformanceStatement
from performance.statements.visibility import is_partial, visible_content


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

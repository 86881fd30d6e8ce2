"""A statement as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.convert import Unreadable
from performance.documents.formats.unprintable import Unprintable
from performance.documents.recognition import UnknownLayout
from performance.exporting.statement_file import DOWNLOADS, PROJECT_PRINTS, file_of, project_file
from performance.http.responses import attachment
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
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
    name = as_file_name(f"{statement}{extent}.{download.suffix}")
    return HttpResponse(
        written,
        content_type=download.content_type,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )


@never_cache
@login_required
@require_safe
def project_print(request, pk, project, suffix):
    """One project on its own sheet, as it stands now."""
    statement = get_object_or_404(
        PerformanceStatement.objects.visible_to(request.user).select_related("department"), pk=pk
    )
    row = get_object_or_404(statement.projects.visible_to(request.user), pk=project)
    content = statement_content(statement, projects=statement.projects.filter(pk=row.pk))
    if suffix not in {offered.suffix for offered in PROJECT_PRINTS}:
        raise Http404
    try:
        written = project_file(content, content.projects[0], suffix)
    except (UnknownLayout, Unprintable) as fault:
        messages.error(request, str(fault))
        return redirect("entry_project", pk, project)
    details = f"项目“{row}”.{suffix}"
    record(Action.EXPORT, by=request.user, subject=statement, details=details, request=request)
    return attachment(written, as_file_name(f"{statement.fiscal_year}年-{row}.{suffix}"))

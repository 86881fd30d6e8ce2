"""The review opinion on a stored statement, for those who review it on paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.formats.unprintable import Unprintable
from performance.exporting.statement_file import DOWNLOADS
from performance.findings.opinion import OPINION_WRITERS, opinion
from performance.findings.statement_review import review_for
from performance.models import PerformanceStatement

_TYPES = {download.suffix: download.content_type for download in DOWNLOADS}


class OpinionConverter:
    """Word or PDF; anything else is 404."""

    regex = "|".join(OPINION_WRITERS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


@never_cache
@login_required
@require_safe
def statement_opinion(request, pk, suffix):
    """What the rules find in the projects that the user may see."""
    statement = get_object_or_404(
        PerformanceStatement.objects.visible_to(request.user).select_related("department"), pk=pk
    )
    seen = review_for(statement, request.user)
    at = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    try:
        written = OPINION_WRITERS[suffix](opinion(seen.content, seen.findings, rule_set=seen.rule_set, at=at))
    except (Unprintable, ValueError) as fault:
        messages.error(request, str(fault))
        return redirect("statement", pk)
    details = f"审核意见.{suffix}"
    record(Action.EXPORT, by=request.user, subject=statement, details=details, request=request)
    extent = "-部分项目" if seen.is_partial else ""
    name = as_file_name(f"{statement}{extent}-审核意见.{suffix}")
    return HttpResponse(
        written,
        content_type=_TYPES[suffix],
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )

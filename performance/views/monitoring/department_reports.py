"""A department's report of a period as a file, for whoever sees the department's own report."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from performance.monitoring.department_report import department_report, printed_department
from performance.views.monitoring.face import FACE
from performance.views.written.files import as_file


@never_cache
@login_required
@require_safe
def monitoring_department_file(request, pk, suffix):
    row = FACE.visible(request.user, pk)
    if row.unit_id is not None:
        raise Http404
    report = department_report(row)
    return as_file(request, FACE, row, suffix, lambda: printed_department(report), report.title)

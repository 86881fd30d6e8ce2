"""The reports of a period that are one's own, as a workbook to fill in."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_view

from performance.api.monitoring.tasks import NOUN
from performance.api.papers import (
    ConfirmView,
    PreviewView,
    WorkbookView,
    documented_confirm,
    documented_preview,
    documented_workbook,
)
from performance.importing.written.forms import REPORTS
from performance.models import MonitoringTask


class _Reports:
    form = REPORTS

    def owner(self, pk):
        tasks = MonitoringTask.objects.visible_to(self.request.user).select_related("office")
        return get_object_or_404(tasks, pk=pk)


@extend_schema_view(get=documented_workbook(NOUN, REPORTS.noun, "monitoring_workbook"))
class ReportWorkbook(_Reports, WorkbookView):
    pass


@extend_schema_view(post=documented_preview(NOUN, REPORTS.noun))
class PreviewReports(_Reports, PreviewView):
    pass


@extend_schema_view(post=documented_confirm(NOUN, REPORTS.noun))
class ConfirmReports(_Reports, ConfirmView):
    pass

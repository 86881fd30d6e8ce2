"""A report as ``written.saving`` saves one."""

from __future__ import annotations

from collections.abc import Mapping

from performance.models import MonitoringReport, MonitoringVersion
from performance.monitoring import page_fields
from performance.monitoring.content import ReportContent
from performance.monitoring.report import Report
from performance.monitoring.services import locked_report, report_of, save_as, why_not_written
from performance.written.saving import Kind
from performance.written.versions import Saving


class ReportKind(Kind[MonitoringReport, ReportContent]):
    def locked(self, row: MonitoringReport) -> MonitoringReport:
        return locked_report(row)

    def latest(self, row: MonitoringReport) -> MonitoringVersion | None:
        return row.latest

    def read(self, row: MonitoringReport, content: ReportContent | None = None) -> Report:
        return report_of(row, content)

    def texts(self, content: ReportContent) -> dict[str, str]:
        return page_fields.texts_of(content)

    def labels(self, content: ReportContent) -> dict[str, str]:
        return page_fields.labels_of(content)

    def saying(self, content: ReportContent, texts: Mapping[str, str]) -> ReportContent:
        return page_fields.saying(content, texts)

    def why_not(self, row: MonitoringReport, user) -> str:
        return why_not_written(row, user)

    def save(self, row: MonitoringReport, content: ReportContent, saving: Saving) -> Report:
        return save_as(row, content, saving)


REPORT = ReportKind()

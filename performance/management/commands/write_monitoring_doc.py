"""Write docs/monitoring.md from the rules of monitoring and the shipped settings."""

from typing import ClassVar

from departments.management.document_command import DocumentCommand
from performance.alerts.document import monitoring_page


class Command(DocumentCommand):
    help = "从监控的规则和参数生成 docs/monitoring.md"
    pages: ClassVar = {"monitoring.md": monitoring_page}

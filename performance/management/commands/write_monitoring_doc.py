"""Write docs/monitoring.md from the rules of monitoring and the shipped settings."""

from django.conf import settings
from django.core.management.base import BaseCommand

from performance.alerts.document import monitoring_page


class Command(BaseCommand):
    help = "从监控的规则和参数生成 docs/monitoring.md"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "monitoring.md"
        page.write_text(monitoring_page(), encoding="utf-8")
        self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

"""Write docs/workflow.md from the table of steps."""

from django.conf import settings
from django.core.management.base import BaseCommand

from performance.steps.document import workflow_page


class Command(BaseCommand):
    help = "从步骤表生成 docs/workflow.md"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "workflow.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(workflow_page(), encoding="utf-8")
        self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

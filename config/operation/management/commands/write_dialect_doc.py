"""Write docs/compatible-databases.md from what the source uses of PostgreSQL."""

from django.conf import settings
from django.core.management.base import BaseCommand

from config.operation.dialect import dialect_page


class Command(BaseCommand):
    help = "从源代码生成 docs/compatible-databases.md"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "compatible-databases.md"
        page.write_text(dialect_page(), encoding="utf-8")
        self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

"""Write docs/exchange.md from the declaration of the exchanged tables."""

from django.conf import settings
from django.core.management.base import BaseCommand

from performance.exchange.document import exchange_page


class Command(BaseCommand):
    help = "从字段名参照生成 docs/exchange.md"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "exchange.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(exchange_page(), encoding="utf-8")
        self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

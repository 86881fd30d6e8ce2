"""Write docs/rules.md from the registry of review rules."""

from django.conf import settings
from django.core.management.base import BaseCommand

from performance.review.rules_doc import rules_page


class Command(BaseCommand):
    help = "从规则登记表生成 docs/rules.md"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "rules.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(rules_page(), encoding="utf-8")
        self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

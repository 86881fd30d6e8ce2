"""Write docs/scoring.md from the scoring schemes."""

from django.conf import settings
from django.core.management.base import BaseCommand

from performance.scoring.document import scoring_page


class Command(BaseCommand):
    help = "从评分方案生成 docs/scoring.md"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "scoring.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(scoring_page(), encoding="utf-8")
        self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

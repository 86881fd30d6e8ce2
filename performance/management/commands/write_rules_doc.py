"""Write docs/rules.md and docs/evaluation-rules.md from the registries of review rules."""

from django.conf import settings
from django.core.management.base import BaseCommand

from performance.review.rules_doc import rules_page
from performance.self_evaluation.rules.document import evaluation_rules_page

PAGES = {"rules.md": rules_page, "evaluation-rules.md": evaluation_rules_page}


class Command(BaseCommand):
    help = "从规则登记表生成 docs/rules.md 和 docs/evaluation-rules.md"
    requires_system_checks = ()

    def handle(self, *args, **options):
        for name, text_of in PAGES.items():
            page = settings.BASE_DIR / "docs" / name
            page.parent.mkdir(exist_ok=True)
            page.write_text(text_of(), encoding="utf-8")
            self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

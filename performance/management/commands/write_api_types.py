"""Write the types of TypeScript from the description of the interface."""

from django.conf import settings
from django.core.management.base import BaseCommand
from drf_spectacular.generators import SchemaGenerator

from performance.management.typescript import typescript_of


class Command(BaseCommand):
    help = "从接口说明生成 docs/examples/interface.d.ts"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "examples" / "interface.d.ts"
        page.write_text(typescript_of(SchemaGenerator().get_schema(public=True)), encoding="utf-8")
        self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

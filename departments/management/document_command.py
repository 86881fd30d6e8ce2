"""Commands that write the generated papers below docs/."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand


class DocumentCommand(BaseCommand):
    """``pages`` gives each file its text: a page says what the source says, whoever asks for it."""

    requires_system_checks = ()
    pages: ClassVar[Mapping[str, Callable[[], str]]]

    def handle(self, *args, **options):
        for name, text_of in self.pages.items():
            page = settings.BASE_DIR / "docs" / name
            page.parent.mkdir(exist_ok=True)
            page.write_text(text_of(), encoding="utf-8")
            self.stdout.write(f"已写入 {page.relative_to(settings.BASE_DIR)}")

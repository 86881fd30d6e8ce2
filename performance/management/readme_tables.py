"""Tables of README.md that are written from what they list, between two comments that name the command."""

from django.conf import settings
from django.core.management.base import BaseCommand


class ReadmeTableCommand(BaseCommand):
    """``begin`` and ``end`` are the comments, ``table`` makes what stands between them."""

    begin = ""
    end = ""
    table = staticmethod(str)
    requires_system_checks = ()

    @classmethod
    def with_table(cls, page: str) -> str:
        before, _, rest = page.partition(cls.begin)
        _, _, after = rest.partition(cls.end)
        return f"{before}{cls.begin}\n{cls.table()}\n{cls.end}{after}"

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "README.md"
        page.write_text(self.with_table(page.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write("已写入 README.md")

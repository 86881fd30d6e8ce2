"""Write the table of readable files into README.md from the registered readers."""

from django.conf import settings
from django.core.management.base import BaseCommand

from performance.documents.readers import formats_table

BEGIN, END = "<!-- 可读文件：由 manage.py write_formats_table 生成 -->", "<!-- 可读文件：完 -->"


def with_table(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{formats_table()}\n{END}{after}"


class Command(BaseCommand):
    help = "从已登记的读取程序生成 README.md 中的可读文件表"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "README.md"
        page.write_text(with_table(page.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write("已写入 README.md")

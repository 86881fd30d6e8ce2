"""Write the table of declared forms into README.md from the declarations."""

from django.conf import settings
from django.core.management.base import BaseCommand

from performance.documents.forms.catalogue import forms_table

BEGIN, END = "<!-- 声明的表样：由 manage.py write_forms_table 生成 -->", "<!-- 声明的表样：完 -->"


def with_table(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{forms_table()}\n{END}{after}"


class Command(BaseCommand):
    help = "从声明的表样生成 README.md 中的表样表"
    requires_system_checks = ()

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "README.md"
        page.write_text(with_table(page.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write("已写入 README.md")

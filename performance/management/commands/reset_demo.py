"""Delete the demo's database, after saying what is in it."""

from django.core.management.base import BaseCommand, CommandError

from performance.setup.demo.resetting import NotTheDemo, delete, demo_file, what_is_lost

WORD = "删除"


class Command(BaseCommand):
    help = "演示模式：列出演示库中的内容，确认后删除该库；下次 make run 重新载入演示数据。"

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="不再询问，直接删除")

    def handle(self, *args, **options):
        try:
            file = demo_file()
        except NotTheDemo:
            raise CommandError(
                "只能删除演示模式自己的库（DEMO=1，且未设 DATABASE_URL），没有删除任何内容。"
            ) from None
        lost = what_is_lost()
        if not lost:
            self.stdout.write("演示库是空的，没有可删除的内容。")
            return
        self.stdout.write(f"将删除演示库 {file.name}，其中有：{'、'.join(lost)}。删除后不能恢复。")
        if not options["yes"] and input(f"确认请输入“{WORD}”：").strip() != WORD:
            self.stdout.write("没有输入确认，演示库保持原样。")
            return
        delete(file)
        self.stdout.write("演示库已删除。请执行 make run 重新载入演示数据。")

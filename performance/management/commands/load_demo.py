"""Demo data: offices, departments, units, vocabularies, statements, and accounts to sign in with."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from performance.setup.demo.loading import fill_empty, is_begun

WHAT_TO_TRY = (
    "请在浏览器打开 http://127.0.0.1:{port} ，先用 finance_section_reviewer-130682 登录："
    "“待我审核”中有一份刚报送的文本；再用 filler 登录填报唐山市的文本，从报送一直办到公开（鄂州市、六盘水市的也可以）；"
    "已公开的不用登录就能在 http://127.0.0.1:{port}/public/ 看到。"
    "“绩效自评”中有上年的六张自评表，附佐证材料和财政复核表：唐山市的一张待填写、一张被部门退回、一张待评定、"
    "一张已在公开网页上，定州市的一张待部门审核、一张已评定。按 Ctrl+C 停止。"
)


class Command(BaseCommand):
    """Fills an empty database and leaves any other alone; only the passwords are new each time."""

    help = "演示模式：库是空的就载入演示数据；已有数据时一律不动，只换演示账号的密码并打印；可以重复执行。"

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000", help="打印的地址中的端口，默认 8000")

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("演示数据只能在演示模式下载入（环境变量 DEMO=1）。")
        if is_begun():
            self.stdout.write("演示库中已有数据，全部保持原样。要从头开始，请执行 make demo-reset。")
        else:
            fill_empty(self.stdout)
        call_command("make_demo_accounts", stdout=self.stdout)
        self.stdout.write(WHAT_TO_TRY.format(port=options["port"]))

"""Whether the trail is whole; exit status 1 if it is not, so that cron and scripts notice."""

from django.core.management.base import BaseCommand, CommandError

from departments.trail.chain import Head
from departments.trail.verification import verify
from departments.trail.writing import head


class Command(BaseCommand):
    help = "校验操作记录是否被改动：指出第一条有问题的记录；有问题时退出码为 1"

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="start", type=int, metavar="序号", help="从第几条起校验，默认从头")
        parser.add_argument(
            "--anchor", metavar="锚点", help="以前由 anchor_trail 打印、或印在批复文件上的“序号:算法:校验值”"
        )

    def handle(self, *args, **options):
        try:
            anchor = Head.read(options["anchor"]) if options["anchor"] else None
            verdict = verify(start=options["start"], anchor=anchor)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if verdict.fault:
            raise CommandError(f"操作记录校验不通过。{verdict.fault}此前{verdict.checked}条无误。")
        lost = (
            f"另有{verdict.under_lost_key}条写于遗失的密钥之下，只核对了整体校验值。"
            if verdict.under_lost_key
            else ""
        )
        self.stdout.write(
            f"操作记录校验通过，共{verdict.checked}条。{lost}末条锚点：{head() or '（尚无记录）'}"
        )

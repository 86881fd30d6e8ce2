"""TRAIL_KEY is lost: go on under another one, and say so in the trail."""

from django.core.management.base import BaseCommand, CommandError

from departments.trail.lost_key import KeyNotLost, begin_under_new_key, what_is_lost
from departments.trail.writing import head


class Command(BaseCommand):
    help = (
        "TRAIL_KEY 遗失以后，用新设置的 TRAIL_KEY 继续操作记录：此前的记录不再能逐条校验，改为核对一个整体校验值；"
        "更换本身记入操作记录，不能撤销。找到原密钥的，不要执行"
    )

    def add_arguments(self, parser):
        parser.add_argument("--reason", required=True, metavar="原因", help="何时、怎样遗失，谁决定更换")
        parser.add_argument("--yes", action="store_true", help="确认更换")

    def handle(self, *args, **options):
        reason = options["reason"].strip()
        if not reason:
            raise CommandError("没有更换。请写明原因。")
        try:
            lost = what_is_lost()
            if not options["yes"]:
                raise CommandError(
                    f"没有更换。更换以后，现有{lost.rows}条操作记录不再能逐条校验（含其中可能已有的改动），且不能撤销；"
                    f"现在的整体校验值为 {lost.digest}，请另行保存。确认更换请加 --yes。"
                )
            entry = begin_under_new_key(reason)
        except KeyNotLost as fault:
            raise CommandError(f"没有更换。{fault}") from fault
        self.stdout.write(
            f"已更换：第{entry.number}条起以新的 TRAIL_KEY 校验，此前{lost.rows}条核对整体校验值 {lost.digest}。"
            f"请保存新的锚点：{head()}"
        )

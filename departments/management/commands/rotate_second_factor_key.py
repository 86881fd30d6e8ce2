from django.core.management import BaseCommand, CommandError
from django.db import transaction

from departments.accounts.second_factor.model import SecondFactor
from departments.accounts.second_factor.sealed_keys import UnreadableKey, sealed_anew
from departments.trail.entry import Action
from departments.trail.writing import record


class Command(BaseCommand):
    help = (
        "更换动态口令的加密密钥：先把原密钥写入 SECOND_FACTOR_OLD_KEYS、新密钥写入 SECOND_FACTOR_KEY，"
        "执行本命令，把全部动态口令改用新密钥加密；完成后即可删去 SECOND_FACTOR_OLD_KEYS。"
    )

    @transaction.atomic
    def handle(self, **options):
        factors = list(SecondFactor.objects.select_for_update(no_key=True).select_related("user"))
        unreadable = []
        for factor in factors:
            try:
                factor.sealed_key = sealed_anew(factor.sealed_key)
            except UnreadableKey:
                unreadable.append(factor.user.get_username())
        if unreadable:
            raise CommandError(
                f"没有更改：{len(unreadable)} 个动态口令不能用现有的密钥解密：{'、'.join(unreadable[:20])}。"
                "请把原来的密钥补入 SECOND_FACTOR_OLD_KEYS，或先由安全管理员重置这些动态口令。"
            )
        SecondFactor.objects.bulk_update(factors, ["sealed_key"], batch_size=500)
        done = f"更换动态口令的加密密钥，重新加密 {len(factors)} 个"
        record(Action.SETTINGS, by=None, details=done)
        self.stdout.write(f"{done}。")

"""Once a day: one letter to everybody who wants to be told once a day. The worker calls it by the clock."""

from django.core.management.base import BaseCommand, CommandError

from performance.notifications.digests import send_digests


class Command(BaseCommand):
    help = "把选择“每日汇总”的通知按人合成一封邮件发出；同一天重复执行不会重复发，没有发出的接着发"

    def handle(self, **options):
        try:
            sent = send_digests()
        except OSError as fault:
            raise CommandError(f"没有连上邮件服务器（{type(fault).__name__}），都还没有发出。") from fault
        self.stdout.write(f"发出通知汇总{sent.letters}封。")
        if sent.left:
            reasons = "；".join(sent.faults[:10])
            raise CommandError(f"{sent.left}封没有发出或正在发送，下次接着发。{reasons}")

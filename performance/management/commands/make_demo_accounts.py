"""Accounts for trying the application out, with a password made on the spot."""

from itertools import groupby

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from departments.models import BudgetUnit
from performance.setup.demo.accounts import renew_accounts


class Command(BaseCommand):
    help = "演示模式：为各单位、部门、财政局和管理角色建立演示账号（已有则换新密码），并打印账号和密码。"

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("演示账号只能在演示模式下建立（环境变量 DEMO=1）。")
        if not BudgetUnit.objects.exists():
            raise CommandError("还没有预算单位，请先载入演示数据。")
        password, renewed = renew_accounts()
        self.stdout.write("演示账号（全部账号用同一个密码，每次重新生成）：")
        for office, accounts in groupby(renewed, key=lambda account: account.office):
            self.stdout.write(f" {office.name}（{office.province}）")
            for account in accounts:
                place = f"{account.role.label}（{account.place}）"
                self.stdout.write(f"  {account.username:<40}{password:<16}{place}")

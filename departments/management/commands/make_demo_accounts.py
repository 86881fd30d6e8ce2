"""One account per role for trying the application out, each with a password made on the spot."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from departments.models import BudgetUnit, Membership
from departments.permissions.roles import PLACE_OF_ROLE, Role
from departments.trail.entry import Action
from departments.trail.writing import record


class Command(BaseCommand):
    help = "演示模式：为每种角色建立一个演示账号（已有则换新密码），并打印账号和密码。"

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("演示账号只能在演示模式下建立（环境变量 DEMO=1）。")
        unit = BudgetUnit.objects.select_related("department__office").first()
        if unit is None:
            raise CommandError("还没有预算单位，请先载入演示数据。")
        with transaction.atomic():
            accounts = [(role, *make_account(role, unit)) for role in Role]
            for role, user, _, place in accounts:
                record(
                    Action.USER_CHANGE, by=None, subject=user, details=f"演示账号：{role.label}（{place}）"
                )
        self.stdout.write("演示账号（密码每次重新生成）：")
        for role, user, password, place in accounts:
            self.stdout.write(f"  {user.username:<30}{password:<16}{role.label}（{place}）")


def make_account(role, unit):
    """An account of this role at the unit, at its department or at its office, whichever the role demands.

    One that is there gets a password that can be printed; its name and its memberships stay as somebody left them.
    """
    places = {"unit": unit, "department": unit.department, "office": unit.department.office}
    place = places[PLACE_OF_ROLE[role]]
    password = secrets.token_urlsafe(9)
    user, made = get_user_model().objects.get_or_create(
        username=role.value, defaults={"last_name": role.label}
    )
    user.set_password(password)
    user.save()
    if made:
        Membership.objects.create(user=user, role=role, **{PLACE_OF_ROLE[role]: place})
    return user, password, place

"""First passwords: random, handed out once as a list to be passed on, and never kept in the clear."""

import secrets

import tablib
from django.contrib import admin, messages
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from departments.accounts.passwords.record import give_temporary
from departments.lists.flat_files import FlatWorkbook
from departments.trail.entry import Action
from departments.trail.writing import record

# Without what is mistaken for something else when it is copied from paper: 0 O o, 1 l I.
LETTERS, CAPITALS, DIGITS, SIGNS = "abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "@#%+="
CLASSES = (LETTERS, CAPITALS, DIGITS, SIGNS)
LENGTH = 14
FEW_ROUNDS = 1_000


def random_password() -> str:
    """One of each class at least, so that every password profile takes it."""
    signs = [secrets.choice(signs) for signs in CLASSES]
    signs += [secrets.choice("".join(CLASSES)) for _ in range(LENGTH - len(signs))]
    secrets.SystemRandom().shuffle(signs)
    return "".join(signs)


def waiting(accounts):
    """Those of the accounts that nobody has signed in with yet."""
    return accounts.filter(last_login__isnull=True, is_active=True)


def hashed(password: str) -> str:
    """Slow hashing protects what people think up; these are 80 random bits, and signing in hashes them in full."""
    hasher = get_hasher()
    rounds = {"iterations": FEW_ROUNDS} if isinstance(hasher, PBKDF2PasswordHasher) else {}
    return hasher.encode(password, hasher.salt(), **rounds)


@admin.action(description="为所选账号生成初始密码（只能下载一次；已登录过的除外）", permissions=["add"])
@transaction.atomic
def give_first_passwords(modeladmin, request, queryset):
    given = [account for account in waiting(queryset) if modeladmin.has_change_permission(request, account)]
    if not given:
        messages.error(request, "所选账号都已登录过、已停用或不由您管理，没有生成密码。")
        return None
    listed = tablib.Dataset(headers=["用户名", "姓名", "初始密码"])
    for account in given:
        password = random_password()
        account.password = hashed(password)
        account.save(update_fields=["password"])
        give_temporary(account)
        listed.append((account.get_username(), account.get_full_name(), password))
        record(Action.USER_CHANGE, by=request.user, subject=account, details="生成初始密码", request=request)
    book = FlatWorkbook()
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename="初始密码.xlsx"),
        "Cache-Control": "no-store",
    }
    return HttpResponse(book.export_data(listed), content_type=book.CONTENT_TYPE, headers=headers)

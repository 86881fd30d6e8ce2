"""Validators that Django does not bring along. Texts are what a user reads under the field."""

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from departments.accounts.passwords.record import PasswordRecord

KINDS = {
    "大写字母": str.isupper,
    "小写字母": str.islower,
    "数字": str.isdecimal,
    "符号": lambda char: not char.isalnum(),
}
WORDS = ("jixiao", "yusuan", "caizheng", "bumen", "绩效", "预算", "财政", "budget", "admin")


class OfSeveralKinds:
    def __init__(self, kinds=3):
        self.kinds = kinds

    def validate(self, password, user=None):
        if sum(any(map(belongs, password)) for belongs in KINDS.values()) < self.kinds:
            raise ValidationError(f"密码{self.get_help_text()}", code="password_of_few_kinds")

    def get_help_text(self):
        return f"须包含{'、'.join(KINDS)}中的至少{self.kinds}类。"


class NotOfThisSystem:
    """Refuses what is little more than a word that everybody here thinks of first."""

    def validate(self, password, user=None):
        rest = password.casefold()
        for word in WORDS:
            rest = rest.replace(word, "")
        if len(rest) < len(password) and len(rest) < 8:
            raise ValidationError(f"密码{self.get_help_text()}", code="password_of_this_system")

    def get_help_text(self):
        return "不能主要由“yusuan”“admin”之类与本系统有关的词组成。"


class NotUsedBefore:
    """Also keeps the record: Django tells every validator of a password that has been saved."""

    def __init__(self, last=5):
        self.last = last

    def validate(self, password, user=None):
        if user is None or user.pk is None:
            return
        earlier = [record.hash for record in user.password_records.all()[: self.last]]
        if any(check_password(password, used) for used in {*earlier, user.password} if used):
            raise ValidationError(f"密码{self.get_help_text()}", code="password_used_before")

    def get_help_text(self):
        return f"不能与最近{self.last}个密码相同。" if self.last > 1 else "不能与现在的密码相同。"

    def password_changed(self, password, user=None):
        PasswordRecord.objects.create(user=user, hash=user.password)
        latest = user.password_records.values_list("pk", flat=True)[: self.last]
        user.password_records.exclude(pk__in=list(latest)).delete()

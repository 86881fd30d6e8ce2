"""Locks in admin, where the security administrator opens them before their time."""

from django.contrib import admin, messages
from django.db import transaction

from departments.rights import roles_held
from departments.roles import Role
from departments.signing_in.lock import SignInLock
from departments.trail.entry import Action
from departments.visible_admin import VisibleAdmin


@admin.register(SignInLock)
class SignInLockAdmin(VisibleAdmin):
    trail_action = Action.USER_CHANGE
    list_display = ["key", "kind", "user", "failures", "last", "until"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    search_fields = ["key"]
    actions = ["unlock"]

    @admin.display(description="锁定至", empty_value="未锁定")
    def until(self, lock):
        return lock.until

    @admin.action(description="解锁所选的用户名或地址", permissions=["unlock"])
    def unlock(self, request, queryset):
        with transaction.atomic():
            opened = list(queryset)
            self.model.objects.filter(pk__in=[lock.pk for lock in opened]).delete()
            for lock in opened:
                self._record(request, lock.user or lock, f"解除登录锁定：{lock}")
        messages.success(request, f"已解锁：{'、'.join(map(str, opened))}。")

    def has_unlock_permission(self, request):
        user = request.user
        return user.is_superuser or Role.SECURITY_ADMINISTRATOR in roles_held(user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

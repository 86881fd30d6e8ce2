"""What the security administrator undoes for people: locks before their time, and second factors that are lost."""

from django.contrib import admin, messages
from django.db import transaction

from departments.accounts.login_throttle.lock import SignInLock
from departments.accounts.second_factor.model import SecondFactor
from departments.admin.base.scoped_admin import ScopedAdmin
from departments.permissions.rights import roles_held
from departments.permissions.roles import Role
from departments.trail.entry import Action


class ReadOnlyAdmin(ScopedAdmin):
    """Made and changed by the application alone; whoever may undo it does so with an action."""

    trail_action = Action.USER_CHANGE

    def has_undo_permission(self, request):
        user = request.user
        return user.is_superuser or Role.SECURITY_ADMINISTRATOR in roles_held(user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(SignInLock)
class SignInLockAdmin(ReadOnlyAdmin):
    list_display = ["key", "kind", "user", "failures", "last", "until"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    search_fields = ["key"]
    actions = ["unlock"]

    @admin.display(description="锁定至", empty_value="未锁定")
    def until(self, lock):
        return lock.until

    @admin.action(description="解锁所选的用户名或地址", permissions=["undo"])
    def unlock(self, request, queryset):
        with transaction.atomic():
            opened = list(queryset)
            self.model.objects.filter(pk__in=[lock.pk for lock in opened]).delete()
            for lock in opened:
                self._record(request, lock.user or lock, f"解除登录锁定：{lock}")
        messages.success(request, f"已解锁：{'、'.join(map(str, opened))}。")


@admin.register(SecondFactor)
class SecondFactorAdmin(ReadOnlyAdmin):
    list_display = ["user", "since"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__last_name"]
    fields = ["user", "since"]
    actions = ["reset"]

    @admin.action(description="重置所选用户的动态口令", permissions=["undo"])
    def reset(self, request, queryset):
        with transaction.atomic():
            lost = list(queryset)
            self.model.objects.filter(pk__in=[factor.pk for factor in lost]).delete()
            for factor in lost:
                self._record(request, factor.user, "重置动态口令")
        messages.success(request, f"已重置：{'、'.join(str(factor.user) for factor in lost)}。")

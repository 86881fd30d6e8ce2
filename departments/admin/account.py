"""Accounts in admin: the system administrator keeps them, the security administrator locks them."""

from http import HTTPStatus

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from departments.accounts.passwords.record import make_temporary
from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.first_passwords import give_first_passwords
from departments.lists.people_lists import AccountResource
from departments.models import Membership
from departments.permissions.rights import roles_held
from departments.permissions.roles import SEPARATED_POWERS, Role
from departments.trail.entry import Action

admin.site.unregister((get_user_model(), Group))  # rights come from roles, so there is nothing to group

LOCK = ("is_active",)
KEPT = ("username", "last_name", "email")
TOLD = ("last_login", "date_joined")


class AccountForm(UserAdmin.form):
    """A name is one field: Django puts a first name before the last, and 张三 would be called 三 张 everywhere."""

    class Meta(UserAdmin.form.Meta):
        labels = {"last_name": "姓名"}

    def clean_is_active(self):
        is_active = self.cleaned_data["is_active"]
        if not is_active and self.instance.pk == self.asked_by.pk:
            raise ValidationError("不能停用自己的账号。")
        return is_active


@admin.register(get_user_model())
class AccountAdmin(FlatListAdmin, UserAdmin):
    resource_classes = [AccountResource]
    actions = [give_first_passwords]
    trail_action = Action.USER_CHANGE
    form = AccountForm
    list_display = ["username", "last_name", "email", yes_or_no("is_active", "启用"), "last_login", "roles"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["username", "last_name", "email"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("个人信息", {"fields": ["last_name", "email"]}),
        ("状态", {"fields": [*LOCK, "roles", *TOLD]}),
    ]

    def get_queryset(self, request):
        """The accounts of one's office, and those that have no place yet; administrators of all are out of reach."""
        accounts = self.model.objects.order_by("username").prefetch_related("memberships__office")
        accounts = accounts.prefetch_related("memberships__department", "memberships__unit")
        if request.user.is_superuser:
            return accounts
        here = Membership.objects.visible_to(request.user)
        reached = Q(memberships__in=here) | Q(memberships__isnull=True)
        return accounts.filter(reached, is_superuser=False).distinct()

    def get_import_resource_kwargs(self, request, *args, **kwargs):
        elsewhere = _serving_elsewhere(request.user, Membership.objects.all())
        accounts = self.get_queryset(request).exclude(memberships__in=elsewhere)
        return {**super().get_import_resource_kwargs(request), "accounts": accounts}

    def get_export_resource_kwargs(self, request, *args, **kwargs):
        return {**super().get_export_resource_kwargs(request), "accounts": self.get_queryset(request)}

    @admin.display(description="任职")
    def roles(self, account):
        held = account.memberships.all()
        return "；".join(f"{one.get_role_display()}（{one.place}）" for one in held) or "—"

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.asked_by = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        """Whoever may not set this password is not led to where it is set."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or (not _only_locks(request.user) and self.has_change_permission(request, obj)):
            return shown
        return [(None, {"fields": ["username"]}), *shown[1:]]

    def get_readonly_fields(self, request, obj=None):
        if request.user.is_superuser or obj is None:
            return ["roles", *TOLD]
        return ["roles", *TOLD, *(KEPT if _only_locks(request.user) else LOCK)]

    def has_change_permission(self, request, obj=None):
        """Who keeps passwords could sign in as another administrator: that account is closed to him."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or request.user.is_superuser or _only_locks(request.user):
            return True
        if obj == request.user:
            return True
        return not (_serving_elsewhere(request.user, obj.memberships.all()) or _administers(obj))

    def user_change_password(self, request, id, form_url=""):  # noqa: A002  (Django's name)
        if _only_locks(request.user):
            raise PermissionDenied("安全管理员只能停用或启用账号，不能更改密码。")
        with transaction.atomic():
            answer = super().user_change_password(request, id, form_url)
            if answer.status_code == HTTPStatus.FOUND and id != str(request.user.pk):
                make_temporary(self.get_object(request, id))
            return answer

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            make_temporary(obj)


def _administers(account) -> bool:
    return not roles_held(account).isdisjoint(SEPARATED_POWERS)


def _serving_elsewhere(keeper, memberships):
    """Those of the memberships that stand beyond the keeper's own offices: who reset such a password could act there."""
    if keeper.is_superuser:
        return memberships.none()
    return memberships.exclude(pk__in=Membership.objects.visible_to(keeper).values("pk"))


def _only_locks(user) -> bool:
    return not user.is_superuser and Role.SYSTEM_ADMINISTRATOR not in roles_held(user)

"""Accounts in admin: the system administrator keeps them, the security administrator locks them."""

from http import HTTPStatus

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect

from departments.accounts.home import settle
from departments.accounts.passwords.record import make_temporary
from departments.accounts.policy import (
    KEPT,
    LOCKED,
    home_of_made_by,
    may_make,
    visible_accounts,
    writable_fields,
)
from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.first_passwords import give_first_passwords
from departments.lists.people_lists import AccountResource
from departments.models import FinanceOffice
from departments.trail.entry import Action

admin.site.unregister((get_user_model(), Group))  # rights come from roles, so there is nothing to group

TOLD = ("last_login", "date_joined")
HOME = "home_office"


class AccountForm(UserAdmin.form):
    """A name is one field: Django puts a first name before the last, and 张三 would be called 三 张 everywhere."""

    home_office = forms.ModelChoiceField(
        FinanceOffice.objects.all(),
        label="所属财政局",
        required=False,
        help_text="只有所属财政局的管理员可以管理本账号；留空即只由超级管理员管理。",
    )

    class Meta(UserAdmin.form.Meta):
        labels = {"last_name": "姓名"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if HOME in self.fields and (home := getattr(self.instance, "home", None)):
            self.initial[HOME] = home.office_id

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
    list_display = [
        "username",
        "last_name",
        "email",
        yes_or_no("is_active", "启用"),
        "last_login",
        "roles",
        "at_home",
    ]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["username", "last_name", "email"]
    filter_horizontal = []

    def get_queryset(self, request):
        accounts = visible_accounts(request.user).order_by("username").select_related("home__office")
        return accounts.prefetch_related(
            "memberships__office", "memberships__department", "memberships__unit"
        )

    @admin.display(description="所属财政局")
    def at_home(self, account):
        home = getattr(account, "home", None)
        return home.office if home else "—"

    @admin.display(description="任职")
    def roles(self, account):
        memberships = account.memberships.all()
        return "；".join(f"{one.get_role_display()}（{one.place}）" for one in memberships) or "—"

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.asked_by = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        """Whoever may not set this password is not led to where it is set; a superuser says where an account belongs."""
        if obj is None:
            return super().get_fieldsets(request, obj)
        first = ["username", "password"] if "password" in writable_fields(request.user, obj) else ["username"]
        home = HOME if request.user.is_superuser else "at_home"
        return [
            (None, {"fields": first}),
            ("个人信息", {"fields": ["last_name", "email", home]}),
            ("状态", {"fields": ["is_active", "roles", *TOLD]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        written = writable_fields(request.user, obj)
        closed = [name for name in (*KEPT, *LOCKED) if name not in written and name != "password"]
        return ["roles", "at_home", *TOLD, *(closed if obj else ())]

    def has_change_permission(self, request, obj=None):
        """Who keeps passwords could sign in as another administrator: that account is closed to him."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or bool(writable_fields(request.user, obj))

    def user_change_password(self, request, id, form_url=""):  # noqa: A002  (Django's name)
        if not may_make(request.user):
            raise PermissionDenied("安全管理员只能停用或启用账号，不能更改密码。")
        if id == str(request.user.pk):
            return redirect("password_change")  # where the old one is asked for
        with transaction.atomic():
            answer = super().user_change_password(request, id, form_url)
            if answer.status_code == HTTPStatus.FOUND:
                make_temporary(self.get_object(request, id))
            return answer

    def save_model(self, request, obj, form, change):
        if not change:
            obj.save()
            settle(
                obj, home_of_made_by(request.user)
            )  # before it is asked whether the account is the maker's
            make_temporary(obj)
        super().save_model(request, obj, form, change)
        if HOME in form.changed_data:
            settle(obj, form.cleaned_data[HOME])

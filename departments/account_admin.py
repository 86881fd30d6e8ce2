"""Users and groups of rights in admin, with every change recorded."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction

from departments.recorded_admin import RecordedAdmin
from departments.trail.entry import Action

admin.site.unregister((get_user_model(), Group))


@admin.register(get_user_model())
class AccountAdmin(RecordedAdmin, UserAdmin):
    trail_action = Action.USER_CHANGE

    def user_change_password(self, request, id, form_url=""):  # noqa: A002  (Django's name)
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)


@admin.register(Group)
class RightsAdmin(RecordedAdmin, GroupAdmin):
    trail_action = Action.ROLE_CHANGE

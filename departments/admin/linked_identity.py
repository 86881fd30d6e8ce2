"""Under which keys other systems know people: whoever may set an account's password says so, and nobody else."""

from django.contrib import admin

from departments.accounts.policy import linkable_accounts
from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.identity_lists import LinkedIdentityResource
from departments.models import LinkedIdentity
from departments.trail.entry import Action


@admin.register(LinkedIdentity)
class LinkedIdentityAdmin(FlatListAdmin):
    resource_classes = [LinkedIdentityResource]
    trail_action = Action.USER_CHANGE
    list_display = ["user", "provider", "key", "ended"]
    list_filter = ["provider"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__last_name", "key"]
    autocomplete_fields = ["user"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = linkable_accounts(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _belongs_to(self, request, obj, verb):
        """Whoever could link an account to the own identity could act in its place, as with its password."""
        return obj is None or linkable_accounts(request.user).filter(pk=obj.user_id).exists()

"""Who signs in with what password is Django's affair; what they may do in admin follows from their roles."""

from django.contrib.auth.backends import ModelBackend

from departments.permissions.reach import cache_reaches
from departments.permissions.rights import permissions_of, roles_held


class RoleBackend(ModelBackend):
    """Rows of permissions, a user's own or a group's, count for nothing: nobody grants himself any."""

    def get_user(self, user_id):
        """Whoever comes with the session of a request."""
        user = super().get_user(user_id)
        if user:
            cache_reaches(user)
        return user

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or obj is not None:  # an anonymous user is not active either
            return set()
        return {permission for role in roles_held(user_obj) for permission in permissions_of(role)}

"""Admin as a site that roles open."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from departments.permissions.rights import enters_admin


class Administration(AdminSite):
    """Whoever has no business here is told so, and that is recorded, instead of being asked to sign in once more."""

    def has_permission(self, request):
        return enters_admin(request.user)

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def asked(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return update_wrapper(asked, inner)

    def password_change(self, request, extra_context=None):
        """There is one page to change one's password, and the trail tells of it."""
        return redirect("password_change")

    def login(self, request, extra_context=None):
        """There is one page to sign in."""
        wanted = request.GET.get("next", "")
        if self.has_permission(request):
            return redirect("admin:index")
        return redirect_to_login(wanted or reverse("admin:index"))

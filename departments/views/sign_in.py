"""The page to sign in."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.shortcuts import render


class SignInForm(AuthenticationForm):
    def get_invalid_login_error(self):
        """A name that nobody has is locked like any other, so a lock tells nothing about it."""
        if locked := getattr(self.request, "locked", None):
            return ValidationError(str(locked), code="locked")
        if fault := getattr(self.request, "sign_on_fault", ""):
            return ValidationError(fault, code="sign_on")
        return super().get_invalid_login_error()


class SignInView(LoginView):
    form_class = SignInForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(oidc=settings.OIDC, **kwargs)

    def form_invalid(self, form):
        answer = super().form_invalid(form)
        if locked := getattr(self.request, "locked", None):
            answer.status_code = HTTPStatus.TOO_MANY_REQUESTS
            answer.headers["Retry-After"] = str(locked.seconds)
        return answer


def sign_in_page(request, fault: str, status: HTTPStatus):
    """The page with the reason why another way of signing in has not led in."""
    context = {"form": SignInForm(request), "oidc": settings.OIDC, "fault": fault}
    return render(request, "registration/login.html", context, status=status)

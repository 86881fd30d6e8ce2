"""A user's change of the own password, and its row in the trail: both or neither."""

from http import HTTPStatus

from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.db import transaction

from departments.accounts.login_throttle.lock import Counted
from departments.accounts.login_throttle.throttle import (
    Locked,
    count_attempt,
    normalised_name,
    reset_attempts,
)
from departments.accounts.passwords.renewal import DUE, due_moment, why_due
from departments.trail.entry import Action
from departments.trail.writing import record


class OwnPasswordForm(PasswordChangeForm):
    """Wrong old passwords are counted like wrong ones at the sign-in: a stolen session is no place to guess them."""

    def clean_old_password(self):
        name = normalised_name(self.user.get_username())
        try:
            count_attempt(Counted.OWN_PASSWORD, name, self.user)
        except Locked as locked:
            self.locked = locked
            raise ValidationError(str(locked), code="locked") from locked
        typed = super().clean_old_password()
        reset_attempts(Counted.OWN_PASSWORD, name)
        return typed


class OwnPasswordView(PasswordChangeView):
    form_class = OwnPasswordForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"why": why_due(self.request)}

    def form_invalid(self, form):
        answer = super().form_invalid(form)
        if locked := getattr(form, "locked", None):
            answer.status_code = HTTPStatus.TOO_MANY_REQUESTS
            answer.headers["Retry-After"] = str(locked.seconds)
        return answer

    @transaction.atomic
    def form_valid(self, form):
        answer = super().form_valid(form)
        user = self.request.user
        self.request.session[DUE] = due_moment(user)
        record(Action.USER_CHANGE, by=user, subject=user, details="本人修改密码", request=self.request)
        return answer

"""A user's change of the own password, and its row in the trail: both or neither."""

from django.contrib.auth.views import PasswordChangeView
from django.db import transaction

from departments.accounts.passwords.renewal import DUE, due_moment, why_due
from departments.trail.entry import Action
from departments.trail.writing import record


class OwnPasswordView(PasswordChangeView):
    def get_context_data(self, **said):
        return super().get_context_data(**said) | {"why": why_due(self.request)}

    @transaction.atomic
    def form_valid(self, form):
        answer = super().form_valid(form)
        user = self.request.user
        self.request.session[DUE] = due_moment(user)
        record(Action.USER_CHANGE, by=user, subject=user, details="本人修改密码", request=self.request)
        return answer

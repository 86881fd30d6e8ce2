"""A user's change of the own password, and its row in the trail: both or neither."""

from django.contrib.auth.views import PasswordChangeView
from django.db import transaction

from departments.trail.entry import Action
from departments.trail.writing import record


class OwnPasswordView(PasswordChangeView):
    @transaction.atomic
    def form_valid(self, form):
        answer = super().form_valid(form)
        user = self.request.user
        record(Action.USER_CHANGE, by=user, subject=user, details="本人修改密码", request=self.request)
        return answer

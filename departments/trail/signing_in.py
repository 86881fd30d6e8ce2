"""Sign-ins and sign-outs, which Django tells by signals alone."""

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from departments.trail.entry import Action, Result
from departments.trail.subjects import Subject, office_code_of
from departments.trail.writing import record


@receiver(user_logged_in)
def signed_in(request, user, **_signal):
    details = getattr(request, "came_by", "")
    record(Action.SIGN_IN, by=user, subject=user, details=details, request=request)


@receiver(user_logged_out)
def signed_out(request, user, **_signal):
    if user is not None:  # signing out of an expired session
        record(Action.SIGN_OUT, by=user, subject=user, details=getattr(request, "ended", ""), request=request)


@receiver(user_login_failed)
def sign_in_failed(credentials, request=None, **_signal):
    """What was typed for a name is kept; nobody has proved to be its owner, so there is no actor.

    Of what a lock refuses unread the first is told and no other: whoever goes on trying shall not fill the trail.
    """
    locked = getattr(request, "locked", None)
    if locked and locked.already_recorded:
        return
    users = get_user_model()
    name = str(credentials.get(users.USERNAME_FIELD, ""))
    owner = users.objects.filter(**{users.USERNAME_FIELD: name}).first()
    tried = Subject(
        users._meta.label_lower,
        str(owner.pk) if owner else "",
        name,
        office_code_of(owner) if owner else "",
    )
    record(
        Action.FAILED_SIGN_IN,
        by=None,
        subject=tried,
        result=Result.REFUSED if locked else Result.FAILED,
        details=str(locked or getattr(request, "locks_now", "") or getattr(request, "sign_on_fault", "")),
        request=request,
    )

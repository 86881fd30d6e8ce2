"""动态口令: setting it up with a picture, being asked for it, and doing without it again."""

import segno
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from departments.accounts.login_throttle.lock import Counted
from departments.accounts.login_throttle.throttle import (
    Locked,
    count_attempt,
    is_first_refusal,
    normalised_name,
    reset_attempts,
)
from departments.accounts.second_factor.asking import NEEDED, VERIFY, must_have_one
from departments.accounts.second_factor.codes import (
    accepted_as,
    address,
    new_key,
    new_recovery_codes,
    readable,
    step_of,
)
from departments.accounts.second_factor.model import SecondFactor
from departments.accounts.second_factor.sealed_keys import UnreadableKey, sealed, unsealed
from departments.trail.entry import Action, Result
from departments.trail.writing import record

KEY = "second_factor_key"  # in the session, until a code has proved that the telephone has it
WRONG = "口令不符或已用过。请核对手机时间，输入新显示的6位数字。"


class CodeForm(forms.Form):
    code = forms.CharField(
        label="口令",
        max_length=20,
        help_text="手机上显示的6位数字；手机不在身边时可用一个恢复码。",
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "text"}),
    )


@never_cache
@login_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """Behind the password; wrong codes are counted and locked like wrong passwords, but apart from them."""
    factor = SecondFactor.objects.filter(user=request.user).first()
    if request.session.get(NEEDED) != VERIFY or factor is None:
        request.session.pop(NEEDED, None)
        return redirect("home")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if fault := pass_with_code(request, factor, form.cleaned_data["code"]):
            form.add_error("code", fault)
        else:
            return redirect("home")
    return render(request, "departments/second_factor_verify.html", {"form": form})


def pass_with_code(request, factor, code) -> str:
    """Let a session behind which only a password stands do everything; else tell why the code does not do."""
    fault = _fault(request, factor, code, Action.SIGN_IN)
    if not fault:
        del request.session[NEEDED]
        request.session.cycle_key()
    return fault


@never_cache
@login_required
@sensitive_variables("codes", "key")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request):
    """One's own: without one, how to set it up; with one, how to do without it."""
    factor = SecondFactor.objects.filter(user=request.user).first()
    form = CodeForm(request.POST or None)
    if factor is None:
        return _set_up(request, form)
    if form.is_valid():
        if fault := _fault(request, factor, form.cleaned_data["code"], Action.USER_CHANGE):
            form.add_error("code", fault)
        else:
            _give_up(request, factor)
            messages.success(request, "动态口令已停用。")
            return redirect("second_factor")
    left = factor.recovery_codes.count()
    return render(request, "departments/second_factor.html", {"form": form, "factor": factor, "left": left})


def _set_up(request, form):
    form.fields["code"].help_text = "手机上显示的6位数字。"
    key = _pending_key(request.session)
    if form.is_valid():
        step = step_of(key, "".join(form.cleaned_data["code"].split()))
        if step is not None:
            codes = _keep(request, key, step)
            return render(request, "departments/second_factor_codes.html", {"codes": codes})
        form.add_error("code", WRONG)
    picture = segno.make(address(key, request.user)).svg_inline(scale=5, light="white", border=3)
    context = {"form": form, "key": readable(key), "required": must_have_one(request.user)}
    # Drawn here from what is said here: no part of it is somebody's text.
    context["picture"] = mark_safe(picture)  # noqa: S308
    return render(request, "departments/second_factor.html", context)


def _pending_key(session):
    """The secret that is being set up; one that nobody can read any more gives way to a new one."""
    try:
        return unsealed(session[KEY])
    except (KeyError, UnreadableKey):
        key = new_key()
        session[KEY] = sealed(key)
        return key


@transaction.atomic
def _keep(request, key, step):
    factor = SecondFactor.objects.create(user=request.user, key=key, last_step=step)
    codes = new_recovery_codes(factor)
    del request.session[KEY]
    request.session.pop(NEEDED, None)
    record(Action.USER_CHANGE, by=request.user, subject=request.user, details="启用动态口令", request=request)
    return codes


@transaction.atomic
def _give_up(request, factor):
    factor.delete()
    record(Action.USER_CHANGE, by=request.user, subject=request.user, details="停用动态口令", request=request)


@transaction.atomic
def _accepted(request, factor, code, purpose: Action) -> bool:
    kind = accepted_as(factor, code)
    if kind:
        details = f"通过{kind}验证"
        record(purpose, by=request.user, subject=request.user, details=details, request=request)
    return bool(kind)


def _judged(request, factor, code, purpose: Action) -> str:
    try:
        return "" if _accepted(request, factor, code, purpose) else WRONG
    except UnreadableKey as fault:
        return str(fault)


def _fault(request, factor, code, purpose: Action) -> str:
    """Why the code does not do for what it is asked for; empty if it does."""
    name, user = normalised_name(request.user.get_username()), request.user
    try:
        count_attempt(Counted.SECOND_FACTOR, name, user)
    except Locked as locked:
        fault = str(locked)
        if not is_first_refusal(locked.lock):
            return fault
    else:
        fault = _judged(request, factor, code, purpose)
        if not fault:
            reset_attempts(Counted.SECOND_FACTOR, name)
            return ""
    details = f"动态口令未通过：{fault}"
    record(
        Action.FAILED_SIGN_IN, by=user, subject=user, result=Result.FAILED, details=details, request=request
    )
    return fault

"""To the office's provider and back: nobody's name or password is asked for here."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from departments.accounts.login_throttle.throttle import Locked, count_failure_at, refuse_locked_address
from departments.accounts.sign_on.identities import (
    NotLinked,
    NotVouched,
    ProviderAway,
    account_for,
    end_sessions,
)
from departments.accounts.sign_on.model import Provider
from departments.accounts.sign_on.on_the_way import came_back, forget, set_out
from departments.accounts.sign_on.provider import way_there, who_came_back, who_signed_out
from departments.trail.entry import Action, Result
from departments.trail.origin import counted_address
from departments.trail.subjects import Subject
from departments.trail.writing import record
from departments.views.sign_in import sign_in_page
from performance.http.request_counts import wait_for
from performance.http.responses import asked_too_often

AGAIN = "请重新点“{name}登录”；反复如此的，请联系本级财政局的系统管理员。"


def _provider():
    if not settings.OIDC.works:
        raise Http404
    return settings.OIDC


def _back(request):
    return request.build_absolute_uri(reverse("sign_on_back"))


@never_cache
@require_safe
def sign_on(request):
    oidc = _provider()
    if wait := _wait(request):
        return asked_too_often(request, wait)
    try:
        refuse_locked_address(counted_address(request))
        address, asked = way_there(oidc, _back(request))
    except Locked as locked:
        return _locked(request, locked)
    except ProviderAway as fault:
        return _away(request, oidc, fault)
    answer = redirect(address)
    set_out(request, answer, asked, _safe(request, request.GET.get("next", "")))
    return answer


@never_cache
@require_safe
def sign_on_back(request):
    """The answer of the provider, which opens at most once what was asked in this very browser."""
    oidc = _provider()
    if wait := _wait(request):
        return asked_too_often(request, wait)
    state = request.GET.get("state", "")
    answer = _answer_to(request, oidc, came_back(request, state))
    forget(request, answer, state)
    return answer


def _wait(request):
    """How long until this address may set out or come back again; as often as it may open a public page."""
    key = f"sign_on {counted_address(request)}"
    return wait_for(key, most=settings.PUBLIC_PER_MINUTE, seconds=60)


def _answer_to(request, oidc, kept):
    try:
        refuse_locked_address(counted_address(request))
        if kept is None:
            raise NotVouched("登录没有从本页开始，或已用过、已过期")
        asked, wanted = kept
        vouched = who_came_back(oidc, _back(request), asked, _code(request, oidc))
        login(request, account_for(request, vouched))
    except Locked as locked:
        return _locked(request, locked)
    except ProviderAway as fault:
        return _away(request, oidc, fault)
    except NotVouched as fault:
        count_failure_at(counted_address(request))
        return _refused(request, f"{oidc.name}没有放行：{fault}。{AGAIN.format(name=oidc.name)}")
    except NotLinked as fault:
        return _refused(request, str(fault))
    return redirect(wanted or resolve_url(settings.LOGIN_REDIRECT_URL))


@csrf_exempt  # the provider itself asks, by a token that it has signed
@require_POST
def sign_on_ended(request):
    """Somebody has signed out at the provider, or was put out there: what the identity has opened here closes."""
    oidc = _provider()
    try:
        refuse_locked_address(counted_address(request))
        key = who_signed_out(oidc, _back(request), request.POST.get("logout_token", ""))
    except Locked:
        return JsonResponse({"error": "slow_down"}, status=HTTPStatus.TOO_MANY_REQUESTS)
    except ProviderAway:
        return JsonResponse({"error": "temporarily_unavailable"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except NotVouched:
        count_failure_at(counted_address(request))
        return JsonResponse({"error": "invalid_request"}, status=HTTPStatus.BAD_REQUEST)
    if (identity := end_sessions(Provider.OIDC, key)) is not None:
        details = f"{oidc.name}通知已退出"
        record(Action.SIGN_OUT, by=None, subject=identity.user, details=details, request=request)
    return JsonResponse({}, headers={"Cache-Control": "no-store"})


def _code(request, oidc):
    """What the provider sent along; another provider's answer is none of ours (RFC 9207)."""
    if request.GET.get("iss", oidc.issuer) != oidc.issuer:
        raise NotVouched("答复来自另一处")
    if fault := request.GET.get("error", ""):
        raise NotVouched("本人没有同意，或不准登录本系统" if fault == "access_denied" else fault[:60])
    return request.GET.get("code", "")


def _safe(request, address):
    """Where to go afterwards: never to another host; a word alone would be taken for the name of a view."""
    here = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if here and address.startswith("/") else ""


def _locked(request, locked):
    page = sign_in_page(request, str(locked), HTTPStatus.TOO_MANY_REQUESTS)
    page.headers["Retry-After"] = str(locked.seconds)
    return page


def _away(request, oidc, fault):
    sentence = f"{oidc.name}现在不能用：{fault}。请稍后再试，或用本系统的用户名和密码登录。"
    return sign_in_page(request, sentence, HTTPStatus.SERVICE_UNAVAILABLE)


def _refused(request, sentence):
    subject = Subject(get_user_model()._meta.label_lower)
    record(
        Action.FAILED_SIGN_IN,
        by=None,
        subject=subject,
        result=Result.REFUSED,
        details=sentence,
        request=request,
    )
    return sign_in_page(request, sentence, HTTPStatus.FORBIDDEN)

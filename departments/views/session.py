"""What an open page asks of its session: how long it lasts, to let it last anew, and to sign in again in place."""

from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus

from django.contrib.auth import login
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from departments.accounts.passwords.renewal import why_due
from departments.accounts.second_factor.asking import NEEDED, VERIFY
from departments.accounts.second_factor.model import SecondFactor
from departments.accounts.sessions import can_be_prolonged, seconds_left, touch
from departments.views.second_factor import pass_with_code
from departments.views.sign_in import SignInForm

ANOTHER_ACCOUNT = "本页由另一个账号打开，请用该账号登录。"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request):
    """To ask is no work; POST is somebody who says that the work goes on."""
    request.sent_by_itself = request.method != "POST"
    if request.method == "POST" and request.user.is_authenticated:
        touch(request.session)  # before its end is told
    return JsonResponse(state_of(request))


@never_cache
@require_POST
@sensitive_post_parameters("password", "code")
def sign_in_again(request):
    """The same account as before, by password and, in a second step, by code: every try counts as on the sign-in page."""
    if request.user.is_authenticated and request.session.get(NEEDED) == VERIFY and "code" in request.POST:
        factor = SecondFactor.objects.filter(user=request.user).first()
        fault = pass_with_code(request, factor, request.POST["code"][:20]) if factor else ""
        return _answer(request, fault)
    form = SignInForm(request, request.POST)
    if not form.is_valid():
        return _answer(request, "".join(fault for faults in form.errors.values() for fault in faults))
    if form.get_user().get_username() != request.POST.get("account"):
        return _answer(request, ANOTHER_ACCOUNT)
    login(request, form.get_user())
    return _answer(request)


def _answer(request, fault=""):
    if not fault:
        return JsonResponse(state_of(request))
    locked = getattr(request, "locked", None)
    response = JsonResponse(
        {"fault": fault}, status=HTTPStatus.TOO_MANY_REQUESTS if locked else HTTPStatus.BAD_REQUEST
    )
    if locked:
        response.headers["Retry-After"] = str(locked.seconds)
    return response


@sensitive_variables("key")
def state_of(request) -> dict[str, object]:
    """``needs`` is what has to be done before the account may do anything, ``page`` where, if not in place.

    ``draft_key`` enciphers what this account has typed in this browser; nobody else is ever given it. ``draft_owner``
    is what its drafts are called by.
    """
    state = {"csrf": get_token(request)}
    if not request.user.is_authenticated:
        return state | {"account": ""}
    state |= {"account": request.user.get_username(), "seconds": seconds_left(request.session)}
    state["prolongable"] = can_be_prolonged(request.session)
    if needed := request.session.get(NEEDED):
        page = "" if needed == VERIFY else reverse(needed)
        return state | {"needs": "code" if needed == VERIFY else "second_factor", "page": page}
    if why_due(request):
        return state | {"needs": "password", "page": reverse("password_change")}
    key = draft_key(request.user)
    return state | {"needs": "", "draft_key": b64encode(key).decode(), "draft_owner": draft_owner(key)}


def draft_key(user) -> bytes:
    return salted_hmac("departments.drafts", str(user.pk), algorithm="sha256").digest()


def draft_owner(key: bytes) -> str:
    """A name for whoever has the key, which tells nothing about it."""
    return b64encode(sha256(key).digest()).decode()[:16]

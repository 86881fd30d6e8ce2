"""Who asks: a person with a session in the browser, or a program with an access token."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import SAFE_METHODS, BasePermission

from departments.accounts.login_throttle.throttle import Locked
from departments.accounts.tokens.guesses import count_guess
from departments.accounts.tokens.issuing import token_of
from departments.accounts.tokens.model import Scope
from departments.permissions.reach import cache_reaches


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer …``"""

    def authenticate(self, request):
        scheme, _, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        token = token_of(secret.strip().decode("latin-1"))
        if token is None:
            try:
                count_guess(secret.strip().decode("latin-1"), request._request)
            except Locked as locked:
                raise Throttled(locked.seconds, str(locked)) from locked
            raise AuthenticationFailed("访问令牌无效、已过期或已吊销。")
        cache_reaches(token.user)
        request._request.sent_by_itself = True  # there is no session to keep alive
        return token.user, token

    def authenticate_header(self, request):
        return "Bearer"


class ScopePermission(BasePermission):
    """A token opens what its scope includes; a session in the browser opens everything."""

    def has_permission(self, request, view):
        if request.auth is None:
            return True
        needed = Scope.READ if request.method in SAFE_METHODS else view.changing_scope
        self.message = f"该访问令牌的权限是“{request.auth.get_scope_display()}”，此操作需要“{needed.label}”。"
        return Scope(request.auth.scope).includes(needed)


class TokenScheme(OpenApiAuthenticationExtension):
    """Found by the schema's maker because it has been imported."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "访问令牌，在“访问令牌”页面签发。"}

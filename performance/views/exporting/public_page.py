"""How pages are answered that anybody may read: not too often for one address, and not again what has not changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import condition, require_safe

from departments.trail.origin import counted_address
from performance.http.request_counts import wait_for
from performance.http.responses import asked_too_often

SECONDS = 60

View = Callable[..., HttpResponse]


def public_page(mark: Callable[..., str | None]) -> Callable[[View], View]:
    """``mark`` gives, for the same arguments, another text whenever the page would say something else.

    Whoever is signed in gets a page with the own name on it, which no one keeps.
    """

    def etag(request: HttpRequest, *args: object, **kwargs: object) -> str | None:
        if request.user.is_authenticated:
            return None
        found = mark(request, *args, **kwargs)
        return f'"{found}"' if found else None

    def decorate(view: View) -> View:
        conditional = condition(etag_func=etag)(view)

        @require_safe
        @wraps(view)
        def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            key = f"public {counted_address(request)}"
            if wait := wait_for(key, most=settings.PUBLIC_PER_MINUTE, seconds=SECONDS):
                return asked_too_often(request, wait)
            answer = conditional(request, *args, **kwargs)
            if request.user.is_authenticated:
                add_never_cache_headers(answer)
            else:
                patch_cache_control(answer, no_cache=True)
            return answer

        return answered

    return decorate

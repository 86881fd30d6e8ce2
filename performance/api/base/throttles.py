"""How often one may ask. Rates stand in the settings; addresses are counted before anybody is known."""

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from departments.trail.origin import counted_address
from performance.http.request_counts import wait_for

SECONDS = 60


class _Throttle(BaseThrottle):
    scope = ""
    _wait = 0.0

    def key_of(self, request) -> str | None:
        """Under what a request is counted; with None it is not."""
        raise NotImplementedError

    def allow_request(self, request, view):
        key = self.key_of(request)
        if key is None:
            return True
        most = int(settings.API_RATES[self.scope].partition("/")[0])
        self._wait = wait_for(f"{self.scope} {key}", most=most, seconds=SECONDS)
        return not self._wait

    def wait(self):
        return self._wait


class AddressThrottle(_Throttle):
    scope = "address"

    def key_of(self, request):
        return counted_address(request)


class UserThrottle(_Throttle):
    scope = "user"

    def key_of(self, request):
        return str(request.user.pk) if request.user.is_authenticated else None

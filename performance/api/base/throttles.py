"""How often one may ask. Rates stand in the settings; addresses are counted before anybody is known."""

from django.conf import settings
from django.core.cache import caches
from rest_framework.throttling import SimpleRateThrottle

from departments.trail.origin import client_address


class _Throttle(SimpleRateThrottle):
    @property
    def cache(self):
        return caches["throttles"]

    def get_rate(self):
        return settings.API_RATES[self.scope]


class AddressThrottle(_Throttle):
    scope = "address"

    def get_cache_key(self, request, view):
        return f"api-address-{client_address(request)}"


class UserThrottle(_Throttle):
    scope = "user"

    def get_cache_key(self, request, view):
        return f"api-user-{request.user.pk}" if request.user.is_authenticated else None

"""What machines ask of the application: is it alive, is it ready, how much has it to do."""

from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from config.operation.metrics import exposition
from config.operation.readiness import conditions, is_ready
from departments.trail.origin import client_address


@never_cache
@require_safe
def healthz(request):
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """Which conditions are met, and no reason: the log has those."""
    met = conditions()
    ready = is_ready(met)
    state = "ready" if all(met.values()) else "degraded" if ready else "not ready"
    return JsonResponse({"state": state, **met}, status=200 if ready else 503)


@never_cache
@require_safe
def metrics(request):
    """For the addresses and the token of the settings; for everybody else there is no such page."""
    if not (_from_named_address(request) or _with_token(request)):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def _from_named_address(request) -> bool:
    address = client_address(request)
    return bool(address) and any(ip_address(address) in network for network in settings.METRICS_NETWORKS)


def _with_token(request) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    named = settings.METRICS_TOKEN
    return bool(named) and scheme == "Bearer" and constant_time_compare(token, named)

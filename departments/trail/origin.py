"""From where a request comes."""

from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings


def client_address(request) -> str:
    """The peer's address; what a proxy says of its own peer only when a proxy is known to stand before us.

    Of a list of forwarded addresses the last alone was written by that proxy: a client may have sent the others.
    A zone names an interface of the proxy's own machine, and no column holds one.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    for claimed in (forwarded.rpartition(",")[2].strip(), request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ip_address(claimed.partition("%")[0]))
        except ValueError:
            continue
    return ""


def counted_address(request) -> str:
    """Who is counted as one: of IPv6 the /64 network, in which one machine may call itself by any number."""
    address = client_address(request)
    if ":" not in address:
        return address
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network(f"{address}/64", strict=False))


def session_mark(request) -> str:
    """Tells sessions apart without letting a reader of the trail take one over."""
    key = getattr(getattr(request, "session", None), "session_key", None)
    return sha256(key.encode()).hexdigest()[:16] if key else ""

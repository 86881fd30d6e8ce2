"""Every route of the application, read from its URL conf."""

from dataclasses import dataclass

from django.urls import URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    parameters: frozenset[str]


def all_routes():
    found = {}
    for route in _walk(get_resolver(), "", ()):
        found.setdefault(route.name, route)
    return tuple(found.values())


def _walk(resolver, before, spaces):
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, pattern, (*spaces, each.namespace) if each.namespace else spaces)
        else:
            names = frozenset(each.pattern.converters)
            yield Route(":".join((*spaces, each.name or pattern)), pattern, names)

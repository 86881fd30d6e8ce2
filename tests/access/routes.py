"""Every route of the application, read from its URL conf."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver

WRITING = {"POST", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    parameters: frozenset[str]
    view: Callable


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
            yield Route(":".join((*spaces, each.name or pattern)), pattern, names, each.callback)


def writing_routes():
    """The names of those at which something can be written: as their views say, in admin as root's rights do."""
    own = {route for route in all_routes() if not route.name.startswith("admin:")}
    return {route.name for route in own if _methods(route.view) & WRITING} | set(_writing_pages_of_admin())


def _methods(view):
    kind = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if kind:
        return {method.upper() for method in kind.http_method_names if hasattr(kind, method)}
    # The decorators of a function answer before it is called, so that it needs no keys.
    return set(view(_roots("OPTIONS"))["Allow"].split(", "))


def _writing_pages_of_admin():
    yield from (f"admin:{label.replace('.', '_')}_{page}" for label, page in changes_allowed())
    yield from (f"admin:{label.replace('.', '_')}_process_import" for label in lists_to_import())
    yield from (
        f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"
        for model, model_admin in admin.site._registry.items()
        if model_admin.get_actions(_roots("GET"))
    )


def changes_allowed():
    """What root may do in admin, as labels of models and names of pages; the list is where chosen rows are deleted."""
    request = _roots("GET")
    for model, model_admin in admin.site._registry.items():
        label = model._meta.label_lower
        pages = [
            page
            for page in ("add", "change", "delete")
            if getattr(model_admin, f"has_{page}_permission")(request)
        ]
        yield from ((label, page) for page in pages)
        if "delete_selected" in model_admin.get_actions(request):
            yield label, "changelist"


def lists_to_import():
    request = _roots("GET")
    return sorted(
        model._meta.label_lower
        for model, model_admin in admin.site._registry.items()
        if getattr(model_admin, "has_import_permission", lambda _: False)(request)
    )


def _roots(method):
    get_resolver().url_patterns  # noqa: B018  (admin has no screens before they are read)
    request = RequestFactory().generic(method, "/")
    request.user = get_user_model()(is_superuser=True, is_staff=True)
    return request

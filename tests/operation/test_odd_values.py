"""Whatever stands in the place of a value, at any address and on both databases, nothing breaks.

What a view asks for by name is found out while it answers, so no parameter has to be listed here.
"""

import re
from contextlib import contextmanager

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.http import urlencode

from tests.access.asking import client_of
from tests.access.test_access import address_of
from tests.access.world import build

pytestmark = pytest.mark.django_db

NASTY = (
    "\x00",
    "a\x00b",
    "9" * 30,
    "-" + "9" * 30,
    "9" * 4000,
    "1e400",
    "NaN",
    "-1",
    "０",
    "²",
    "",
    "字" * 3000,
    "%",
    "'\"--",
    "\ud800",
    "9999-99-99",
    "0001-01-01",
    "9999-12-31T23:59:59-23:59",
    "[" * 2000,
    "None",
    "1__regex",
    "a,b,c",
)
FEW = ("\x00", "9" * 30, "9" * 4000, "NaN", "²", "\ud800")
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
KEYS_OF_LISTS = ("q", "o", "p", "e", "all", "_changelist_filters", "_popup", "_to_field", "format")
LOOKUPS_OF_TIME = ("year", "month", "day", "gte", "lt")
PEOPLE = ("anonymous", "root")
HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_ACCEPT")
HEADERS += ("HTTP_IF_MODIFIED_SINCE", "HTTP_REFERER", "HTTP_USER_AGENT", "HTTP_COOKIE", "CONTENT_LENGTH")
HEADERS += ("HTTP_X_REQUEST_ID", "HTTP_RANGE", "HTTP_ACCEPT_LANGUAGE", "CONTENT_TYPE", "HTTP_HX_TARGET")
SKIPPED = {"logout"}  # signs out whoever goes on asking


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@contextmanager
def names_that_are_asked_for():
    """The keys under which anything is looked up in a query or a form meanwhile."""
    asked = set()
    readers = {name: getattr(QueryDict, name) for name in ("get", "getlist", "__getitem__", "__contains__")}

    def reading(reader):
        def read(self, key, *more, **options):
            if isinstance(key, str):
                asked.add(key)
            return reader(self, key, *more, **options)

        return read

    for name, reader in readers.items():
        setattr(QueryDict, name, reading(reader))
    try:
        yield asked
    finally:
        for name, reader in readers.items():
            if name in ("getlist",):
                setattr(QueryDict, name, reader)
            else:
                delattr(QueryDict, name) if name not in vars(QueryDict) else setattr(QueryDict, name, reader)


def filters_of(route):
    """What a list of admin can be narrowed by, with every lookup that its address takes."""
    page = re.fullmatch(r"admin:(\w+?)_(\w+)_changelist", route.name)
    if page is None:
        return set()
    shown = next(one for one in admin.site._registry.values() if one.opts.model_name == page[2])
    request = RequestFactory().get("/")
    request.user = get_user_model()(is_superuser=True, is_staff=True)
    fields = {one if isinstance(one, str) else one[0] for one in shown.get_list_filter(request) if one} - {
        None
    }
    names = {field for field in fields if isinstance(field, str)}
    names |= {f"{name}__{ending}" for name in names for ending in ("exact", "id__exact", "isnull", "in")}
    if shown.date_hierarchy:
        names |= {f"{shown.date_hierarchy}__{ending}" for ending in LOOKUPS_OF_TIME}
    return names | set(KEYS_OF_LISTS)


def parts_of(route):
    return PLACE.findall(route.pattern)


def whole_address(route, side):
    if "(?P" in route.pattern or "^" in route.pattern:
        return None
    if route.name.startswith("admin:"):
        label = ".".join(route.name.removeprefix("admin:").split("_")[:2])
        return "/" + PLACE.sub(lambda place: str(side.keys.get(label, 1)), route.pattern)
    return address_of(route.name, side)


def with_nasty_parts(route, side, values):
    for wanted in parts_of(route):
        for value in values:
            text = urlencode({"": value})[1:] if "\ud800" not in value else "%ED%A0%80"
            address = PLACE.sub(
                lambda place, wanted=wanted, text=text: text if place[1] == wanted else "1",
                "/" + route.pattern,
            )
            yield address[:6000]


def query(name, value):
    return f"{name}=%ED%A0%80" if "\ud800" in value else urlencode({name: value})


def asked_of(world, route, person, method, values):
    """Every request that the route is tried with."""
    address = whole_address(route, world.own)
    if address is None:
        return
    client = client_of(world, person)
    client.raise_request_exception = False
    with names_that_are_asked_for() as names, transaction.atomic():
        getattr(client, method)(address)
        transaction.set_rollback(True)
    names |= filters_of(route)
    for part in with_nasty_parts(route, world.own, values):
        yield part, {}
    for name in sorted(names):
        for value in values:
            if method == "get":
                yield f"{address}?{query(name, value)}", {}
            else:
                yield (
                    address,
                    {"data": query(name, value), "content_type": "application/x-www-form-urlencoded"},
                )
                if "\ud800" not in value:
                    yield address, {"data": {name: value}}


def broken(world, route, person, method, values):
    tried, found = 0, []
    for address, options in asked_of(world, route, person, method, values):
        client = client_of(world, person)
        client.raise_request_exception = False
        with transaction.atomic():
            response = getattr(client, method)(address, **options)
            transaction.set_rollback(True)
        tried += 1
        if response.status_code >= 500:
            found.append((response.status_code, method, address[:90], str(options)[:90]))
        elif (
            route.name.startswith("api") is False
            and address.startswith("/api/v1/")
            and response.status_code >= 400
        ):
            assert response["Content-Type"].startswith("application/json"), address[:90]
    return tried, found

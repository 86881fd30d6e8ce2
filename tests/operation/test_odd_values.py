"""Whatever stands in the place of a value, at any address and on both databases, nothing breaks.

What a view asks for by name is found out while it answers, so no parameter has to be listed here.
"""

import logging
import re
from contextlib import nullcontext
from functools import cache
from itertools import islice

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils.http import urlencode

from departments.accounts.sign_on.provider import ENDPOINTS
from departments.accounts.sign_on.settings import OpenIDConnect
from departments.permissions.roles import Role
from tests.access.asking import EMPTY, asker_of, undrawn
from tests.access.routes import all_routes
from tests.access.test_access import address_of
from tests.access.world import build
from tests.built_once import in_wider_scope
from tests.operation.names_asked_for import names_that_are_asked_for

pytestmark = pytest.mark.django_db

NASTY = (
    "\x00",
    "a\x00b",
    "9" * 30,
    "-" + "9" * 30,
    "9" * 5000,
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
FEW = ("\x00", "9" * 30, "9" * 5000, "NaN", "²", "\ud800")
FORM = "application/x-www-form-urlencoded"
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
KEYS_OF_LISTS = ("q", "o")
# What admin reads by itself, whatever the model is: the next page meets the next few values.
KEYS_OF_ADMIN = {"p", "e", "all", "_changelist_filters", "_popup", "_to_field", "format", "object_id"}
DRAWN = 6  # one answer in so many is drawn as a page, too: drawing costs the most
LOOKUPS = ("", "__exact", "__id__exact", "__isnull", "__in")
LOOKUPS_OF_TIME = ("year", "month", "day", "gte", "lt")
PEOPLE = ("anonymous", "root")  # who meet every value everywhere; those with a role, one after the other
NOT_THEIRS = (401, 403, 404)
HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_ACCEPT")
HEADERS += ("HTTP_IF_MODIFIED_SINCE", "HTTP_REFERER", "HTTP_USER_AGENT", "HTTP_COOKIE")
HEADERS += ("HTTP_X_REQUEST_ID", "HTTP_RANGE", "HTTP_ACCEPT_LANGUAGE", "CONTENT_TYPE", "HTTP_HX_TARGET")
ADDRESSES = ("/accounts/login/", "/api/v1/statements/", "/admin/")  # that headers are sent to
SAMPLE = 61  # one request in so many in the suite; a prime, so that each value has its turn
PARTS = 12  # of all routes, so that a trial that is broken off has tried some of them wholly
SKIPPED = {"logout"}  # signs out whoever goes on asking


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), in_wider_scope():
        yield build()


def filters_of(route):
    """What a list of admin can be narrowed by, each with the lookups that its address takes."""
    page = re.fullmatch(r"admin:(\w+?)_(\w+)_changelist", route.name)
    if page is None:
        return {}
    shown = next(one for one in admin.site._registry.values() if one.opts.model_name == page[2])
    request = RequestFactory().get("/")
    request.user = get_user_model()(is_superuser=True, is_staff=True)
    names = {
        one if isinstance(one, str) else getattr(one, "parameter_name", None) or one[0]
        for one in shown.get_list_filter(request)
    }
    filters = {name: tuple(f"{name}{ending}" for ending in LOOKUPS) for name in names}
    if field := shown.date_hierarchy:
        filters |= {field: tuple(f"{field}__{ending}" for ending in LOOKUPS_OF_TIME)}
    return filters


def parts_of(route):
    return PLACE.findall(route.pattern)


def whole_address(route, side):
    if "(?P" in route.pattern or "^" in route.pattern:
        return None
    if route.name.startswith("admin:"):
        label = ".".join(route.name.removeprefix("admin:").split("_")[:2])
        return "/" + PLACE.sub(lambda place: str(side.keys.get(label, 1)), route.pattern)
    return address_of(route.name, side)


def values_for(name, route, values):
    if route.name.startswith("admin:") and name in KEYS_OF_ADMIN:
        turn = sum(map(ord, route.name)) % len(values)
        return (*values[turn:], *values[:turn])[: len(FEW)]
    return values


def with_nasty_parts(route, side, values):
    for wanted in parts_of(route):
        for value in values_for(wanted, route, values):
            text = quoted(value)
            address = PLACE.sub(
                lambda place, wanted=wanted, text=text: text if place[1] == wanted else "1",
                "/" + route.pattern,
            )
            yield address[:6000]


@cache
def quoted(value):
    """Most of the time of a trial went into quoting the long ones anew."""
    return "%ED%A0%80" if "\ud800" in value else urlencode({"": value})[1:]


def query(name, value):
    return f"{quoted(name)}={quoted(value)}"


def asked_of(world, route, person, method, values):
    """Every request that the route is tried with."""
    address = whole_address(route, world.own)
    if address is None:
        return
    with names_that_are_asked_for() as names, transaction.atomic():
        status = getattr(asker_of(world, person), method)(address).status_code
        transaction.set_rollback(True)
    if person not in PEOPLE and status in NOT_THEIRS:
        return
    names = {name for name in names if isinstance(name, str)}
    turned_away = person == "anonymous" and status in (302, *NOT_THEIRS)
    for part in with_nasty_parts(route, world.own, values[:: len(FEW)] if turned_away else values):
        yield part, {}
    filters = filters_of(route) if status == 200 and method == "get" else {}
    keys = names.union(KEYS_OF_LISTS, KEYS_OF_ADMIN) if filters else names
    for number, filter_names in enumerate([*filters.values(), *((name,) for name in sorted(keys))]):
        for turn, value in enumerate(values_for(filter_names[0], route, values), start=number):
            name = filter_names[turn % len(filter_names)]
            if method == "post":
                yield address, sent_as_form(name, value, encoded=turn % 2)
            elif (
                number == 0 or "\x00" not in value
            ):  # which is refused in whatever name, before a view is asked
                yield f"{address}?{query(name, value)}", {}


def sent_as_form(name, value, *, encoded):
    """One way or the other; what no text encoding writes goes as the bytes that it would be."""
    if encoded or "\ud800" in value:
        return {"data": query(name, value), "content_type": FORM}
    return {"data": {name: value}}


def broken(world, route, person, method, values, every):
    """How many requests there were, and which of them broke something or were not answered as they should be."""
    tried, found = 0, []
    for address, options in islice(asked_of(world, route, person, method, values), 0, None, every):
        with transaction.atomic(), nullcontext() if tried % DRAWN == 0 else undrawn():
            response = getattr(asker_of(world, person), method)(address, **options)
            transaction.set_rollback(True)
        tried += 1
        plain = address.startswith("/api/v1/") and response.status_code >= 400
        if response.status_code >= 500 or (plain and "json" not in response["Content-Type"]):
            found.append((response.status_code, method, address[:90], str(options)[:90]))
    return tried, found


def routes():
    return [route for route in all_routes() if route.name.rpartition(":")[2] not in SKIPPED]


@pytest.mark.figure(31)
@pytest.mark.sampled(PARTS)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.usefixtures("_schema_is_not_written")
def test_no_value_at_any_address_breaks_anything(world, person, method, part, trial):
    values, every = (NASTY if method == "get" else FEW) if trial.full else FEW, trial.times(SAMPLE, 1)
    wrong, total = [], 0
    for route in routes()[part::PARTS]:
        tried, found = broken(world, route, person, method, values, every)
        total, wrong = total + tried, wrong + found
    trial.count("请求（网址 × 参数 × 怪值）", total)
    trial.find("服务器错误", len(wrong))
    assert wrong == []


@pytest.mark.figure(31)
@pytest.mark.sampled(6)
@pytest.mark.parametrize("role", Role)
@pytest.mark.usefixtures("_schema_is_not_written")
def test_no_value_breaks_anything_for_anybody_with_a_role(world, role, trial):
    """Every parameter of what the role may do, of routes by turn; the next route meets the next value."""
    wrong, total, turn = [], 0, list(Role).index(role)
    for number, route in enumerate(routes()[turn :: trial.times(61, 5)]):
        for method in ("get", "post"):
            tried, found = broken(world, route, role.value, method, NASTY[number % len(NASTY) :][:1], 1)
            total, wrong = total + tried, wrong + found
    trial.count("请求（角色 × 网址 × 参数）", total)
    trial.find("服务器错误", len(wrong))
    assert wrong == []


@pytest.fixture
def _schema_is_not_written(monkeypatch):
    """Nor is the menu of admin: both say the same every time. Nor is what was asked written down."""
    logging.disable()
    monkeypatch.setattr(
        "drf_spectacular.generators.SchemaGenerator.get_schema", lambda *args, **kwargs: EMPTY
    )
    monkeypatch.setattr("performance.api.documentation.described_interface", dict)
    monkeypatch.setattr("django.contrib.admin.sites.AdminSite.get_app_list", lambda *args, **kwargs: [])
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def provider_at_hand(settings, monkeypatch):
    """Signing on by it is a way in like any other; nobody outside is asked."""
    settings.OIDC = OpenIDConnect(issuer="http://127.0.0.1:9", client_id="we", client_secret="secret")
    told = {"issuer": settings.OIDC.issuer} | dict.fromkeys(ENDPOINTS, f"{settings.OIDC.issuer}/at")
    monkeypatch.setattr("departments.accounts.sign_on.provider._read", lambda session, address: told)


@pytest.mark.figure(31)
@pytest.mark.parametrize("name", HEADERS)
def test_no_header_breaks_anything(world, name, settings, trial):
    settings.BEHIND_PROXY = True
    values = [value for value in NASTY if "\ud800" not in value] + [
        "fe80::1%eth0",
        "1.2.3.4, ::1%lo",
        "Bearer \x00",
    ]
    wrong, tried = [], 0
    every = trial.times(len(ADDRESSES), 1)
    for number, address in enumerate(ADDRESSES):
        for value in values[number % every :: every]:
            tried += 1
            client = Client(raise_request_exception=False)
            sent = value.encode().decode("latin-1")  # as a server hands on what it has received
            with transaction.atomic():
                status = client.post(
                    address, {"username": "wang", "password": "x"}, **{name: sent}
                ).status_code
                transaction.set_rollback(True)
            wrong += [(address, value[:20], status)] if status >= 500 else []
    trial.count("请求（请求头 × 怪值）", tried)
    assert wrong == []

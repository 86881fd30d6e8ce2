"""A list of admin answers its own filters: every other lookup, of any column near or far, is refused."""

import pytest
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.core.exceptions import FieldDoesNotExist
from django.test import RequestFactory
from django.urls import reverse

from departments.accounts.second_factor.model import RecoveryCode, SecondFactor
from departments.accounts.tokens.model import AccessToken
from departments.admin.base.declared_lookups import is_declared
from tests.factories import a_user

pytestmark = pytest.mark.django_db

LOOKUPS = (
    "",
    "exact",
    "startswith",
    "contains",
    "regex",
    "iregex",
    "gte",
    "in",
    "isnull",
    "year",
    "lt",
    "range",
)
FAR = ("password", "key", "sealed_key", "digest", "id", "text", "content", "username")


@pytest.fixture
def asking(db):
    reverse("admin:index")  # every screen is there as soon as the addresses are
    request = RequestFactory().get("/")
    request.user = a_user(is_superuser=True, is_staff=True)
    return request


def ways(model):
    """Every column, and the columns of every row that stands beside, as far as two steps away."""
    for field in model._meta.get_fields():
        yield field.name
        if field.is_relation and field.related_model:
            yield from (f"{field.name}__{below.name}" for below in field.related_model._meta.get_fields())
            for below in field.related_model._meta.get_fields():
                if below.is_relation and below.related_model:
                    yield from (f"{field.name}__{below.name}__{far}" for far in FAR)


def column_of(model, path):
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model or model
    return field


def offered_by(screen, request):
    """The names of all parameters that the list's own filters read."""
    page = screen.get_changelist_instance(request)
    return {name for spec in page.filter_specs for name in spec.expected_parameters()}


@pytest.mark.long
@pytest.mark.figure(28)
def test_every_list_refuses_every_lookup_that_it_does_not_offer(asking, trial):
    wrong, requests = [], 0
    for model, screen in admin.site._registry.items():
        declared = offered_by(screen, asking)
        days = {f"{screen.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        for way in ways(model):
            for lookup in LOOKUPS:
                name = f"{way}__{lookup}" if lookup else way
                requests += 1
                allowed = screen.lookup_allowed(name, "1", asking)
                if allowed and name not in declared | days and not harmless(screen, asking, name):
                    wrong.append(f"{model._meta.label} {name}")
    trial.count("管理列表 × 字段 × 查找方式", requests)
    trial.find("未声明而可以查找", len(wrong))
    assert requests > 10_000
    assert wrong == []


def harmless(screen, request, name):
    """Another spelling of what a declared filter compares: the same column, found by equality."""
    filters = screen.get_list_filter(request)
    paths = {
        each[0] if isinstance(each, tuple) else getattr(each, "parameter_name", each) for each in filters
    }
    for ending in ("__exact", "__id", "__isnull", "__gte", "__lt"):
        name = name.removesuffix(ending)
    return name in paths


@pytest.mark.figure(28)
def test_every_filter_that_a_list_offers_is_let_through(asking, trial):
    offered = 0
    for screen in admin.site._registry.values():
        for name in offered_by(screen, asking):
            assert screen.lookup_allowed(name, "1", asking), (screen, name)
            offered += 1
    trial.count("声明的筛选", offered)
    assert offered > 50


@pytest.mark.parametrize(
    "query",
    [
        "key__startswith=a",
        "sealed_key__startswith=a",
        "user__password__startswith=pbkdf2",
        "user__access_tokens__digest__startswith=a",
        "recovery_codes__digest__contains=a",
    ],
)
def test_nobody_guesses_a_secret_sign_by_sign(admin_client, query):
    SecondFactor.objects.create(user=a_user(), key="ab" * 20)
    address = reverse("admin:departments_secondfactor_changelist")
    assert {admin_client.get(f"{address}?{part}").status_code for part in (query, query[:-1] + "z")} == {400}


@pytest.mark.parametrize("value", ["9" * 30, "²", "", "-1", "20 26", "９９９９"])
def test_a_day_of_the_trail_is_a_few_digits(admin_client, value):
    address = reverse("admin:departments_trailentry_changelist")
    assert admin_client.get(address, {"time__year": value}).status_code == 400
    assert admin_client.get(address, {"time__year": "2026", "time__month": "11"}).status_code == 200


def test_secrets_are_no_columns_of_any_screen(asking):
    """Neither shown, nor searched, nor sorted by; the form of an account shows how a password is kept, not what it is."""
    assert not {AccessToken, RecoveryCode} & admin.site._registry.keys()
    for screen in admin.site._registry.values():
        named = {*screen.get_list_display(asking), *screen.get_search_fields(asking)}
        named |= {*screen.get_sortable_by(asking), *screen.get_readonly_fields(asking)}
        assert {name.rpartition("__")[2] for name in map(str, named)} & {"password", "sealed_key"} == set()


def test_the_test_walks_columns_that_exist(asking):
    """It is worth something only if it asks about what is there."""
    for way in ways(SecondFactor):
        if not way.endswith(FAR):
            column_of(SecondFactor, way)
    with pytest.raises(FieldDoesNotExist):
        column_of(SecondFactor, "nothing")
    screen = admin.site._registry[SecondFactor]
    with pytest.raises(DisallowedModelAdminLookup):
        screen.get_changelist_instance(with_query(asking, {"user__username": "a"}))
    assert not is_declared(screen, "user__username", "a", asking)


def with_query(request, query):
    fresh = RequestFactory().get("/", query)
    fresh.user = request.user
    return fresh


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31T23:59:59-23:59", "9999-12-31 23:59:59+00:00"])
@pytest.mark.parametrize("lookup", ["", "__exact", "__gte", "__lt"])
def test_a_time_that_another_zone_cannot_say_is_no_filter(admin_client, lookup, value):
    address = reverse("admin:departments_trailentry_changelist")
    assert admin_client.get(address, {f"time{lookup}": value}).status_code == 400

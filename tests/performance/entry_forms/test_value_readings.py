"""Beside a value stands how the server reads it, in the browser as in every other place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.readings import SUGGESTED_UNITS, reading
from indicators.values import parse_value
from tests.factories import a_user

ADDRESS = "/values/readings/"


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("", ""),
        ("—", ""),
        ("≥95%", "≥ · 95 · %"),
        ("不低于９５％", "≥ · 95 · %"),
        ("15万人次", "150000 · 人次"),
        ("≤52.10万元", "≤ · 52.10 · 万元"),
        ("1-2万人", "10000—20000 · 人"),
        ("约30场左右", "约 · 30 · 场"),
        ("2026年12月31日前", "时限 · 2026年12月31日"),
        ("12月底前", "时限 · 2026年12月"),
        ("健全", "定性等次 · 健全"),
        ("提高居民的科学素质", "文字描述"),
        ("≥100工作经费", "≥ · 100 · 另有“工作经费”"),
    ],
)
def test_a_value_is_read_in_a_few_words(raw, read):
    assert reading(raw, 2026) == read


@given(st.text(max_size=30))
def test_whatever_is_typed_has_a_reading(raw):
    assert isinstance(reading(raw, 2026), str)


@pytest.mark.parametrize("unit", SUGGESTED_UNITS)
def test_every_unit_offered_behind_a_number_is_read_as_its_unit(unit):
    value = parse_value(f"≥8{unit}")
    assert (value.unit, value.rest) == (unit.replace("(", "（").replace(")", "）"), "")


@pytest.fixture
def ask(client, db):
    client.force_login(a_user())

    def post(body):
        text = body if isinstance(body, str) else json.dumps(body)
        return client.post(ADDRESS, text, content_type="application/json")

    return post


def test_many_values_are_read_at_once_in_their_order(ask, django_assert_num_queries):
    values = [f"≥{number}%" for number in range(1000)]
    ask({"values": [], "year": 2026})  # the first request notes its browser in the session
    with django_assert_num_queries(2):  # the session and its user
        answer = ask({"values": values, "year": 2026})
    assert answer.json() == {"readings": [f"≥ · {number} · %" for number in range(1000)]}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[" * 100_000,
        "[]",
        "null",
        {},
        {"values": "≥95%"},
        {"values": [95]},
        {"values": ["≥1"] * 1001},
        {"values": [], "year": "2026"},
        {"values": [], "year": 2026.0},
        {"values": [], "year": 0},
        {"values": [], "year": 10_000},
    ],
)
def test_anything_else_is_refused_with_a_sentence(ask, body):
    answer = ask(body)
    assert answer.status_code == 400
    assert answer.json()["problem"]


def test_only_who_is_logged_in_is_answered_and_only_by_post(client, ask):
    assert client.get(ADDRESS).status_code == 405
    client.logout()
    assert ask({"values": []}).status_code == 302

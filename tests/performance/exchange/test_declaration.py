"""The declaration names every member of a text once, and nothing that is none."""

from collections import Counter
from dataclasses import is_dataclass

import pytest
from django.core.management import call_command

from performance.exchange.document import exchange_page
from performance.exchange.mapping import CONSTANT, members_of, places_below, shape_of, tables
from performance.exchange.rows import COMPUTED, OF_THE_ROW
from performance.exchange.texts import ExchangedText

PLACES = [(table, place) for table in tables().values() for place in table.rows]


def ids(value):
    return value if isinstance(value, str) else value.name


@pytest.mark.parametrize(("table", "place"), PLACES, ids=ids)
def test_every_member_has_one_field(table, place):
    held = Counter(name for _, name, _ in table.members_at(place))
    assert held == Counter(dict.fromkeys(members_of(shape_of(place).kind), 1))


def test_every_record_below_a_text_has_a_table():
    reached = set()

    def walk(kind, place):
        for name in (field for field in getattr(kind, "__dataclass_fields__", ())):
            below = f"{place}.{name}".lstrip(".")
            shape = shape_of(below)
            if shape.many or (is_dataclass(shape.kind) and not _always_there(kind, place, name)):
                reached.add(below)
            if is_dataclass(shape.kind):
                walk(shape.kind, below)

    walk(ExchangedText, "")
    assert reached | {""} == {place for _, place in PLACES}


def _always_there(kind, place, name):
    return any(member.startswith(f"{name}.") for member in members_of(kind))


@pytest.mark.parametrize("table", tables().values(), ids=ids)
def test_every_source_is_one_of_those_that_are_known(table):
    assert len(table.columns) == len(table.fields)
    members = {name for place in table.rows for name in members_of(shape_of(place).kind)}
    for field in table.fields:
        start, rest = field.source[:1], field.source[1:]
        known = {"=": COMPUTED, "@": {*OF_THE_ROW, CONSTANT[1:]}, ".": members}.get(start, {field.source})
        assert rest in known or field.source in known, field.name


@pytest.mark.parametrize("table", tables().values(), ids=ids)
def test_places_of_one_table_are_told_apart(table):
    assert len(table.place_of) == len(table.rows)
    assert sorted(place for place in table.rows if place) == sorted(
        place for below in places_below().values() for place, _ in below if place in table.rows
    )


def test_the_document_says_what_the_declaration_says(settings, tmp_path):
    page = (settings.BASE_DIR / "docs" / "exchange.md").read_text(encoding="utf-8")
    assert page == exchange_page(), "run manage.py write_exchange_doc"
    settings.BASE_DIR = tmp_path
    call_command("write_exchange_doc")
    assert (tmp_path / "docs" / "exchange.md").read_text(encoding="utf-8") == page

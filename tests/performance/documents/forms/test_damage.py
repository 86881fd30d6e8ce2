"""A form with one fault is read rightly, or something is said that was not said of the sound one."""

from collections import Counter
from random import Random

import pytest

from performance.documents.convert import UnknownLayout
from performance.documents.forms.declaration import shipped_forms
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.documents.forms.drawn import drawn_tables, facts, reading_of
from tests.performance.documents.forms.harmful import HARMFUL
from tests.trust.trial import whole

FORMS = sorted(shipped_forms())
IN_THE_SUITE = 1  # contents of each form and way; enough for twenty thousand under make trust


def remarks(report):
    said = Counter(map(str, (*report.problems, *report.notices)))
    return said + Counter(f"{piece.place}{piece.text}" for piece in report.unplaced)


def outcome(form_id, way, number, *, ragged):
    """``right``, ``said``, ``refused``, ``silent``; or ``spared`` where the form has nothing to spoil so."""
    content = ContentMaker(shipped_forms()[form_id], Random(f"{form_id} {number}")).statement()  # noqa: S311
    blocks = list(drawn_tables(content))
    if not way(blocks, Random(f"{form_id} {number} {way.__name__}")):  # noqa: S311 - a seed, no secret
        return "spared"
    try:
        spoilt = reading_of(blocks, ragged=ragged)
    except UnknownLayout:
        return "refused"
    if facts(spoilt.content) == facts(content):
        return "right"
    sound = reading_of(list(drawn_tables(content)), ragged=ragged)
    return "said" if remarks(spoilt.report) - remarks(sound.report) else "silent"


def test_there_are_as_many_ways_as_are_promised():
    assert len({way.__name__ for way in HARMFUL}) >= 40


@pytest.mark.parametrize("way", HARMFUL, ids=lambda way: way.__name__)
def test_nothing_is_misread_in_silence(way):
    """In the suite, each way spoils every fourth form, and all of them are spoilt by some."""
    turns = 1 if whole() else 4
    found = {
        (form_id, number, ragged): outcome(form_id, way, number, ragged=ragged)
        for form_id in FORMS[HARMFUL.index(way) % turns :: turns]
        for number in range(IN_THE_SUITE)
        for ragged in (False, True)
    }
    assert [case for case, result in found.items() if result == "silent"] == []


@pytest.mark.parametrize("way", HARMFUL, ids=lambda way: way.__name__)
def test_each_way_finds_something_to_spoil(way):
    assert any(spoils(form_id, way, number) for number in range(12) for form_id in FORMS)


def spoils(form_id, way, number):
    chance = Random(f"{form_id} {number}")  # noqa: S311 - a seed, no secret
    content = ContentMaker(shipped_forms()[form_id], chance).statement()
    return way(list(drawn_tables(content)), chance)

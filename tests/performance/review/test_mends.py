"""A mechanical cure cures what it is for, and changes nothing but the fields that it names."""

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given, settings

from performance.documents.convert import read_text
from performance.review import Severity, review
from performance.review.mends import MendMissed, applies, mended
from tests.performance.review.faults import FAULTS
from tests.performance.review.planting import indicator
from tests.performance.review.published import TEXTS
from tests.performance.review.sound_hebei import HEBEI
from tests.performance.review.test_any_content import CONTENT

CURING = [
    "A19",
    "A6",
    "B1",
    "B13",
    "B2",
    "B3",
    "B4",
    "B5",
    "B6",
    "B8",
    "C3",
    "D1",
    "D2",
    "D3",
    "D4",
    "D5",
    "D6",
    "E1",
    "E14",
    "E5",
    "E6",
    "F1",
    "F12",
    "F2",
    "F4",
]
LEAST_SHARE = 0.6  # of the errors and warnings of the published texts that have a cure


@pytest.fixture(scope="module")
def published(seeds):
    return {text: read_text((seeds / f"{text}.txt").read_bytes(), f"{text}.txt").content for text in TEXTS}


def asking(content):
    return [finding for finding in review(content) if finding.severity is not Severity.HINT]


def curable(content):
    """Each finding with the first of its ways that fits."""
    ways = ((f, next((m for m in f.mends if applies(content, f.place, m)), None)) for f in asking(content))
    return [(finding, mend) for finding, mend in ways if mend]


@pytest.mark.parametrize("text", TEXTS)
def test_all_cures_of_a_kind_leave_none_of_it_on_a_published_text(published, text):
    content = published[text]
    for code, found in groupby(
        sorted(curable(content), key=lambda each: each[0].code), lambda each: each[0].code
    ):
        cured = list(found)
        before = sum(finding.code == code for finding in asking(content))
        after = mended(content, [(finding.place, mend) for finding, mend in cured])
        assert sum(finding.code == code for finding in asking(after)) <= before - len(cured), code
        assert without_edits(after, cured) == without_edits(content, cured), code


def test_so_many_findings_of_the_published_texts_have_a_cure(published):
    found = [finding for content in published.values() for finding in asking(content)]
    cured = [finding for content in published.values() for finding, _ in curable(content)]
    assert len(cured) / len(found) >= LEAST_SHARE


def without_edits(content, cured):
    """Everything but what the cures name: rows as a set, without the fields that may change."""
    touched = {(finding.place.owner.value, finding.place.index) for finding, _ in cured}
    fields = {edit.field for _, mend in cured for edit in mend.edits}

    def rest(owner, index, one):
        if (owner, index) not in touched:
            return one
        if "indicators" in fields:
            return replace(one, indicators=())
        if "goals" in fields:
            return replace(one, goals=())
        rows = {tuple((n, v) for n, v in vars_of(row) if n not in fields) for row in one.indicators}
        return replace(one, indicators=()), rows

    goals = [rest("goal", n, one) for n, one in enumerate(content.goals)]
    projects = [rest("project", n, one) for n, one in enumerate(content.projects)]
    return replace(content, goals=(), projects=()), goals, projects


def vars_of(row):
    return [(name, getattr(row, name)) for name in row.__slots__]


@given(CONTENT)
@settings(max_examples=15)
def test_whatever_a_text_says_a_cure_touches_its_own_fields_alone(content):
    for finding, mend in curable(content)[:6]:
        after = mended(content, [(finding.place, mend)])
        assert without_edits(after, [(finding, mend)]) == without_edits(content, [(finding, mend)])


CURED = [fault for fault in FAULTS if any(f.mends for f in review(fault.content) if f.code == fault.code)]


def test_the_rules_that_offer_cures_are_known():
    """A rule that begins to offer one is written down here, and in the change log."""
    assert sorted({fault.code for fault in CURED}) == CURING


@pytest.mark.parametrize("fault", CURED, ids=lambda fault: fault.code)
def test_each_way_to_mend_a_planted_fault_mends_it(fault):
    found = [f for f in review(fault.content) if f.code == fault.code]
    for finding in found:
        for mend in finding.mends:
            if applies(fault.content, finding.place, mend):
                after = mended(fault.content, [(finding.place, mend)])
                assert finding.fingerprint not in {f.fingerprint for f in review(after)}, mend.label


def test_two_cures_of_one_field_are_refused_and_so_is_one_for_another_text():
    content = indicator(5, value="≥90%（%）")(HEBEI)
    (finding,) = [found for found in asking(content) if found.code == "B13"]
    (mend,) = finding.mends
    twice = [(finding.place, mend), (finding.place, replace(mend, label="另一种"))]
    with pytest.raises(MendMissed):
        mended(content, twice)
    assert not applies(HEBEI, finding.place, mend)

"""The published texts: every known defect is found, nothing is found where nothing is, and the rest is on record.

The golden files hold places and evidence; where the evidence is prose, its fingerprint stands in for it.
"""

import pytest

from performance.documents.convert import read_text
from performance.review import review
from tests.performance.review.published import KNOWN_DEFECTS, NOTHING_TO_FIND, TEXTS

PROSE = {"text", "indicator_text", "goals", "purpose", "summary", "phases"}


@pytest.fixture(scope="module")
def findings(seeds):
    def of(text):
        name = f"{text}.txt"
        return review(read_text((seeds / name).read_bytes(), name).content)

    return {text: of(text) for text in TEXTS}


@pytest.mark.parametrize(("text", "code", "quoted", "times"), KNOWN_DEFECTS)
def test_a_known_defect_is_found(findings, text, code, quoted, times):
    found = [f for f in findings[text] if code in f.codes and quoted in f"{f.place} {f.evidence}"]
    assert len(found) >= times


@pytest.mark.parametrize("text", TEXTS)
def test_an_exact_rule_finds_nothing_where_nothing_is(findings, text):
    false = [str(f) for f in findings[text] if f.code in NOTHING_TO_FIND[text]]
    assert false == []


@pytest.mark.parametrize("text", TEXTS)
def test_no_rule_is_undecidable_about_a_published_text(findings, text):
    assert [str(f) for f in findings[text] if f.undecidable] == []


@pytest.mark.parametrize("text", TEXTS)
def test_the_findings_are_those_on_record(findings, text, golden):
    golden(f"findings-{text}.txt", "".join(f"{_line(finding)}\n" for finding in findings[text]))


def _line(finding):
    place = finding.place
    anchor = f"{place.owner.value}[{place.index}]" + ("" if place.row is None else f".row[{place.row}]")
    is_prose = place.row is None and place.field in PROSE
    evidence = f"#{finding.fingerprint}" if is_prose else finding.evidence
    return (
        f"{finding.code:4}{finding.severity.value:8}{anchor}.{place.field} | {finding.message} | {evidence}"
    )

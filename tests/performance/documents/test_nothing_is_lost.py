"""However a text is spoilt, each value of it is read where it belongs or is listed: none is lost, none moves.

The oracle follows marked characters (see spoilt_texts) and knows nothing of rows, layouts or formats.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.text import normalise_label
from performance.content.json import load_content
from performance.content.model import StatementContent
from performance.documents.convert import Unreadable, read_text, write_text
from performance.documents.formats.txt import read_txt
from tests.conftest import REPOSITORY
from tests.performance.documents.spoilt_texts import (
    SPOILERS,
    blocks_of,
    fields_of,
    is_mark,
    marked,
    text_of,
)
from tests.trust.trial import examples

DEMO = REPOSITORY / "fixtures" / "demo" / "statements"
STATEMENTS = sorted(path.stem for path in DEMO.glob("*.json"))
AMOUNT = re.compile(r"5\d{4}\.25(?!\d)|5\d{4}2500(?!\d)")
DERIVED = "StatementContent.department_name"  # from a unit, where no title says it
# Printed above the tables, too, and as page headers.
HEADINGS = {DERIVED, "ProjectContent.name", "CoverContent.prepared_by", "CoverContent.reviewed_by"}
HEADINGS |= {
    "GoalContent.horizon",
    "CoverContent.mark",
    "CoverContent.attachment",
    "CoverContent.filled_by",
    "CoverContent.phone",
}


@dataclass(frozen=True)
class Base:
    content: StatementContent
    text: str
    homes: dict[str, set[str]]  # the fields in which each mark stands


def marks_in(content):
    """Marks and amounts of a content, each as often as it stands there, with the fields they stand in."""
    for name, value in fields_of(content):
        for mark in marks_of(value if isinstance(value, str) else f"{value:.2f}").elements():
            yield mark, name


def homes_of(content):
    homes = {}
    for mark, name in marks_in(content):
        homes.setdefault(mark, set()).add(name)
    return homes


@cache
def base_of(name):
    content = marked(load_content((DEMO / f"{name}.json").read_text(encoding="utf-8")))
    return Base(content, write_text(content, ".txt").decode(), homes_of(content))


def marks_of(text):
    amounts = (found if "." in found else f"{found[:5]}.25" for found in AMOUNT.findall(text))
    return Counter(filter(is_mark, text)) + Counter(amounts)


def faults_of(base, text):
    """What the reading of a spoilt text lost or moved without saying so."""
    try:
        read = read_text(text.encode(), "文本.txt")
    except Unreadable:
        return []
    report = read.report
    said = [piece.text for piece in report.unplaced] + [str(r) for r in (*report.problems, *report.notices)]
    said += [piece.text for piece in read_txt(text.encode()).noise]
    found = Counter(mark for mark, _ in marks_in(read.content)) + marks_of("\n".join(said))
    printed_twice = {mark for mark, names in base.homes.items() if names & HEADINGS}
    faults = [
        f"lost {mark} of {sorted(base.homes.get(mark, ()))}"
        for mark, times in marks_of(text).items()
        if found[mark] < (1 if mark in printed_twice else times)
    ]
    silent = not report.complaints() and not report.notices
    faults += [
        f"moved {mark} from {sorted(base.homes[mark])} to {name}"
        for mark, name in marks_in(read.content)
        if silent and mark in base.homes and name not in base.homes[mark] | {DERIVED}
    ]
    if report.characters != len("".join(text.split())):
        faults.append(f"{report.characters} characters counted")
    return faults


spoilt = given(spoil=st.sampled_from(SPOILERS), n=st.integers(0, 10**6), k=st.integers(0, 12))
drawn = settings(max_examples=examples(15, 60), suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_sound_text_has_no_faults(name):
    base = base_of(name)
    assert faults_of(base, base.text) == []
    assert set(base.homes) == set(marks_of(base.text))


@pytest.mark.parametrize("name", STATEMENTS)
@spoilt
@drawn
def test_a_spoilt_text_loses_and_moves_nothing_in_silence(name, spoil, n, k):
    base = base_of(name)
    blocks = blocks_of(base.text)
    assert faults_of(base, text_of(spoil(blocks, n % len(blocks), k))) == []


@pytest.mark.parametrize("name", STATEMENTS)
@pytest.mark.parametrize(
    "spell", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")], ids=["BOM", "CRLF"]
)
def test_how_a_file_is_saved_makes_no_difference(name, spell):
    base = base_of(name)
    assert (
        read_text(spell(base.text).encode(), "文本.txt").content
        == read_text(base.text.encode(), "文本.txt").content
    )


def pieces_of(text):
    return dict.fromkeys(normalise_label(piece) for line in text.split("\n") for piece in line.split("\t"))


@cache
def captions_of(name):
    """The captions that a print shows, in one string: published files break and join their lines."""
    return "".join(piece for piece in pieces_of(base_of(name).text) if not marks_of(piece))


def unaccounted(text, read, source):
    """The printed pieces of a text that stand in no value, no noise and no complaint."""
    values = [value if isinstance(value, str) else f"{value:f}" for _, value in fields_of(read.content)]
    said = [piece.text for piece in (*read.report.unplaced, *source.noise)]
    said += [str(remark) for remark in (*read.report.problems, *read.report.notices)]
    known = normalise_label("\n".join([*values, *said]))
    return {piece for piece in pieces_of(text) if piece not in known}


@pytest.mark.parametrize("name", STATEMENTS)  # as the samples are called, too
@spoilt
@settings(drawn, max_examples=examples(5, 20))
def test_a_spoilt_sample_loses_nothing_in_silence(sample, name, spoil, n, k):
    sound = sample(name)
    blocks = blocks_of(sound.text.replace("\r\n", "\n"))
    text = text_of(spoil(blocks, n % len(blocks), k))
    try:
        read = read_text(text.encode(), "文本.txt")
    except Unreadable:
        return
    lost = unaccounted(text, read, read_txt(text.encode())) - unaccounted(sound.text, sound, sound.source)
    assert [piece for piece in lost if piece not in captions_of(name)] == []
    assert read.report.characters == len("".join(text.split()))

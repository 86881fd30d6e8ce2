"""Whatever bytes a file holds, reading gives a report or one kind of refusal."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from performance.content.json import load_content, to_plain
from performance.documents.convert import READABLE, Unreadable, read_text
from performance.documents.readers import READ_HERE
from tests.conftest import REPOSITORY

SOUND = to_plain(
    load_content((REPOSITORY / "fixtures/demo/statements/dingzhou-2020.json").read_text("utf-8"))
)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["1E+999", "NaN"])
)
JUNK = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)


def sentences_of(data, name):
    """What a file is refused with, or what its report complains of."""
    try:
        return read_text(data, name).report.complaints()
    except Unreadable as refusal:
        return refusal.problems


ANY_BYTES = st.binary() | st.text().map(str.encode)
APART = [suffix for suffix in READABLE if suffix not in {*READ_HERE, ".json"}]


@pytest.mark.parametrize("suffix", [*(one for one in READABLE if one not in APART), ""])
@given(data=ANY_BYTES)
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(suffix, data):
    assert all(sentences_of(data, f"文本{suffix}"))


@pytest.mark.sampled(4)
@pytest.mark.parametrize("suffix", APART)
@given(data=ANY_BYTES)
@settings(max_examples=3)  # each starts a process
def test_any_bytes_are_read_apart_or_refused(suffix, data):
    assert all(sentences_of(data, f"文本{suffix}"))


@given(member=st.sampled_from([*SOUND, "projects.0", "projects.0.indicators", "sections.0.kind"]), junk=JUNK)
@settings(max_examples=150)
def test_any_json_is_read_or_refused(member, junk):
    plain = json.loads(json.dumps(SOUND))
    owner, *path = plain, *member.split(".")
    for name in path[:-1]:
        owner = owner[int(name)] if name.isdigit() else owner[name]
    owner[int(path[-1]) if path[-1].isdigit() else path[-1]] = junk
    assert all(sentences_of(json.dumps(plain).encode(), "文本.json"))

"""Any two texts: what differs is told, each row once, and the way back is the reverse."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from performance.content.model import FundingLine, FundingSide, SectionContent, SectionKind
from performance.differences import Kind, Status, differences
from tests.performance.differences.test_differences import a_project, a_text, an_indicator

money = st.none() | st.decimals(0, 1000, places=2)
short = st.sampled_from(["", "甲", "乙", "甲乙", "丙"])
indicators = st.lists(
    st.builds(an_indicator, short, level1=short, level2=short, value=short, weight=money), max_size=4
).map(tuple)
projects = st.lists(
    st.builds(
        a_project,
        st.sampled_from(["", "P1", "P2", "P3"]),
        name=short,
        budget=money,
        purpose=short,
        goals=st.lists(short, max_size=2).map(tuple),
        indicators=indicators,
    ),
    max_size=4,
).map(tuple)
sections = st.lists(
    st.builds(SectionContent, st.sampled_from(list(SectionKind)[:2]), short, short), max_size=3
).map(tuple)
funding = st.lists(st.builds(FundingLine, st.sampled_from(FundingSide), short, money), max_size=3).map(tuple)
texts = st.builds(a_text, sections=sections, funding=funding, projects=projects, department_name=short)


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    difference = differences(text, text)
    assert not difference
    assert list(difference.rows()) == []


@settings(max_examples=200)
@given(texts, texts)
def test_the_way_back_is_the_reverse(old, new):
    there, back = differences(old, new), differences(new, old)
    for one, other in ((there, back), (back, there)):
        for kind in Kind:
            assert one.counts()[kind, Status.ADDED] == other.counts()[kind, Status.REMOVED]
    # Of two rows that changed places either may count as the one that moved, but only one of them does.
    assert sum(row.moved for row in there.rows()) == sum(row.moved for row in back.rows())
    assert there.budget_change == -back.budget_change
    changes = sorted((f.field, f.old, f.new) for row in there.rows() for f in row.fields)
    assert changes == sorted((f.field, f.new, f.old) for row in back.rows() for f in row.fields)


@settings(max_examples=200)
@given(texts, texts)
def test_texts_that_differ_are_told_apart_and_rows_are_counted_once(old, new):
    difference = differences(old, new)
    assert bool(difference) == (old != new)
    for before, after, rows in (
        (old.sections, new.sections, difference.sections),
        (old.funding, new.funding, difference.funding),
        (old.projects, new.projects, difference.projects),
    ):
        count = Counter(row.status for row in rows)
        assert len(after) - len(before) == count[Status.ADDED] - count[Status.REMOVED]
        assert len({row.new_index for row in rows if row.new_index is not None}) == sum(
            row.new_index is not None for row in rows
        )

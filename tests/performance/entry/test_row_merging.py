"""Two people change rows of one group: cell by cell, wherever the rows went; only a cell that both changed is contested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.entry.answers import Answers
from performance.entry.merging import Side, merge

FIELDS = ("name", "value", "basis")
A, B, C, D = (f"{name} 95 计划" for name in "甲乙丙丁")


def group(*rows):
    """Rows as words: ``甲 95 计划``."""
    return Answers({}, {"rows": [dict(zip(FIELDS, row.split(" "), strict=True)) for row in rows]})


def merged_rows(base, mine, theirs, choices=()):
    merged = merge(group(*base), group(*mine), group(*theirs), dict(choices))
    return [" ".join(row.values()) for row in merged.answers.records["rows"]], [d.key for d in merged.open]


A_VALUE, A_BASIS, A_OTHER = "甲 96 计划", "甲 95 文件", "甲 97 计划"
CASES = {
    "two cells of a row": ([A, B], [A_VALUE, B], [A_BASIS, B], ["甲 96 文件", B]),
    "two rows": ([A, B], [A_VALUE, B], [A, "乙 90 计划"], [A_VALUE, "乙 90 计划"]),
    "they add below": ([A], [A_VALUE], [A, B], [A_VALUE, B]),
    "they add above": ([A], [A_VALUE], [B, A], [B, A_VALUE]),
    "both add": ([A], [A, B], [A, C], [A, C, B]),
    "both add the same": ([A], [A, B], [A, B], [A, B]),
    "both add the same and more": ([A], [A, B], [A, B, C], [A, C, B]),
    "they remove what I left": ([A, B, C], [A, B, "丙 90 计划"], [B, C], [B, "丙 90 计划"]),
    "I remove what they left": ([A, B, C], [B, C], [A, B, "丙 90 计划"], [B, "丙 90 计划"]),
    "both remove": ([A, B], [B], [B, C], [B, C]),
    "they move, I change": ([A, B, C], [A_VALUE, B, C], [B, C, A], [B, C, A_VALUE]),
    "I move, they change": ([A, B, C], [C, A, B], [A_VALUE, B, C], [C, A_VALUE, B]),
    "I move, they add": ([A, B, C], [C, A, B], [A, D, B, C], [C, A, D, B]),
    "they add, remove and change": (
        [A, B, C],
        [A, B, "丙 95 文件"],
        [D, A_VALUE, "丙 90 计划"],
        [D, A_VALUE, "丙 90 文件"],
    ),
}


@pytest.mark.parametrize(("base", "mine", "theirs", "result"), CASES.values(), ids=CASES)
def test_what_does_not_meet_goes_together(base, mine, theirs, result):
    assert merged_rows(base, mine, theirs) == (result, [])


def test_another_order_of_the_others_is_told():
    merged = merge(group(A, B), group(A, B), group(B, A), {})
    assert [taken.key for taken in merged.taken] == ["rows"]


CONTESTED = {
    "one cell": ([A, B], [A_VALUE, B], [A_OTHER, B, C], "rows-0-value", [A_VALUE, B, C], [A_OTHER, B, C]),
    "I change, they remove": ([A, B], [A_VALUE, B], [B], "rows-0-row", [A_VALUE, B], [B]),
    "I remove, they change": ([A, B], [B], [A_VALUE, B], "rows-0-row", [B], [A_VALUE, B]),
    "one cell of a row that I moved": (
        [A, B],
        [B, A_VALUE],
        [A_OTHER, B],
        "rows-1-value",
        [B, A_VALUE],
        [B, A_OTHER],
    ),
    "both reorder": ([A, B, C], [C, A, B], [B, A, C], "rows", [C, A, B], [B, A, C]),
}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "key", "kept", "given_up"), CONTESTED.values(), ids=CONTESTED
)
def test_what_both_changed_waits_for_a_choice(base, mine, theirs, key, kept, given_up):
    assert merged_rows(base, mine, theirs) == (kept, [key])
    assert merged_rows(base, mine, theirs, {key: Side.MINE}.items()) == (kept, [])
    assert merged_rows(base, mine, theirs, {key: Side.THEIRS}.items()) == (given_up, [])


rows = st.lists(
    st.builds("{} {} {}".format, st.sampled_from("甲乙丙丁"), st.sampled_from("12"), st.sampled_from("xy")),
    max_size=5,
)


@given(base=rows, mine=rows, theirs=rows)
def test_whoever_changed_nothing_gets_what_the_other_says(base, mine, theirs):
    assert merged_rows(base, base, theirs) == (theirs, [])
    assert merged_rows(base, mine, base) == (mine, [])
    assert merged_rows(base, mine, mine) == (mine, [])


@given(base=rows, mine=rows, theirs=rows)
def test_every_choice_leaves_nothing_open(base, mine, theirs):
    keys = merged_rows(base, mine, theirs)[1]
    assert len(keys) == len(set(keys))
    for side in Side:
        assert merged_rows(base, mine, theirs, [(key, side) for key in keys])[1] == []

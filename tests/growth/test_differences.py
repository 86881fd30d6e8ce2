"""Two texts are held against each other, and changes marked, in a time that grows with their size."""

from __future__ import annotations

import pytest

from performance.differences import Mark, differences, marked
from tests.growth.contents import MANY
from tests.growth.measured import grows_too_fast, one_step
from tests.growth.texts import TEXTS

SIGNS, THINGS = 3_000, 200


def halves(text: str) -> tuple[str, str]:
    """A text, and the same with its second half turned round: much is equal, and little is in order."""
    middle = len(text) // 2
    return text, f"{text[:middle]}甲{text[:middle:-1]}"


@pytest.mark.figure(27)
@pytest.mark.sampled(24)
@pytest.mark.parametrize("text", TEXTS)
def test_marking_a_change_does_not_grow_as_the_square(text, trial):
    trial.count("标出修改的文字形状", 1)

    def marking(size):
        old, new = halves(TEXTS[text](size))
        return one_step("marking", lambda: marked(old, new))

    assert grows_too_fast(marking, trial.times(SIGNS, 4 * SIGNS)) == {}


@pytest.mark.parametrize("text", TEXTS)
def test_marks_say_both_texts_whole(text):
    for size in (300, 3_000):
        old, new = halves(TEXTS[text](size))
        segments = marked(old, new)
        assert "".join(one.text for one in segments if one.mark is not Mark.INSERT) == old
        assert "".join(one.text for one in segments if one.mark is not Mark.DELETE) == new


@pytest.mark.figure(27)
@pytest.mark.sampled(24)
@pytest.mark.parametrize("shape", MANY)
def test_comparing_does_not_grow_as_the_square(shape, trial):
    trial.count("比较的数量形状", 1)

    def comparing(size):
        old, new = MANY[shape](size), MANY[shape](size + 7)
        return one_step("comparing", lambda: list(differences(new, old).rows()))

    assert grows_too_fast(comparing, trial.times(THINGS, 3 * THINGS)) == {}

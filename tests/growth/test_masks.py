"""The public edition is masked in a time that grows with its size and with the number of its persons."""

from __future__ import annotations

import pytest

from performance.content.model import SectionContent, SectionKind
from performance.exporting.masking import masked
from tests.growth.contents import project, statement, word
from tests.growth.measured import grows_too_fast, one_step
from tests.growth.texts import TEXTS

SIGNS, PERSONS = 1_500, 100


@pytest.mark.figure(27)
@pytest.mark.sampled(24)
@pytest.mark.parametrize("text", [*TEXTS][::2])
def test_masking_a_text_does_not_grow_as_the_square(text, trial):
    trial.count("遮盖的文字形状", 1)

    def masking(size):
        content = statement(sections=(SectionContent(SectionKind.MANDATE, text=TEXTS[text](size)),))
        return one_step("masking", lambda: masked(content))

    assert grows_too_fast(masking, trial.times(SIGNS, 4 * SIGNS)) == {}


@pytest.mark.figure(27)
@pytest.mark.sampled(24)
@pytest.mark.parametrize("common", ["", "欧阳"], ids=["different names", "one family"])
def test_masking_does_not_grow_with_persons_times_texts(common, trial):
    trial.count("遮盖的人名形状", 1)

    def masking(size):
        content = statement(
            projects=tuple(
                project(n, leader=common + word(n, 2), purpose=f"由{common}{word(n, 2)}负责。")
                for n in range(size)
            )
        )
        return one_step("masking", lambda: masked(content))

    assert grows_too_fast(masking, trial.times(PERSONS, 3 * PERSONS)) == {}

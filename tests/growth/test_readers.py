"""Files are read in a time that grows with their size, whatever stands in them."""

from __future__ import annotations

from contextlib import suppress

import pytest

from departments.uploads.refused_file import RefusedFile
from performance.documents.convert import Unreadable, read_source, read_text, write_text
from performance.documents.recognition import UnknownLayout
from tests.growth.contents import MANY, everywhere
from tests.growth.measured import grows_too_fast, one_step
from tests.growth.structures import STRUCTURES
from tests.growth.texts import TEXTS

SIGNS, THINGS, PARTS = 400, 60, 1_000
FORMATS = (".txt", ".docx", ".xlsx", ".json")


def reading(content, suffix):
    """Nothing to read where the format cannot hold the text."""
    try:
        data = write_text(content, suffix)
    except Unreadable:
        return one_step("reading", lambda: None)

    def read():
        with suppress(Unreadable):
            read_text(data if isinstance(data, bytes) else data.encode(), f"file{suffix}")

    return one_step("reading", read)


@pytest.mark.figure(27)
@pytest.mark.sampled(24)
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("text", [*TEXTS][::12])
def test_reading_a_long_text_does_not_grow_as_the_square(text, suffix, trial):
    trial.count("读取的文字形状", 1)
    size = trial.times(SIGNS, 8 * SIGNS)
    assert grows_too_fast(lambda signs: reading(everywhere(TEXTS[text](signs)), suffix), size) == {}


@pytest.mark.figure(27)
@pytest.mark.sampled(24)
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("shape", [*MANY][::3])
def test_reading_many_things_does_not_grow_as_the_square(shape, suffix, trial):
    trial.count("读取的数量形状", 1)
    size = trial.times(THINGS, 4 * THINGS)
    assert grows_too_fast(lambda things: reading(MANY[shape](things), suffix), size) == {}


def reading_of(structure, size):
    """What the file shows, and then what it says; a refusal ends it."""
    read = STRUCTURES[structure](size)

    def steps():
        with suppress(RefusedFile, UnknownLayout):
            source = read()
            yield "reading"
            read_source(source)
            yield "understanding"

    return steps


@pytest.mark.figure(27)
@pytest.mark.sampled(4)
@pytest.mark.parametrize("structure", STRUCTURES)
def test_reading_a_structure_does_not_grow_as_the_square(structure, trial):
    trial.count("读取的文件结构（网页、表格文本、粘贴、ods、xls、PDF 和扫描件的版面）", 1)
    size = trial.times(PARTS, 4 * PARTS)
    assert grows_too_fast(lambda parts: reading_of(structure, parts), size) == {}
